import type { Browser, Page } from "playwright-core";
import type { OwnTime } from "../own-time.ts";
import type { PageEvidence, PageOutcome } from "../page-evidence.ts";
import type { PageProxy, SeenRequest } from "./page-proxy.ts";
import { readPageSpans } from "./read-page-spans.ts";
import { MADE_SPANS, SPANS_HAVE_ENDED, WATCH_SPANS } from "./watch-spans.ts";

/** What using the page showed, beside what passed the proxy. */
export interface Usage {
  readonly outcome: PageOutcome;
  readonly feed: PageEvidence["feed"];
  readonly facts: Pick<PageEvidence, "status" | "api" | "fetchIsNative">;
  readonly made: PageEvidence["made"];
  readonly said: readonly string[];
}

export interface UseOptions {
  readonly origin: string;
  /** An address of somebody else, asked from within the page. */
  readonly stranger: string;
  readonly proxy: PageProxy;
  /** Of the browser, and of all that serves it. */
  readonly time: OwnTime;
}

/** The longest that each part may take, in milliseconds of the browser's own time; each ends as soon as it is done. */
const PATIENCE = {
  open: 8_000,
  feed: 5_000,
  /** A page whose code is broken need not be waited for as long as one that is slow. */
  broken: 700,
  written: 3_000,
  stranger: 1_000,
  ended: 1_500,
  sent: 2_000,
  answer: 2_000,
};

/** Opens the page, writes an activity, lets the page ask a stranger, and leaves. */
export async function usePage(browser: Browser, options: UseOptions): Promise<Usage> {
  const { origin, stranger, time } = options;
  const started = performance.now();
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.addInitScript(WATCH_SPANS);
  const { said, broken } = listen(page);
  const because = await time.patiently(PATIENCE.open, open(page, origin), "it took too long");
  if (because !== undefined) return unused({ kind: "not-opened", because }, said);
  const ask = async <T>(expression: string, otherwise: T) =>
    await time.patiently(PATIENCE.answer, page.evaluate<T>(expression).catch(or(otherwise)), otherwise);

  const rows = moreRowsThan(0, page);
  const gaveUp = broken.then(async () => await time.patiently(PATIENCE.broken, rows, undefined));
  await time.patiently(PATIENCE.feed, Promise.race([gaveUp, rows]), undefined);
  const loaded = await ask(ROWS, 0);
  const afterMs = Math.round(performance.now() - started);
  if (loaded > 0) await time.patiently(PATIENCE.written, write(page, loaded), undefined);
  const written = loaded > 0 ? await ask(ROWS, loaded) : 0;
  // A fetch that is wrapped wrongly may throw at once: that is the page's mistake, and no failure of the lab's.
  const asked = page.evaluate(`(async () => await fetch(${JSON.stringify(stranger)}))().catch(() => {})`);
  await time.patiently(PATIENCE.stranger, asked.catch(or(undefined)), undefined);
  const facts = await ask<Usage["facts"]>(FACTS, NOTHING_KNOWN);
  const made = await leave(page, options, ask);
  return { outcome: { kind: "shown", afterMs }, feed: { loaded, written }, facts, made, said };
}

/** What is known of a page that nobody could use. */
export function unused(outcome: PageOutcome, said: readonly string[] = []): Usage {
  return { outcome, feed: { loaded: 0, written: 0 }, facts: NOTHING_KNOWN, made: [], said };
}

const NOTHING_KNOWN: Usage["facts"] = { status: "", fetchIsNative: true };

/**
 * The API keeps what was registered under this symbol (api, src/internal/global-utils.ts). What a provider is built of is
 * in private fields of it (sdk-trace 2.x and 3.x); one of another make tells nothing.
 */
