import type { EventStream } from "./event-stream.ts";
import type { Status, TraceSummary } from "./page-api.ts";

const TRACES_EVERY_MS = 50;
const STATUS_EVERY_MS = 400;
const MOST_TRACES = 100;

export interface AnnouncerOptions {
  readonly stream: EventStream;
  readonly summaries: (orders: readonly number[]) => TraceSummary[];
  readonly status: () => Promise<Status>;
}

/** Tells the open pages about changes, gathered over moments so that a burst of requests is one message. */
export class Announcer {
  readonly #options: AnnouncerOptions;
  #changed = new Set<number>();
  #left = 0;
  #tracesTimer: NodeJS.Timeout | undefined;
  #statusTimer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** The newest hundred changed traces are told; the others are only counted. */
  tracesChanged(orders: readonly number[]): void {
    this.statusChanged();
    if (this.#options.stream.size === 0 || this.#closed) return;
    for (const order of orders) this.#changed.add(order);
    if (this.#changed.size > MOST_TRACES * 4) this.#shorten();
    this.#tracesTimer ??= setTimeout(() => this.#sendTraces(), TRACES_EVERY_MS);
  }

  statusChanged(): void {
    if (this.#options.stream.size === 0 || this.#closed) return;
    this.#statusTimer ??= setTimeout(() => void this.#sendStatus(), STATUS_EVERY_MS);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#tracesTimer);
    clearTimeout(this.#statusTimer);
  }

  #shorten(): void {
    const newest = [...this.#changed].slice(-MOST_TRACES);
    this.#left += this.#changed.size - newest.length;
    this.#changed = new Set(newest);
  }

  #sendTraces(): void {
    this.#tracesTimer = undefined;
    if (this.#changed.size > MOST_TRACES) this.#shorten();
    const traces = this.#options.summaries([...this.#changed]);
    const more = this.#left;
    this.#changed.clear();
    this.#left = 0;
    this.#options.stream.send({ type: "traces", traces, more });
  }

  async #sendStatus(): Promise<void> {
    const status = await this.#options.status();
    this.#statusTimer = undefined;
    if (!this.#closed) this.#options.stream.send({ type: "status", status });
  }
}
