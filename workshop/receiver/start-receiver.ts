import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Announcer } from "./announcer.ts";
import { EventStream } from "./event-stream.ts";
import { Forwarder, type ForwardTarget } from "./forwarder.ts";
import { importTraces } from "./import-traces.ts";
import { Inbox } from "./inbox.ts";
import { isOwnHost } from "./is-own-host.ts";
import { KeyScrubber } from "./keys.ts";
import { noteBrokenConnection } from "./note-broken-connection.ts";
import type { Status } from "./page-api.ts";
import { summariesOf } from "./read-traces.ts";
import { pathOf } from "./receive-otlp.ts";
import type { CourseNow, ReceiverOptions } from "./receiver-options.ts";
import { routeRequest } from "./route-request.ts";
import type { RouteParts } from "./route-request.ts";
import { sendRefusal } from "./send-json.ts";
import { TraceStore } from "./trace-store.ts";
import { whySilent } from "./why-silent.ts";

export interface Receiver {
  /** As a browser on this machine opens it, such as `http://localhost:4318`. */
  readonly url: string;
  readonly port: number;
  readonly store: TraceStore;
  readonly status: () => Promise<Status>;
  /** Follows the compose file: forwards there from now on, with these headers for the browser's spans. */
  readonly forwardTo: (target: ForwardTarget | undefined) => void;
  /** Tells the open pages that `courseStatus` has something new. */
  readonly courseChanged: () => void;
  readonly close: () => Promise<void>;
}

/** Starts the receiver; rejects with the system's error (such as EADDRINUSE) when the port cannot be had. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const receiver = new RunningReceiver(options);
  try {
    await receiver.listen();
  } catch (error) {
    await receiver.close();
    throw error;
  }
  return receiver;
}

const DEFAULT_MAX_BODY = 20 * 1024 * 1024;
const MOST_BODIES_IN_MEMORY = 64 * 1024 * 1024;
const LAST_FORWARDS_MS = 3000;

/** An exporter that sends every five seconds must not meet a connection that closes after five seconds. */
const CONNECTIONS = { requestTimeout: 60_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 };

class RunningReceiver implements Receiver {
  readonly store: TraceStore;
  readonly #options: ReceiverOptions;
  readonly #server: Server;
  readonly #stream = new EventStream();
  readonly #scrubber = new KeyScrubber();
  readonly #forwarder: Forwarder;
  readonly #inbox: Inbox;
  readonly #announcer: Announcer;
  readonly #sample: TraceStore | undefined;
  readonly #startedMs: number;
  readonly #warned = new Set<string>();
  #noticesLogged = 0;

