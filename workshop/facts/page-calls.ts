import { acceptedSpans, runOf, visit } from "./run-facts.ts";
import { NotReached, Skipped } from "./outcome.ts";
import { spanMs } from "./own-spans.ts";
import type { JudgedEvidence, ReceivedSpan } from "../lab/evidence.ts";
import type { PageEvidence, PageRequest, PageSpan } from "../lab/page-evidence.ts";

/** The question that the lesson's scenario asks the backend as a browser would; a proof holds the two to the same. */
export const PREFLIGHT = "page-preflight";

/** A request of the page's for the backend, with the spans that were made of it on both sides. */
export interface PageCall {
  readonly request: PageRequest;
  /** `GET /api/activities/home`. */
  readonly what: string;
  readonly browser?: PageSpan;
  readonly server?: ReceivedSpan;
}

/** What the browser showed; a machine without one cannot judge, and says so. */
export function pageOf(evidence: JudgedEvidence): PageEvidence {
  const { page } = evidence;
  if (!page) {
    runOf(evidence);
    throw new NotReached("the page is opened only by this step's own check, beside a backend that listens");
  }
  const { outcome } = page;
  if (outcome.kind === "no-browser") throw new Skipped(outcome.because);
  return page;
}

/** The page, for promises about what it does once it is shown. */
export function shownPage(evidence: JudgedEvidence): PageEvidence {
  const page = pageOf(evidence);
  if (page.outcome.kind !== "shown") throw new NotReached("the page could not be opened");
  return page;
}

/** The page's requests for the backend, in order, also through its own origin; without the browser's preflights. */
export function pageCalls(evidence: JudgedEvidence): PageCall[] {
  const page = shownPage(evidence);
  const servers = acceptedSpans(runOf(evidence)).filter(
    ({ visit: id, kind }) => id === "page" && kind === "server",
  );
  return page.requests
    .filter(({ method, url }) => method !== "OPTIONS" && new URL(url).pathname.startsWith("/api/"))
    .map((request): PageCall => {
      const what = `${request.method} ${new URL(request.url).pathname}`;
      const [, traceId, parentId] = request.headers["traceparent"]?.split("-") ?? [];
      const server = servers.find(
        (span) => span.traceId === traceId && span.parentSpanId === parentId && parentId !== undefined,
      );
      const browser = arrivedSpans(page).find((span) => span.traceId === traceId && span.spanId === parentId);
      return { request, what, ...(browser && { browser }), ...(server && { server }) };
    });
}

/** The browser's spans that came to an end where they are kept. */
export function arrivedSpans({ spans }: PageEvidence): PageSpan[] {
  return spans.filter(({ reached }) => reached !== undefined);
}

/** The preflights in which the browser asked whether it may send `traceparent` to the backend. */
export function preflights({ requests, backend }: PageEvidence): PageRequest[] {
  return requests.filter(
    ({ method, url, headers }) =>
      method === "OPTIONS" &&
      url.startsWith(`${backend}/`) &&
      namesIn(headers["access-control-request-headers"]).includes("traceparent"),
  );
}

/** The headers that the backend lets a page send: its answer to the browser, or else to the lab. */
export function allowedHeaders(evidence: JudgedEvidence): string[] {
  const [asked] = preflights(shownPage(evidence));
  const answer = asked?.responseHeaders ?? visit(evidence, PREFLIGHT).responseHeaders;
  return namesIn(answer?.["access-control-allow-headers"]);
}

export function allowsTraceparent(allowed: readonly string[]): boolean {
  return allowed.includes("traceparent") || allowed.includes("*");
}

/** Whether the page asks the backend at its own address, so that CORS does not matter. */
export function asksAcrossOrigins({ requests, backend }: PageEvidence): boolean {
  return requests.some(({ url }) => url.startsWith(`${backend}/`));
}

/** The service names that the browser's spans carry. */
export function pageServices({ spans }: PageEvidence): string[] {
  return [...new Set(spans.map(({ resource }) => String(resource["service.name"] ?? "")))];
}

export function backendService({ run }: JudgedEvidence): string | undefined {
  const name = run?.spans[0]?.resource["service.name"];
  return name === undefined ? undefined : String(name);
}

/** A request that told somebody who is not the backend which trace it belongs to, or asked to. */
export function toldStrangers({ requests, origin, backend }: PageEvidence): PageRequest[] {
  const own = [origin, backend].map((each) => new URL(each).host);
  return requests.filter(
    ({ url, headers }) =>
      !own.includes(new URL(url).host) &&
      (headers["traceparent"] !== undefined ||
        namesIn(headers["access-control-request-headers"]).includes("traceparent")),
  );
}

/** `GET /api/activities/home: 48.2 ms in the browser, 18.1 ms in the backend, 30.1 ms on the way`. */
export function pageLatency({ what, browser, server }: PageCall): string {
  if (!browser || !server) return what;
  const [there, here] = [spanMs(browser), spanMs(server)];
  return `${what}: ${ms(there)} in the browser, ${ms(here)} in the backend, ${ms(there - here)} on the way`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function namesIn(list: string | undefined): string[] {
  return (list ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
}
