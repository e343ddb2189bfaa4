import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as advise from "./advise.ts";
import { Announcer } from "./announcer.ts";
import type { ExpectedTrace } from "./compare-trace.ts";
import { EventStream } from "./event-stream.ts";
import { Forwarder } from "./forwarder.ts";
import type { ForwarderOptions, ForwardTarget } from "./forwarder.ts";
import { importTraces } from "./import-traces.ts";
import { Inbox } from "./inbox.ts";
import { isOwnHost } from "./is-own-host.ts";
import { keyOf, KeyScrubber } from "./keys.ts";
import { noteBrokenConnection } from "./note-broken-connection.ts";
import type { CourseStatus, Status } from "./page-api.ts";
import { servePageApi } from "./page-server.ts";
import type { PageParts } from "./page-server.ts";
import { summariesOf } from "./read-traces.ts";
import { OTLP_PATHS, pathOf, receiveOtlp, refuseRequest } from "./receive-otlp.ts";
import type { OtlpParts } from "./receive-otlp.ts";
import { sendRefusal } from "./send-json.ts";
import { serveAsset } from "./serve-asset.ts";
import type { Assets } from "./serve-asset.ts";
import { TraceStore } from "./trace-store.ts";
import type { StoreCaps } from "./trace-store.ts";
import { whySilent } from "./why-silent.ts";

/** The course as the page shows it, and the tree that the current step expects. */
export interface CourseNow {
  readonly status: CourseStatus;
  readonly expected: ExpectedTrace | null;
}

export interface ReceiverOptions {
  /** 4318 is OTLP's; 0 takes a free one. */
  readonly port: number;
  /** 127.0.0.1 unless a public workspace's port forwarding needs more. */
  readonly host?: string;
  /** Absent: nothing is kept after the end. */
  readonly storeFolder?: string;
  readonly caps?: Partial<StoreCaps>;
  readonly forward?: ForwardTarget;
  /** The trace page's files. */
  readonly assets?: Assets;
  /** OTLP JSON of the traces to show while the store is empty. */
  readonly sample?: string;
  readonly courseStatus?: () => CourseNow | null | Promise<CourseNow | null>;
  /** Host names, without port, under which a public workspace shows this port and the frontend's. */
  readonly allowedHosts?: readonly string[];
  readonly log?: (line: string) => void;
  /** Also after decompression. */
  readonly maxBodyBytes?: number;
  /** For tests: how forwarding sends and waits. */
  readonly forwarding?: Pick<ForwarderOptions, "send" | "wait" | "random">;
  readonly clock?: () => number;
}

export interface Receiver {
  /** As a browser on this machine opens it, such as `http://localhost:4318`. */
  readonly url: string;
  readonly port: number;
  readonly store: TraceStore;
  readonly status: () => Promise<Status>;
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
  readonly #otlp: OtlpParts;
  readonly #page: PageParts;
  readonly #startedMs: number;
  readonly #warned = new Set<string>();
  #noticesLogged = 0;

  constructor(options: ReceiverOptions) {
    const { storeFolder, caps, forward, sample, clock = Date.now, allowedHosts = [] } = options;
    this.#options = options;
    this.#startedMs = clock();
    if (forward !== undefined) this.#scrubber.learn(keyOf(forward.headers));
    const { scrub } = this.#scrubber;
    this.store = new TraceStore({
      scrub,
      clock,
      ...(storeFolder === undefined ? {} : { folder: storeFolder }),
      ...(caps === undefined ? {} : { caps }),
    });
    this.#sample = sample === undefined ? undefined : sampleStore(sample);
    this.#inbox = new Inbox((entry) => {
      this.#stream.send({ type: "inbox", entry });
      this.#announcer.statusChanged();
    });
    this.#forwarder = new Forwarder({ ...(forward && { target: forward }), scrub, ...options.forwarding });
    this.#announcer = new Announcer({
      stream: this.#stream,
      summaries: (orders) => summariesOf(this.store.database, orders),
      status: this.status,
    });
    this.#otlp = {
      store: this.store,
      inbox: this.#inbox,
      forwarder: this.#forwarder,
      scrubber: this.#scrubber,
      allowedHosts,
      maxBodyBytes: options.maxBodyBytes ?? DEFAULT_MAX_BODY,
      budget: { most: MOST_BODIES_IN_MEMORY, used: 0 },
      clock,
      onAdded: (added) => {
        this.#announcer.tracesChanged(added.traces);
        this.#logNotices();
      },
      nextWarning: () => this.#nextWarning(),
    };
    this.#page = {
      store: this.store,
      sample: this.#sample,
      inbox: this.#inbox,
      forwarder: this.#forwarder,
      stream: this.#stream,
      allowedHosts,
      status: this.status,
      expected: async () => (await options.courseStatus?.())?.expected ?? null,
      tracesChanged: (orders) => this.#announcer.tracesChanged(orders),
    };
    this.#server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000 }, (request, response) => {
      void this.#answer(request, response);
    });
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
  }

  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? this.#options.port;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  readonly status = async (): Promise<Status> => {
    const course = await this.#options.courseStatus?.();
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
      silence: whySilent(this.#inbox.last),
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

  /** An error in here answers 500 and is logged; it must never end the process that also runs the backend. */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    try {
      await this.#route(request, response);
    } catch (error) {
      this.#log(
        `The receiver failed at ${request.method} ${pathOf(request)}: ${String((error as Error).stack)}`,
      );
      if (response.headersSent) response.destroy();
      else
        sendRefusal(
          response,
          500,
          "The receiver made a mistake of its own; the terminal of npm start shows it.",
        );
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    const method = request.method ?? "";
    if (OTLP_PATHS.has(path)) {
      if (method === "POST") return receiveOtlp(request, response, this.#otlp);
      response.setHeader("allow", "POST");
      return refuseRequest(
        request,
        response,
        { status: 405, advice: advise.adviseOnMethod(method, path) },
        this.#otlp,
      );
    }
    if (path.startsWith("/api/") && !path.startsWith("/api/v"))
      return servePageApi(request, response, this.#page);
    if (this.#servePage(request, response, path)) return;
    if (method === "GET" || method === "HEAD")
      return sendRefusal(response, 404, "There is no such page here.");
    const shown = this.#scrubber.scrub(path).slice(0, 200);
    refuseRequest(request, response, { status: 404, advice: advise.adviseOnPath(method, shown) }, this.#otlp);
  }

  #servePage(request: IncomingMessage, response: ServerResponse, path: string): boolean {
    const { assets = new Map(), allowedHosts = [] } = this.#options;
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    if (!isOwnHost(request.headers.host, allowedHosts)) {
      sendRefusal(response, 403, `Open ${this.url} instead: this address is not the receiver's own.`);
      return true;
    }
    return serveAsset(request, response, path, assets);
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
