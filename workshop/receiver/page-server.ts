import type { IncomingMessage, ServerResponse } from "node:http";
import { buildTrees } from "../trace/trees.ts";
import { compareTrace } from "./compare-trace.ts";
import type { ExpectedTrace } from "./compare-trace.ts";
import type { EventStream } from "./event-stream.ts";
import { exportTraces } from "./export-traces.ts";
import type { Forwarder } from "./forwarder.ts";
import { importTraces } from "./import-traces.ts";
import type { Inbox } from "./inbox.ts";
import { isOwnHost, isOwnOrigin } from "./is-own-host.ts";
import type { PageEvent, Status, TraceSummary } from "./page-api.ts";
import { answerQuery, answerSelection, saveQuery, serveColumns, serveQueryFiles } from "./query-server.ts";
import { readRequestBody } from "./read-request-body.ts";
import { readSpans, spanDetail } from "./read-spans.ts";
import { findTrace, listTraces } from "./read-traces.ts";
import { findSpans, waterfallJson } from "./read-waterfall.ts";
import { sendJson, sendJsonText, sendRefusal } from "./send-json.ts";
import type { TraceStore } from "./trace-store.ts";

export interface PageParts {
  readonly store: TraceStore;
  /** Shown while the store is empty. */
  readonly sample: TraceStore | undefined;
  readonly inbox: Inbox;
  readonly forwarder: Forwarder;
  readonly stream: EventStream;
  readonly allowedHosts: readonly string[];
  readonly status: () => Promise<Status>;
  readonly expected: () => Promise<ExpectedTrace | null>;
  /** Where the learner's queries are saved. */
  readonly queriesFolder: string | undefined;
  readonly tracesChanged: (orders: readonly number[]) => void;
}

/** Answers everything under /api/. Only pages of this very origin, and programs without one, are served. */
export async function servePageApi(
  request: IncomingMessage,
  response: ServerResponse,
  parts: PageParts,
): Promise<void> {
  const refusal = whoAsks(request, parts.allowedHosts);
  if (refusal !== undefined) return sendRefusal(response, 403, refusal);
  const url = new URL(request.url ?? "/", "http://receiver");
  const route = ROUTES.find(({ path }) => path.test(url.pathname));
  if (route === undefined)
    return sendRefusal(response, 404, `The receiver has no page ${url.pathname.slice(0, 100)}.`);
  if (route.method !== request.method) {
    response.setHeader("allow", route.method);
    return sendRefusal(response, 405, `${url.pathname} answers ${route.method} only.`);
  }
  const [, ...words] = route.path.exec(url.pathname) ?? [];
  await route.serve({ request, response, url, words, parts });
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** What the route's path caught. */
  readonly words: readonly string[];
  readonly parts: PageParts;
}

interface Route {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  readonly serve: (call: Call) => void | Promise<void>;
}

const ROUTES: readonly Route[] = [
  { method: "GET", path: /^\/api\/status$/, serve: serveStatus },
  { method: "GET", path: /^\/api\/traces$/, serve: serveList },
  { method: "GET", path: /^\/api\/traces\/([0-9a-f]{32})$/, serve: serveWaterfall },
  { method: "GET", path: /^\/api\/traces\/([0-9a-f]{32})\/spans\/([0-9a-f]{16})$/, serve: serveSpan },
  { method: "GET", path: /^\/api\/traces\/([0-9a-f]{32})\/find$/, serve: serveFind },
  { method: "GET", path: /^\/api\/traces\/([0-9a-f]{32})\/comparison$/, serve: serveComparison },
  {
    method: "GET",
    path: /^\/api\/inbox$/,
    serve: ({ response, parts }) => sendJson(response, 200, parts.inbox.page()),
  },
  { method: "GET", path: /^\/api\/export$/, serve: serveExport },
  { method: "GET", path: /^\/api\/events$/, serve: serveEvents },
  {
    method: "GET",
    path: /^\/api\/query\/columns$/,
    serve: ({ response, url, parts }) => serveColumns(response, parts.store, runOf(url)),
  },
  {
    method: "GET",
    path: /^\/api\/queries$/,
    serve: ({ response, parts }) => serveQueryFiles(response, parts.queriesFolder),
  },
  { method: "POST", path: /^\/api\/query$/, serve: async (call) => await withJson(call, answerQuery) },
  {
    method: "POST",
    path: /^\/api\/query\/selection$/,
    serve: async (call) => await withJson(call, answerSelection),
  },
  {
    method: "POST",
    path: /^\/api\/queries\/save$/,
    serve: async (call) => {
      const asked = await readJson(call, MOST_QUERY_BYTES);
      if (asked !== undefined) saveQuery(call.response, call.parts.queriesFolder, asked);
    },
  },
  { method: "POST", path: /^\/api\/import$/, serve: takeImport },
  { method: "POST", path: /^\/api\/clear$/, serve: clear },
  { method: "POST", path: /^\/api\/recording$/, serve: record },
  { method: "POST", path: /^\/api\/forwarding$/, serve: switchForwarding },
];

