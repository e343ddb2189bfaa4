import type { ForwardResult, Inbox as InboxPage, InboxEntry } from "./page-api.ts";

const KEPT = 200;

/** The last requests that reached the port, refused ones too. In memory: they explain now, not last week. */
export class Inbox {
  readonly #entries: InboxEntry[] = [];
  readonly #onEntry: (entry: InboxEntry) => void;
  #total = 0;
  #refused = 0;
  #metrics = 0;
  #logs = 0;
  #lastOtlpMs: number | null = null;

  constructor(onEntry: (entry: InboxEntry) => void = () => {}) {
    this.#onEntry = onEntry;
  }

  add(words: Omit<InboxEntry, "id">): InboxEntry {
    this.#total += 1;
    const entry = { id: this.#total, ...words };
    if (entry.outcome === "refused") this.#refused += 1;
    if (entry.signal === "metrics") this.#metrics += 1;
    if (entry.signal === "logs") this.#logs += 1;
    if (entry.signal !== "other") this.#lastOtlpMs = entry.timeMs;
    this.#entries.push(entry);
    if (this.#entries.length > KEPT) this.#entries.shift();
    this.#onEntry(entry);
    return entry;
  }

  /** Forwarding ends long after the request was answered. */
  setForwarding(id: number, forwarding: ForwardResult): void {
    const index = this.#entries.findIndex((entry) => entry.id === id);
    const entry = this.#entries[index];
    if (entry === undefined) return;
    this.#entries[index] = { ...entry, forwarding };
    this.#onEntry({ ...entry, forwarding });
  }

  get last(): InboxEntry | undefined {
    return this.#entries.at(-1);
  }

  get counts() {
    return { total: this.#total, refused: this.#refused, metrics: this.#metrics, logs: this.#logs };
  }

  get lastOtlpMs(): number | null {
    return this.#lastOtlpMs;
  }

  page(): InboxPage {
    return { entries: this.#entries.toReversed(), total: this.#total, refused: this.#refused };
  }
}
