import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyKind, decodeBody } from "../trace/decode-body.ts";
import type { BodyKind } from "../trace/decode-body.ts";
import { formatBytes } from "../trace/format-bytes.ts";
import * as advise from "./advise.ts";
import type { Forwarder } from "./forwarder.ts";
import type { Inbox } from "./inbox.ts";
import { isLocalOrigin } from "./is-own-host.ts";
import { isPracticeKey, keyOf } from "./keys.ts";
import type { KeyScrubber } from "./keys.ts";
import { acceptedAnswer, refusedAnswer } from "./otlp-answer.ts";
import type { OtlpAnswer } from "./otlp-answer.ts";
import type { Advice, InboxEntry } from "./page-api.ts";
import { readRequestBody } from "./read-request-body.ts";
import type { BodyBudget } from "./read-request-body.ts";
import type { Added, TraceStore } from "./trace-store.ts";

export interface OtlpParts {
  readonly store: TraceStore;
  readonly inbox: Inbox;
  readonly forwarder: Forwarder;
  readonly scrubber: KeyScrubber;
  readonly allowedHosts: readonly string[];
  readonly maxBodyBytes: number;
  readonly budget: BodyBudget;
  readonly clock: () => number;
  readonly onAdded: (added: Added) => void;
  /** A sentence for the exporter to print in the learner's terminal, each once. */
  readonly nextWarning: () => string;
}

export const OTLP_PATHS: ReadonlyMap<string, Exclude<InboxEntry["signal"], "other">> = new Map([
  ["/v1/traces", "traces"],
  ["/v1/metrics", "metrics"],
  ["/v1/logs", "logs"],
]);

/** Answers one OTLP/HTTP request, whatever it is, and notes it in the inbox. */
export async function receiveOtlp(
  request: IncomingMessage,
  response: ServerResponse,
  parts: OtlpParts,
): Promise<void> {
  const kind = bodyKind(request.headers["content-type"]) ?? "json";
  const key = keyOf(request.headers);
  parts.scrubber.learn(request.headers);
  const body = await readRequestBody(request, parts.maxBodyBytes, parts.budget);
  if (body.state === "broken-off") return;
  const bytes = body.state === "read" ? body.bytes : Buffer.alloc(0);
  const verdict =
    body.state === "read" ? take(request, bytes, key, parts) : tooMuch(body.state, parts.maxBodyBytes);
  answer(response, answerFor(kind, verdict, parts));
  const entry = parts.inbox.add(toEntry(request, bytes.length, key, verdict, parts));
  if (verdict.outcome === "refused" || verdict.outcome === "empty") return;
  forward(request, bytes, entry, parts);
}

/** Notes and answers a request for a path that is neither OTLP's nor the page's. */
export function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { status, advice }: { status: number; advice: Advice },
  parts: OtlpParts,
): void {
  request.resume();
  parts.scrubber.learn(request.headers);
  const verdict = refused(status, `${advice.what} ${advice.fix}`, advice);
  parts.inbox.add(toEntry(request, 0, keyOf(request.headers), verdict, parts));
  answer(response, answerFor(bodyKind(request.headers["content-type"]) ?? "json", verdict, parts));
}

interface Verdict {
  readonly status: number;
  readonly outcome: InboxEntry["outcome"];
  readonly message: string;
  readonly spans: number;
  readonly rejected: number;
  readonly problems: readonly string[];
  readonly advice: readonly Advice[];
}

function take(request: IncomingMessage, bytes: Buffer, key: string, parts: OtlpParts): Verdict {
  const { origin } = request.headers;
  if (origin !== undefined && !isLocalOrigin(origin, parts.allowedHosts)) {
    const advice = advise.adviseOnForeignOrigin(parts.scrubber.scrub(origin.slice(0, 200)));
    return refused(403, `${advice.what} ${advice.fix}`, advice);
  }
  if (OTLP_PATHS.get(pathOf(request)) !== "traces") return NOTED;
  const { "content-type": type, "content-encoding": encoding } = request.headers;
  const decoded = decodeBody(bytes, type, encoding, { maxBytes: parts.maxBodyBytes });
  if (!decoded.ok) {
    const grpc = type?.startsWith("application/grpc") === true;
    const advice = grpc ? advise.adviseOnGrpc() : advise.adviseOnBody(parts.scrubber.scrub(decoded.message));
    return refused(decoded.status, parts.scrubber.scrub(decoded.message), advice);
  }
  const added = store(decoded.spans, parts);
  if (added === undefined) return NOT_STORED;
  const problems = decoded.problems.map(parts.scrubber.scrub);
  const { rejected } = decoded;
  const outcome = rejected > 0 ? "partly-stored" : decoded.spans.length === 0 ? "empty" : "stored";
  return {
    status: 200,
    outcome,
    message: problems.slice(0, 3).join(" "),
    spans: added.spans,
    rejected,
    problems,
    advice: adviseOnTaken(outcome, added, origin === undefined ? key : undefined),
  };
}