function whoAsks({ headers }: IncomingMessage, allowedHosts: readonly string[]): string | undefined {
  if (!isOwnHost(headers.host, allowedHosts)) {
    return "This address is not the receiver's own. Open http://localhost with the port that npm start printed.";
  }
  if (
    !isOwnOrigin(headers.origin, headers.host, allowedHosts) ||
    headers["sec-fetch-site"] === "cross-site"
  ) {
    return "Another web page asked for this. Only the trace page itself may.";
  }
  return undefined;
}

async function serveStatus({ response, parts }: Call): Promise<void> {
  sendJson(response, 200, await parts.status());
}

function serveList({ response, url, parts }: Call): void {
  const limit = Math.min(wholeNumber(url, "limit") ?? 50, 500);
  const before = wholeNumber(url, "before");
  const run = url.searchParams.get("run");
  const list = listTraces(parts.store.database, { limit, run, ...(before === undefined ? {} : { before }) });
  const wantsSample = list.traces.length === 0 && before === undefined && run === null;
  if (!wantsSample || parts.sample === undefined) return sendJson(response, 200, list);
  const samples = listTraces(parts.sample.database, { limit });
  sendJson(response, 200, { ...samples, traces: samples.traces.map(asSample) });
}

function serveWaterfall({ response, url, words, parts }: Call): void {
  const found = locate(words, parts);
  if (found === undefined) return noTrace(response);
  sendJsonText(response, 200, waterfallJson(found.store.database, found.summary, wholeNumber(url, "after")));
}

function serveSpan({ response, words, parts }: Call): void {
  const found = locate(words, parts);
  if (found === undefined) return noTrace(response);
  const [span] = readSpans(found.store.database, { trace: found.summary.order, spanId: String(words[1]) });
  if (span === undefined) return sendRefusal(response, 404, "That span is not in this trace.");
  sendJson(response, 200, spanDetail(span));
}

function serveFind({ response, url, words, parts }: Call): void {
  const found = locate(words, parts);
  if (found === undefined) return noTrace(response);
  const text = (url.searchParams.get("text") ?? "").slice(0, 200);
  sendJson(
    response,
    200,
    text === "" ? { spanIds: [] } : findSpans(found.store.database, found.summary.order, text),
  );
}

async function serveComparison({ response, words, parts }: Call): Promise<void> {
  const expected = await parts.expected();
  if (expected === null) return sendRefusal(response, 404, "The current step expects no trace of its own.");
  const found = locate(words, parts);
  if (found === undefined) return noTrace(response);
  const [tree] = buildTrees(readSpans(found.store.database, { trace: found.summary.order }));
  if (tree === undefined) return noTrace(response);
  sendJson(response, 200, compareTrace(expected, tree));
}

