import { setTimeout as pause } from "node:timers/promises";
import { explainFailure, explainHoneycomb } from "./explain-honeycomb.ts";
import { readAnswerText } from "./read-answer-text.ts";
import { isPracticeKey, keyOf } from "./keys.ts";
import type { ForwardingStatus, ForwardResult } from "./page-api.ts";

export interface ForwardTarget {
  /** A base such as `https://api.honeycomb.io`; the request's own path is added. */
  readonly endpoint: string;
  /** What the compose file would send: given to requests from a browser, which must not hold a key. */
  readonly headers: { readonly [name: string]: string };
  readonly enabled: boolean;
}

export interface ForwardedRequest {
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: Buffer;
  readonly fromBrowser: boolean;
}

export interface ForwarderOptions {
  readonly target?: ForwardTarget;
  readonly scrub?: (text: string) => string;
  readonly send?: typeof fetch;
  /** Waits between attempts; rejects when `signal` aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}

/** Passes requests on to Honeycomb as they came, after the local copy is safe, at its own pace. */
export class Forwarder {
  #target: ForwardTarget | undefined;
  readonly #scrub: (text: string) => string;
  readonly #send: typeof fetch;
  readonly #wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly #random: () => number;
  readonly #queue: Job[] = [];
  readonly #counts = { accepted: 0, refused: 0, failed: 0 };
  #abort = new AbortController();
  /** Ends the pauses between attempts, not the attempts. */
  readonly #closing = new AbortController();
  #enabled: boolean;
  #running = 0;
  #waitingBytes = 0;
  #last: ForwardResult | null = null;
  #idle: (() => void)[] = [];

  constructor({
    target,
    scrub = (text) => text,
    send = fetch,
    wait = waitFor,
    random = Math.random,
  }: ForwarderOptions) {
    this.#target = target;
    this.#enabled = target?.enabled ?? false;
    this.#scrub = scrub;
    this.#send = send;
    this.#wait = wait;
    this.#random = random;
  }

  get status(): ForwardingStatus {
    return {
      state: this.#state(),
      host: this.#target === undefined ? null : hostOf(this.#target.endpoint),
      ...this.#counts,
      waiting: this.#queue.length + this.#running,
      last: this.#last,
    };
  }

  /** Forwards what comes from now on to another place, or nowhere; what waits already goes where it was meant to. */
  aim(target: ForwardTarget | undefined): void {
    this.#target = target;
    this.#enabled = target?.enabled ?? false;
  }