function store(spans: Parameters<TraceStore["add"]>[0], { store, onAdded }: OtlpParts): Added | undefined {
  try {
    const added = store.add(spans);
    onAdded(added);
    return added;
  } catch (error) {
    store.noteFailure(error);
    return undefined;
  }
}

function adviseOnTaken(outcome: InboxEntry["outcome"], added: Added, key: string | undefined): Advice[] {
  const keyAdvice = key === undefined ? undefined : advise.adviseOnKey(key);
  return [
    ...(outcome === "empty" ? [advise.adviseOnEmptyBatch()] : []),
    ...(outcome === "partly-stored" ? [advise.adviseOnRefusedSpans()] : []),
    ...(added.copies > 0 ? [advise.adviseOnCopies(added.copies)] : []),
    ...(keyAdvice === undefined ? [] : [keyAdvice]),
  ];
}

const NOTED: Verdict = {
  status: 200,
  outcome: "counted",
  message: "",
  spans: 0,
  rejected: 0,
  problems: [],
  advice: [],
};

const NOT_STORED = refused(503, "The traces could not be written to disk.", {
  what: "The traces could not be written to disk.",
  fix: "Make room on the disk, then run npm start again.",
  learn: null,
});

function refused(status: number, message: string, advice: Advice): Verdict {
  return { status, outcome: "refused", message, spans: 0, rejected: 0, problems: [], advice: [advice] };
}

function tooMuch(state: "too-large" | "busy", maxBytes: number): Verdict {
  if (state === "busy") {
    const advice = {
      what: "Too many requests at once.",
      fix: "The exporter sends this one again by itself.",
      learn: null,
    };
    return refused(503, "Too many requests at once: try again in a moment.", advice);
  }
  const what = `The body is larger than ${formatBytes(maxBytes)}.`;
  const fix = "Export fewer spans at a time: OTEL_BSP_MAX_EXPORT_BATCH_SIZE.";
  return refused(413, `${what} ${fix}`, { what, fix, learn: null });
}

function answerFor(kind: BodyKind, verdict: Verdict, parts: OtlpParts): OtlpAnswer {
  if (verdict.status !== 200) return refusedAnswer(kind, verdict.status, verdict.message);
  if (verdict.rejected > 0 || verdict.message !== "")
    return acceptedAnswer(kind, verdict.rejected, verdict.message);
  return acceptedAnswer(kind, 0, parts.nextWarning());
}

function answer(response: ServerResponse, { status, contentType, body }: OtlpAnswer): void {
  const headers = { "content-type": contentType, "content-length": body.byteLength };
  response.writeHead(status, status === 503 ? { ...headers, "retry-after": "1" } : headers).end(body);
}

function toEntry(
  request: IncomingMessage,
  bytes: number,
  key: string,
  verdict: Verdict,
  { clock, scrubber }: OtlpParts,
): Omit<InboxEntry, "id"> {
  const { headers } = request;
  const path = pathOf(request);
  const short = (text: string | undefined) =>
    text === undefined ? null : scrubber.scrub(text).slice(0, 200);
  return {
    timeMs: clock(),
    method: request.method ?? "",
    path: short(path) ?? "",
    signal: OTLP_PATHS.get(path) ?? "other",
    contentType: short(headers["content-type"]),
    contentEncoding: short(headers["content-encoding"]),
    userAgent: short(headers["user-agent"]),
    bytes,
    status: verdict.status,
    outcome: verdict.outcome,
    spans: verdict.spans,
    problems: verdict.problems,
    key: key === "" ? "none" : isPracticeKey(key) ? "practice" : "present",
    advice: verdict.advice,
    forwarding: null,
  };
}

function forward(
  request: IncomingMessage,
  body: Buffer,
  entry: InboxEntry,
  { forwarder, inbox }: OtlpParts,
): void {
  const headers: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const fromBrowser = headers["origin"] !== undefined;
  const result = forwarder.forward({ path: pathOf(request), headers, body, fromBrowser }, (later) =>
    inbox.setForwarding(entry.id, later),
  );
  if (result !== null) inbox.setForwarding(entry.id, result);
}

/** Without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?", 1)[0] as string;
}
