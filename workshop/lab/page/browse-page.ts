import type { Browser } from "playwright-core";
import { backendEnv } from "../backend-env.ts";
import type { RecordedEvidence } from "../read-records.ts";
import { NoBrowserError, openBrowser } from "../open-browser.ts";
import { ownTime } from "../own-time.ts";
import type { PageEvidence, PageRequest } from "../page-evidence.ts";
import { scratchFolder } from "../scratch-folder.ts";
import { waitedHere, type Waits } from "../waited-for-processor.ts";
import { findKeyLeaks } from "./find-key-leaks.ts";
import { openPageProxy, type Route, type SeenRequest } from "./page-proxy.ts";
import { readPageSpans } from "./read-page-spans.ts";
import { servePage } from "./serve-page.ts";
import { openSpanSink } from "./span-sink.ts";
import { unused, usePage } from "./use-page.ts";

type Variables = ReadonlyMap<string, { readonly value: string }>;

export interface BrowseOptions {
  readonly root: string;
  readonly shell: NodeJS.ProcessEnv;
  /** What docker-compose.yml gives the backend. */
  readonly variables: Variables;
  /** The bundled preload, see `buildPreload`. */
  readonly preload: string;
  /** Where the browser is kept unpacked. */
  readonly cache: string;
  /** Where the backend listens. */
  readonly backendPort: number;
}

/** The requests that the page made of the backend belong to this visit. */
export const PAGE_VISIT = "page";
/** Somebody else on the web, whom the trace is none of the business of. The name is reserved (RFC 2606). */
export const STRANGER = "http://payments.example/charges";
const PAGE = "http://localhost:3000";
const BACKEND = "http://localhost:4567";
const RECEIVER_PORT = 4318;

/**
 * Opens the learner's page in a browser, uses it as a person would, and leaves it. To the page all is as under
 * `npm start`, with the usual ports; behind them stand the lab's own servers and the backend under check.
 */
export async function browsePage(options: BrowseOptions): Promise<PageEvidence> {
  const { root, shell, variables, preload, cache, backendPort } = options;
  const origin = PAGE;
  const key = keyOf(variables);
  const waits: Waits = new Map();
  const time = ownTime(() => waitedHere(waits));
  const ports: Record<string, number | undefined> = { [BACKEND]: backendPort };
  await using scratch = scratchFolder(root);
  await using proxy = await openPageProxy((host) => route(host, origin, ports));
  await using sink = await openSpanSink();
  const [[page, listening], browser] = await Promise.all([
    servePage({
      root,
      scratch,
      preload,
      env: { ...backendEnv({ root, shell, variables: new Map() }), ...whatThePageIsTold(origin, key) },
      // The dev server may pass on to the receiver, or to the backend; the proxy knows where that one listens.
      turns: { [RECEIVER_PORT]: sink.port, [portOf(BACKEND)]: proxy.port },
    }).then(async (served) => [served, await served.listening] as const),
    openBrowser(cache, { proxy: proxy.url, scratch, executable: shell["WORKSHOP_BROWSER"] }).catch(
      orNoBrowser,
    ),
  ]);
  await using served = page;
  await using opened = browser instanceof NoBrowserError ? undefined : closing(browser);
  ports[origin] = "port" in listening ? listening.port : undefined;

  const { outcome, feed, facts, made, said } = opened
    ? "port" in listening
      ? await usePage(opened.browser, { origin, stranger: STRANGER, proxy, time })
      : unused({ kind: "not-served", because: listening.because })
    : unused({ kind: "no-browser", because: (browser as NoBrowserError).message });
  // First nothing new may come, then all that came must have been answered: else the end would look like a mistake.
  await opened?.browser.close();
  await proxy.until(() => proxy.underway === 0, 3_000, time);
  const forwarded = await served.end();
  const vite = await served.config();
  return {
    outcome,
    origin,
    backend: BACKEND,
    requests: proxy.seen.map(asEvidence),
    spans: readPageSpans(proxy.seen, { receiver: sink.spanIds, honeycomb: acceptedIds(forwarded) }),
    feed,
    ...facts,
    made,
    console: said,
    leaks: findKeyLeaks(proxy.seen, key),
    ...(vite && { vite }),
    passedOn: sink.asked,
    output: served.output,
    ...((time.starved || served.starved) && { starved: true }),
  };
}

/**
 * FRONTEND_URL as the backend is to get it. Under `npm start` a browser sees the page at http://localhost:3000, or where
 * a workspace shows that port: such a public address is translated, and only its origin, so that whatever else is in the
 * value stays to be judged.
 */
export function playedFrontendUrl(value: string, shell: NodeJS.ProcessEnv): string {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || !value.startsWith(url.origin)) return value;
  const isPublic = !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const isTold = URL.parse(shell["FRONTEND_URL"] ?? "")?.origin === url.origin;
  return isPublic || isTold ? PAGE + value.slice(url.origin.length) : value;
}

/** The key that the backend sends: nothing of it may be seen by a browser. */
function keyOf(variables: Variables): string | undefined {
  const key = /x-honeycomb-team=([^,\s]+)/i.exec(
    variables.get("OTEL_EXPORTER_OTLP_HEADERS")?.value ?? "",
  )?.[1];
  return key && key.length >= 8 ? key : undefined;
}

function whatThePageIsTold(origin: string, key: string | undefined): Record<string, string> {
  return {
    OTLP_TARGET: `http://127.0.0.1:${RECEIVER_PORT}`,
    BACKEND_URL: BACKEND,
    FRONTEND_URL: origin,
    // As in a terminal where it was exported: the dev server may know it, the browser may not.
    ...(key && { HONEYCOMB_API_KEY: key }),
  };
}

function route(host: string, origin: string, ports: Readonly<Record<string, number | undefined>>): Route {
  if (host === new URL(STRANGER).host) return STRANGER_ANSWER;
  const name = host.replace(/^(127\.0\.0\.1|\[::1\])(?=:|$)/, "localhost");
  const at = [origin, BACKEND].find((each) => new URL(each).host === name);
  const port = at && ports[at];
  if (!port) return undefined;
  return { port, ...(at === BACKEND && { adds: { "x-workshop-request": PAGE_VISIT } }) };
}

/** It answers any page, as such services do, and allows no header that it does not know. */
const STRANGER_ANSWER = {
  status: 200,
  headers: { "access-control-allow-origin": "*", "access-control-allow-headers": "content-type" },
  body: "{}",
};

/** Without the bodies: they are large, and may hold the key. */
function asEvidence({ method, url, headers, status, responseHeaders, answer }: SeenRequest): PageRequest {
  return {
    method,
    url,
    headers,
    ...(status !== undefined && { status }),
    responseHeaders,
    ...(answer !== undefined && { answer }),
  };
}

function acceptedIds({ exchanges, spans }: Pick<RecordedEvidence, "exchanges" | "spans">): Set<string> {
  const accepted = spans.filter(({ exchange }) => exchanges[exchange]?.status === 200);
  return new Set(accepted.map(({ spanId }) => spanId));
}

function orNoBrowser(error: unknown): NoBrowserError {
  if (error instanceof NoBrowserError) return error;
  throw error;
}

function closing(browser: Browser): AsyncDisposable & { readonly browser: Browser } {
  return { browser, [Symbol.asyncDispose]: async () => await browser.close() };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