  constructor(options: ReceiverOptions) {
    const { storeFolder, caps, forward, sample, clock = Date.now } = options;
    const { scrub } = this.#scrubber;
    this.#options = options;
    this.#startedMs = clock();
    if (forward !== undefined) this.#scrubber.learn(forward.headers);
    this.store = new TraceStore({
      scrub,
      clock,
      ...(storeFolder && { folder: storeFolder }),
      ...(caps && { caps }),
    });
    this.#sample = sample === undefined ? undefined : sampleStore(sample);
    this.#forwarder = new Forwarder({ ...(forward && { target: forward }), scrub, ...options.forwarding });
    this.#announcer = new Announcer({
      stream: this.#stream,
      summaries: (orders) => this.store.whenSound(() => summariesOf(this.store.database, orders)),
      status: this.status,
    });
    this.#inbox = new Inbox((entry) => {
      this.#stream.send({ type: "inbox", entry });
      this.#announcer.statusChanged();
    });
    const parts = this.#routeParts(clock);
    this.#server = createServer(
      CONNECTIONS,
      (request, response) => void this.#answer(request, response, parts),
    );
    this.#server.on("clientError", (error, socket) =>
      noteBrokenConnection(error, socket, this.#inbox, clock()),
    );
    this.#logNotices();
  }

  async listen(): Promise<void> {
    const { port, host = "127.0.0.1" } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    if (this.#forwardsToItself(this.#options.forward)) this.#forwarder.switch(false);
  }

  readonly forwardTo = (target: ForwardTarget | undefined): void => {
    if (target) this.#scrubber.learn(target.headers);
    this.#forwarder.aim(target);
    if (this.#forwardsToItself(target)) this.#forwarder.switch(false);
    this.#announcer.statusChanged();
  };

  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? this.#options.port;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  readonly status = async (): Promise<Status> => {
    const course = await this.#course();
    const { total, refused, metrics, logs } = this.#inbox.counts;
    return {
      url: this.url,
      startedMs: this.#startedMs,
      counts: {
        ...this.store.totals,
        requests: total,
        refusedRequests: refused,
        metricRequests: metrics,
        logRequests: logs,
      },
      caps: { spans: this.store.caps.spans, bytes: this.store.caps.bytes },
      dropped: this.store.dropped,
      notices: this.store.notices,
      lastRequestMs: this.#inbox.lastOtlpMs,
      silence: whySilent(this.#inbox.last, course, this.store.totals.traces > 0),
      forwarding: this.#forwarder.status,
      runs: this.store.runs(),
      recording: this.store.recording,
      course: course?.status ?? null,
    };
  };

  readonly courseChanged = (): void => this.#announcer.statusChanged();

  /** Nothing new is taken; what is on its way to Honeycomb gets a moment. */
  readonly close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#announcer.close();
    this.#stream.close();
    this.#server.closeIdleConnections();
    await this.#forwarder.close(LAST_FORWARDS_MS);
    this.#server.closeAllConnections();
    await closed;
    this.#sample?.close();
    this.store.close();
  };

  /** A compose file that already names this port would make each request come back for ever. */
  #forwardsToItself(target: ForwardTarget | undefined): boolean {
    const endpoint = target?.endpoint ?? "";
    if (!URL.canParse(endpoint)) return false;
    const { host, port } = new URL(endpoint);
    return isOwnHost(host, []) && Number(port) === this.port;
  }

  #routeParts(clock: () => number): RouteParts {
    const { allowedHosts = [], maxBodyBytes = DEFAULT_MAX_BODY, assets = new Map() } = this.#options;
    const tracesChanged = (orders: readonly number[]) => this.#announcer.tracesChanged(orders);
    const shared = { store: this.store, inbox: this.#inbox, forwarder: this.#forwarder, allowedHosts };
    return {
      assets,
      otlp: {
        ...shared,
        scrubber: this.#scrubber,
        maxBodyBytes,
        budget: { most: MOST_BODIES_IN_MEMORY, used: 0 },
        clock,
        onAdded: ({ traces }) => {
          tracesChanged(traces);
          this.#logNotices();
        },
        nextWarning: () => this.#nextWarning(),
      },
      page: {
        ...shared,
        sample: this.#sample,
        stream: this.#stream,
        status: this.status,
        expected: async () => (await this.#course())?.expected ?? null,
        queriesFolder: this.#options.queriesFolder,
        tracesChanged,
      },
    };
  }

  /** An error in here is answered and logged; it must never end the process that also runs the backend. */
  async #answer(request: IncomingMessage, response: ServerResponse, parts: RouteParts): Promise<void> {
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    try {
      await routeRequest(request, response, parts);
    } catch (error) {
      const damaged = this.store.recover(error);
      this.#logNotices();
      if (!damaged)
        this.#log(`The receiver failed at ${request.method} ${pathOf(request)}: ${stackOf(error)}`);
      const sentence = damaged
        ? String(this.store.notices.at(-1))
        : "The receiver failed; its terminal shows how.";
      if (response.headersSent) response.destroy();
      else sendRefusal(response, damaged ? 503 : 500, sentence);
    }
  }

  /** What the course says of itself is not worth losing the page over. */
  async #course(): Promise<CourseNow | null> {
    try {
      return (await this.#options.courseStatus?.()) ?? null;
    } catch (error) {
      this.#log(`The course's progress could not be read: ${(error as Error).message}`);
      return null;
    }
  }

  /** Honeycomb's refusal reaches the learner's terminal as the exporter's own warning, each sentence once. */
  #nextWarning(): string {
    const last = this.#forwarder.status.last;
    if (last?.state !== "refused" || this.#warned.has(last.message)) return "";
    this.#warned.add(last.message);
    return last.message;
  }

  #logNotices(): void {
    for (const notice of this.store.notices.slice(this.#noticesLogged)) this.#log(notice);
    this.#noticesLogged = this.store.notices.length;
  }

  #log(line: string): void {
    this.#options.log?.(this.#scrubber.scrub(line));
  }
}

function sampleStore(text: string): TraceStore {
  const store = new TraceStore();
  importTraces(store, text);
  return store;
}

function stackOf(error: unknown): string {
  return (error as Error).stack ?? String(error);
}
