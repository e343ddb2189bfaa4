import {
  item,
  NotReached,
  promise,
  type JudgedEvidence,
  allowedHeaders,
  allowsTraceparent,
  arrivedSpans,
  asksAcrossOrigins,
  backendService,
  pageLatency,
  pageCalls,
  pageOf,
  pageServices,
  shownPage,
  toldStrangers,
  type PageCall,
} from "#course-kit";

/** An extra challenge: the steps behind it can be done without it. */
const EXTRA = { blocks: false };

item(
  "a browser shows the home feed and writes an activity",
  (evidence) => {
    const { outcome, feed, status } = pageOf(evidence);
    promise(outcome.kind !== "not-served", `the page's server, Vite, did not start: ${because(outcome)}`);
    promise(outcome.kind !== "not-opened", `the browser could not open the page: ${because(outcome)}`);
    promise(feed.loaded > 0, status || "the feed stays empty");
    promise(feed.written > feed.loaded, status || "an activity that was written does not appear");
    return `${feed.loaded} activities, then ${feed.written}`;
  },
  EXTRA,
);

item(
  "the browser's spans go to the page's own origin and arrive",
  (evidence) => {
    const page = shownPage(evidence);
    promise(page.spans.length > 0, "the browser sent no span");
    for (const { request, reached } of page.spans) {
      const { url = "", status } = page.requests[request] ?? {};
      promise(url.startsWith(`${page.origin}/`), `they were sent to ${url}`);
      promise(reached, `they were sent to ${url}, which answered ${status ?? "nothing"}`);
    }
    return `${page.spans.length} spans by way of ${page.requests[page.spans[0]?.request ?? 0]?.url}`;
  },
  EXTRA,
);

item(
  "they carry a service name of their own",
  (evidence) => {
    const names = pageServices(arrived(evidence));
    for (const name of names) {
      promise(name.trim() !== "" && !name.startsWith("unknown_service"), "they have none");
      promise(name !== backendService(evidence), `they call themselves ${name}, as the backend does`);
    }
    return names.join(", ");
  },
  EXTRA,
);

item(
  "the backend lets the browser send traceparent",
  (evidence) => {
    calls(evidence);
    if (!asksAcrossOrigins(shownPage(evidence))) return "not needed: the page asks its own origin";
    const allowed = allowedHeaders(evidence);
    promise(allowsTraceparent(allowed), `it allows only ${allowed.join(", ") || "none"}`);
    return `it allows ${allowed.join(", ")}`;
  },
  EXTRA,
);

item(
  "the page's request and the backend's work for it are one trace",
  (evidence) => {
    const home = calls(evidence)[0] as PageCall;
    promise(home.request.headers["traceparent"], `the browser sent ${home.what} without traceparent`);
    promise(home.browser, `the browser's span of ${home.what} did not arrive`);
    promise(home.server, `the backend made no child of the browser's span for ${home.what}`);
    return pageLatency(home);
  },
  EXTRA,
);

item(
  "nobody but the backend is told the trace",
  (evidence) => {
    if (calls(evidence).every(({ request }) => !request.headers["traceparent"]))
      throw new NotReached("the backend is not told either");
    const [told] = toldStrangers(shownPage(evidence));
    promise(!told, `${told?.url} was to get traceparent too`);
  },
  EXTRA,
);

item(
  "the last spans arrive when the page is left",
  (evidence) => {
    const last = calls(evidence).at(-1) as PageCall;
    arrived(evidence);
    if (!last.request.headers["traceparent"]) throw new NotReached("the browser sends no traceparent");
    promise(last.browser, `the span of ${last.what}, the last before the page was left, never arrived`);
    return last.what;
  },
  EXTRA,
);

item(
  "nothing that the browser gets holds your key",
  (evidence) => {
    const { leaks, requests } = shownPage(evidence);
    promise(leaks.length === 0, `${leaks[0]} does`);
    return `${requests.length} requests and answers`;
  },
  EXTRA,
);

function because(outcome: object): string {
  return "because" in outcome ? String(outcome.because) : "";
}

function calls(evidence: JudgedEvidence): PageCall[] {
  const found = pageCalls(evidence);
  if (found.length === 0) throw new NotReached("the page asked the backend for nothing");
  return found;
}

function arrived(evidence: JudgedEvidence) {
  const page = shownPage(evidence);
  if (arrivedSpans(page).length === 0) throw new NotReached("no span of the browser's arrived");
  return page;
}