const FACTS = `(() => {
  const api = globalThis[Symbol.for("opentelemetry.js.api.1")];
  const nameOf = (object) => object?.constructor?.name ?? String(object);
  const processor = (each) => ({
    name: nameOf(each),
    ...(each?._exporter && { exporter: nameOf(each._exporter) }),
    ...(typeof each?._shutdownOnce?.isCalled === "boolean" && { isShutDown: each._shutdownOnce.isCalled }),
  });
  const inside = (provider) => {
    const processors = provider?._activeSpanProcessor?._spanProcessors;
    const sampler = (provider?._tracerOptions ?? provider?._config)?.sampler;
    const fields = provider?._resource?.attributes;
    return {
      ...(processors && { processors: [processors].flat().map(processor) }),
      ...(sampler && { sampler: String(sampler).slice(0, 200) }),
      ...(fields && { resource: Object.keys(fields) }),
    };
  };
  const writes = (propagator) => (typeof propagator?.fields === "function" ? [...propagator.fields()] : []);
  return {
    status: document.querySelector("#status")?.textContent ?? "",
    fetchIsNative: /\\[native code\\]/.test(Function.prototype.toString.call(fetch)),
    ...(api && { api: { provider: !!api.trace, contextManager: !!api.context, propagator: !!api.propagation, writes: writes(api.propagation), ...(api.trace && { inside: inside(api.trace.getDelegate?.() ?? api.trace) }) } }),
  };
})()`;

function listen(page: Page): { said: string[]; broken: Promise<void> } {
  const said: string[] = [];
  const broken = Promise.withResolvers<void>();
  page.on("console", (message) => {
    if (/^(warning|error)$/.test(message.type())) said.push(message.text());
  });
  page.on("pageerror", (error) => {
    said.push([String(error), ...ownFrames(error)].join("\n"));
    broken.resolve();
  });
  page.on("response", (answer) => {
    if (answer.request().resourceType() === "script" && !answer.ok()) broken.resolve();
  });
  return { said, broken: broken.promise };
}

/** Where in the page's own files an error came about, the innermost first; the lines are those that Vite made. */
function ownFrames({ stack = "" }: Error): string[] {
  return stack
    .split("\n")
    .filter((line) => /^\s+at .*\/src\//.test(line) && !line.includes("/node_modules/"));
}

/** Why the page could not be opened; nothing when it was. */
async function open(page: Page, origin: string): Promise<string | undefined> {
  try {
    await page.goto(origin, { waitUntil: "domcontentloaded" });
    return undefined;
  } catch (error) {
    return String((error as Error).message).split("\n", 1)[0] ?? "";
  }
}

async function write(page: Page, loaded: number): Promise<void> {
  try {
    await page.fill("#write [name=message]", "Cloud is very fun!");
    await page.press("#write [name=message]", "Enter");
  } catch {
    return;
  }
  await moreRowsThan(loaded, page);
}

const ROWS = `document.querySelectorAll("#feed li").length`;

/** Settles once the feed has more rows, or the page has said that it did not work. */
async function moreRowsThan(before: number, page: Page): Promise<void> {
  const failed = `/did not work/.test(document.querySelector("#status")?.textContent ?? "")`;
  await page.waitForFunction(`${ROWS} > ${before} || ${failed}`).catch(or(undefined));
}

/**
 * The fetch instrumentation ends a span a while after the answer, when the browser has told its timings: only then the
 * page is left, which must send the spans that have ended; and the lab waits until they came.
 */
async function leave(
  page: Page,
  { proxy, time }: UseOptions,
  ask: (expression: string, otherwise: PageEvidence["made"]) => Promise<PageEvidence["made"]>,
): Promise<PageEvidence["made"]> {
  await time.patiently(
    PATIENCE.ended,
    page.waitForFunction(SPANS_HAVE_ENDED).catch(or(undefined)),
    undefined,
  );
  const made = await ask(MADE_SPANS, []);
  // Only those are to be sent.
  const ended = made.filter(({ hasEnded, isSampled }) => hasEnded && isSampled).map(({ spanId }) => spanId);
  await time.patiently(PATIENCE.answer, page.goto("about:blank").catch(or(undefined)), undefined);
  await proxy.until((seen) => spansCame(seen, ended), PATIENCE.sent, time);
  return made;
}

/** Whether the browser has sent these spans, and every one that it announced to somebody in a `traceparent`; one at least. */
function spansCame(seen: readonly SeenRequest[], ended: readonly string[]): boolean {
  const announced = seen.flatMap(({ headers }) => headers["traceparent"]?.split("-")[2] ?? []);
  const came = new Set(
    readPageSpans(seen, { receiver: NONE, honeycomb: NONE }).map(({ spanId }) => spanId as string),
  );
  return came.size > 0 && [...ended, ...announced].every((id) => came.has(id));
}

const NONE: ReadonlySet<string> = new Set();

function or<T>(otherwise: T): () => T {
  return () => otherwise;
}