async function serveExport({ response, url, parts }: Call): Promise<void> {
  const format = url.searchParams.get("format") === "jsonl" ? "jsonl" : "json";
  const run = url.searchParams.get("run");
  const traceId = url.searchParams.get("trace");
  const trace = traceId === null ? undefined : findTrace(parts.store.database, traceId)?.order;
  if (traceId !== null && trace === undefined) return noTrace(response);
  const name = (traceId ?? run ?? "traces").replaceAll(/[^\w-]/g, "_").slice(0, 60);
  response.writeHead(200, {
    "content-type": format === "json" ? "application/json" : "application/jsonl",
    "content-disposition": `attachment; filename="${name}.${format}"`,
    "cache-control": "no-store",
  });
  for (const piece of exportTraces(parts.store, format, trace === undefined ? { run } : { trace })) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

async function serveEvents({ response, parts }: Call): Promise<void> {
  const first: PageEvent = { type: "status", status: await parts.status() };
  if (!parts.stream.add(response, first))
    sendRefusal(response, 503, "Too many trace pages are open. Close one.");
}

async function takeImport({ request, response, url, parts }: Call): Promise<void> {
  const run = url.searchParams.get("run");
  if (run !== null && !RUN_NAME.test(run)) return sendRefusal(response, 400, ABOUT_RUN_NAMES);
  const body = await readRequestBody(request, MOST_IMPORT_BYTES, { most: Infinity, used: 0 });
  if (body.state !== "read")
    return sendRefusal(response, 413, "The file is larger than 100 MiB: import it in parts.");
  const { changed, ...result } = importTraces(
    parts.store,
    body.bytes.toString(),
    run === null ? {} : { run },
  );
  parts.tracesChanged(changed);
  sendJson(response, result.spans === 0 && result.problems.length > 0 ? 400 : 200, result);
}

async function clear(call: Call): Promise<void> {
  const asked = await readJson(call);
  if (asked === undefined) return;
  const run = typeof asked["run"] === "string" ? asked["run"] : null;
  call.parts.store.clear(run);
  call.parts.stream.send({ type: "cleared", run });
  await serveStatus(call);
}

async function record(call: Call): Promise<void> {
  const asked = await readJson(call);
  if (asked === undefined) return;
  const run = asked["run"];
  if (run !== null && (typeof run !== "string" || !RUN_NAME.test(run))) {
    return sendRefusal(call.response, 400, ABOUT_RUN_NAMES);
  }
  call.parts.store.record(run);
  if (run !== null) call.parts.stream.send({ type: "cleared", run });
  await serveStatus(call);
}

async function switchForwarding(call: Call): Promise<void> {
  const asked = await readJson(call);
  if (asked === undefined) return;
  if (typeof asked["enabled"] !== "boolean")
    return sendRefusal(call.response, 400, 'Send { "enabled": true or false }.');
  call.parts.forwarder.switch(asked["enabled"]);
  await serveStatus(call);
}

async function withJson(call: Call, answer: typeof answerQuery): Promise<void> {
  const asked = await readJson(call, MOST_QUERY_BYTES);
  if (asked !== undefined) answer(call.response, call.parts.store, runOf(call.url), asked);
}

function runOf(url: URL): string | null {
  return url.searchParams.get("run");
}

/** Undefined when the request has been refused already. Only JSON is taken: no form on another page can send that. */
async function readJson(
  { request, response }: Call,
  mostBytes = 10_000,
): Promise<{ readonly [name: string]: unknown } | undefined> {
  const body = await readRequestBody(request, mostBytes, { most: Infinity, used: 0 });
  try {
    if (request.headers["content-type"]?.startsWith("application/json") !== true) throw new Error("not JSON");
    if (body.state !== "read") throw new Error("too large");
    const value: unknown = JSON.parse(body.bytes.toString());
    if (typeof value === "object" && value !== null) return value as { readonly [name: string]: unknown };
  } catch {
    // The refusal below says it.
  }
  sendRefusal(
    response,
    400,
    "The request's body must be a small JSON object with content type application/json.",
  );
  return undefined;
}

const RUN_NAME = /^[\w.-]{1,60}$/;
const ABOUT_RUN_NAMES = "A run's name has 1 to 60 letters, digits, dots, dashes or underscores.";
const MOST_QUERY_BYTES = 100_000;
const MOST_IMPORT_BYTES = 100 * 1024 * 1024;

function locate(words: readonly string[], { store, sample }: PageParts) {
  const traceId = String(words[0]);
  const summary = findTrace(store.database, traceId);
  if (summary !== undefined) return { store, summary };
  const inSample = sample && findTrace(sample.database, traceId);
  return sample && inSample && { store: sample, summary: asSample(inSample) };
}

function asSample(summary: TraceSummary): TraceSummary {
  return { ...summary, sample: true };
}

function noTrace(response: ServerResponse): void {
  sendRefusal(response, 404, "That trace is not here: it was cleared, or made room for newer ones.");
}

function wholeNumber(url: URL, name: string): number | undefined {
  const text = url.searchParams.get(name) ?? "";
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    response.once("drain", resolve);
    response.once("close", resolve);
  });
}