  /** Off: what waits is left out, and what is under way is broken off. */
  switch(enabled: boolean): void {
    this.#enabled = enabled;
    if (enabled) return;
    this.#abort.abort();
    this.#abort = new AbortController();
    for (const job of this.#queue.splice(0)) this.#finish(job, notSent(TURNED_OFF));
  }

  /** Takes the request and returns at once; null when it is not to be forwarded at all. */
  forward(request: ForwardedRequest, onResult: (result: ForwardResult) => void): ForwardResult | null {
    if (this.#target === undefined || !this.#enabled) return null;
    const headers = outgoingHeaders(request, this.#target.headers);
    // Who sends no key at all is spared the question when there is none but a practice key.
    if (isPracticeKey(keyOf(headers) || keyOf(this.#target.headers)))
      return notSent("A practice key works only here, so nothing was sent to Honeycomb.");
    if (this.#waitingBytes + request.body.length > MOST_WAITING_BYTES) {
      this.#counts.failed += 1;
      return notSent(
        "Too much was waiting for Honeycomb already, so this request was left out. It is stored here.",
      );
    }
    this.#waitingBytes += request.body.length;
    const url = this.#target.endpoint.replace(/\/+$/, "") + request.path;
    this.#queue.push({ url, headers, body: request.body, onResult });
    this.#startNext();
    return { state: "waiting", status: null, attempts: 0, message: "On its way to Honeycomb.", advice: null };
  }

  /** Lets the attempts under way finish, for at most `milliseconds`; nothing is tried again. */
  async close(milliseconds: number): Promise<void> {
    this.#closing.abort();
    if (this.#running > 0) {
      const timer = new AbortController();
      const done = new Promise<void>((resolve) => this.#idle.push(resolve));
      await Promise.race([done, pause(milliseconds, undefined, { signal: timer.signal }).catch(() => {})]);
      timer.abort();
    }
    this.switch(false);
  }

  #state(): ForwardingStatus["state"] {
    if (this.#target === undefined) return "not-configured";
    if (isPracticeKey(keyOf(this.#target.headers))) return "practice-key";
    return this.#enabled ? "on" : "off";
  }

  #startNext(): void {
    if (this.#running >= MOST_AT_ONCE) return;
    const job = this.#queue.shift();
    if (job === undefined) {
      if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
      return;
    }
    this.#running += 1;
    void this.#deliver(job, this.#abort.signal).then((result) => {
      this.#running -= 1;
      this.#finish(job, result);
      this.#startNext();
    });
  }

  #finish(job: Job, result: ForwardResult): void {
    this.#waitingBytes -= job.body.length;
    if (result.state === "accepted") this.#counts.accepted += 1;
    else if (result.state === "refused") this.#counts.refused += 1;
    else this.#counts.failed += 1;
    this.#last = result;
    job.onResult(result);
  }

  async #deliver(job: Job, signal: AbortSignal): Promise<ForwardResult> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt(job, attempt, signal);
      if (signal.aborted) return notSent(TURNED_OFF);
      if (outcome.retryAfterMs === undefined || attempt === MOST_ATTEMPTS) return outcome.result;
      job.onResult({ ...outcome.result, state: "retrying" });
      const backoff = 1000 * 2 ** (attempt - 1) * (0.75 + this.#random() / 2);
      const either = AbortSignal.any([signal, this.#closing.signal]);
      await this.#wait(Math.max(backoff, outcome.retryAfterMs), either).catch(() => {});
      if (either.aborted) return signal.aborted ? notSent(TURNED_OFF) : outcome.result;
    }
  }

  async #attempt(job: Job, attempts: number, signal: AbortSignal): Promise<Outcome> {
    try {
      const response = await this.#send(job.url, {
        method: "POST",
        headers: job.headers,
        body: job.body as Uint8Array<ArrayBuffer>,
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      });
      const text = this.#scrub(await readAnswerText(response));
      return judge(response, text, attempts);
    } catch (error) {
      const advice = explainFailure(this.#scrub(reasonOf(error)));
      return {
        result: { state: "failed", status: null, attempts, message: advice.what, advice },
        retryAfterMs: 0,
      };
    }
  }
}

interface Job {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: Buffer;
  readonly onResult: (result: ForwardResult) => void;
}

interface Outcome {
  readonly result: ForwardResult;
  /** Absent when trying again would not help. */
  readonly retryAfterMs?: number;
}

const TURNED_OFF = "Forwarding was turned off.";
const MOST_AT_ONCE = 4;
const MOST_ATTEMPTS = 5;
const ATTEMPT_TIMEOUT_MS = 10_000;
const LONGEST_RETRY_AFTER_MS = 60_000;
const MOST_WAITING_BYTES = 32 * 1024 * 1024;

/** The four answers after which OTLP/HTTP tells a client to try again (specification, "Retryable Response Codes"). */
const RETRYABLE = new Set([429, 502, 503, 504]);

function judge(response: Response, text: string, attempts: number): Outcome {
  const { status } = response;
  if (response.ok) {
    const message = text === "" ? "Honeycomb took it." : `Honeycomb took it, and said: ${text}`;
    return { result: { state: "accepted", status, attempts, message, advice: null } };
  }
  const advice = explainHoneycomb(status, text);
  const result: ForwardResult = { state: "refused", status, attempts, message: advice.what, advice };
  if (!RETRYABLE.has(status)) return { result };
  return { result, retryAfterMs: retryAfter(response.headers.get("retry-after")) };
}

/** Seconds, or a date (RFC 9110, section 10.2.3). */
function retryAfter(header: string | null): number {
  if (header === null) return 0;
  const milliseconds = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? Math.min(Math.max(milliseconds, 0), LONGEST_RETRY_AFTER_MS) : 0;
}

/** Headers of the connection to here, not of the request; and those that only a browser's page means. */
const OWN_HEADERS =
  /^(host|connection|content-length|transfer-encoding|expect|keep-alive|te|trailer|upgrade|proxy-.*|cookie|origin|referer|accept.*|sec-.*|forwarded|x-forwarded-.*|traceparent|tracestate|baggage|via)$/;

function outgoingHeaders(
  { headers, fromBrowser }: ForwardedRequest,
  configured: { readonly [name: string]: string },
): { [name: string]: string } {
  const outgoing: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(headers)) {
    if (fromBrowser ? /^content-(type|encoding)$/.test(name) : !OWN_HEADERS.test(name))
      outgoing[name] = value;
  }
  if (!fromBrowser) return outgoing;
  for (const [name, value] of Object.entries(configured)) outgoing[name.toLowerCase()] = value;
  return outgoing;
}

function notSent(message: string): ForwardResult {
  return { state: "not-sent", status: null, attempts: 0, message, advice: null };
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === "TimeoutError") return `no answer within ${ATTEMPT_TIMEOUT_MS / 1000} s`;
  return cause?.code ?? cause?.message ?? message;
}

function hostOf(endpoint: string): string | null {
  return URL.canParse(endpoint) ? new URL(endpoint).host : null;
}

async function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal });
}
