import { setTimeout as after } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import type { PageEvidence, PageOutcome } from "../page-evidence.ts";
import { within } from "../within.ts";
import type { PageProxy, SeenRequest } from "./page-proxy.ts";
import { readPageSpans } from "./read-page-spans.ts";

/** What using the page showed, beside what passed the proxy. */
export interface Usage {
  readonly outcome: PageOutcome;
  readonly feed: PageEvidence["feed"];
  readonly facts: Pick<PageEvidence, "status" | "api" | "fetchIsNative">;
  readonly said: readonly string[];
}

export interface UseOptions {
  readonly origin: string;
  /** An address of somebody else, asked from within the page. */
  readonly stranger: string;
  readonly proxy: PageProxy;
}

/** The fetch instrumentation ends a span only this long after the answer, when the browser has told its timings. */
const SPAN_ENDS_MS = 350;
const PATIENCE = {
  open: 30_000,
  feed: 6_000,
  broken: 700,
  written: 5_000,
  stranger: 1_000,
  flush: 300,
  spans: 2_000,
};

/** Opens the page, writes an activity, lets the page ask a stranger, and leaves. */
export async function usePage(browser: Browser, { origin, stranger, proxy }: UseOptions): Promise<Usage> {
  const started = performance.now();
  const page = await browser.newPage();
  const { said, broken } = listen(page);
  try {
    await page.goto(origin, { waitUntil: "domcontentloaded", timeout: PATIENCE.open });
  } catch (error) {
    const because = String((error as Error).message).split("\n", 1)[0] ?? "";
    return unused({ kind: "not-opened", because }, said);
  }
  // A page whose code is broken need not be waited for as long as one that is slow.
  const gaveUp = broken.then(async () => await after(PATIENCE.broken));
  await Promise.race([gaveUp, rowsOnceMoreThan(0, page, PATIENCE.feed)]);
  const loaded = Number(await page.evaluate(ROWS));
  const afterMs = Math.round(performance.now() - started);
  const written = loaded > 0 ? await write(page, loaded) : 0;
  await within(
    PATIENCE.stranger,
    // A fetch that is wrapped wrongly may throw at once: that is the page's mistake, and no failure of the lab's.
    page.evaluate(`(async () => await fetch(${JSON.stringify(stranger)}))().catch(() => {})`),
    undefined,
  );
  const facts = (await page.evaluate(FACTS)) as Usage["facts"];
  await after(SPAN_ENDS_MS);
  const before = proxy.seen.length;
  await page.goto("about:blank", { timeout: PATIENCE.spans }).catch(() => undefined);
  // Most send the rest at once; what was announced is waited for longer.
  await proxy.until((seen) => seen.slice(before).some(({ method }) => method === "POST"), PATIENCE.flush);
  await proxy.until(announcedSpansCame, PATIENCE.spans);
  return { outcome: { kind: "shown", afterMs }, feed: { loaded, written }, facts, said };
}

/** What is known of a page that nobody could use. */
export function unused(outcome: PageOutcome, said: readonly string[] = []): Usage {
  return { outcome, feed: { loaded: 0, written: 0 }, facts: { status: "", fetchIsNative: true }, said };
}

/** The API keeps what was registered under this symbol (api, src/internal/global-utils.ts). */
const FACTS = `(() => {
  const api = globalThis[Symbol.for("opentelemetry.js.api.1")];
  const writes = (propagator) => (typeof propagator?.fields === "function" ? [...propagator.fields()] : []);
  return {
    status: document.querySelector("#status")?.textContent ?? "",
    fetchIsNative: /\\[native code\\]/.test(Function.prototype.toString.call(fetch)),
    ...(api && { api: { provider: !!api.trace, contextManager: !!api.context, propagator: !!api.propagation, writes: writes(api.propagation) } }),
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

async function write(page: Page, loaded: number): Promise<number> {
  const patience = { timeout: PATIENCE.written };
  try {
    await page.fill("#write [name=message]", "Cloud is very fun!", patience);
    await page.press("#write [name=message]", "Enter", patience);
  } catch {
    return loaded;
  }
  return await rowsOnceMoreThan(loaded, page, PATIENCE.written);
}

const ROWS = `document.querySelectorAll("#feed li").length`;

/** The rows of the feed, once there are more of them or the page has said that it did not work. */
async function rowsOnceMoreThan(before: number, page: Page, timeout: number): Promise<number> {
  const failed = `/did not work/.test(document.querySelector("#status")?.textContent ?? "")`;
  await page
    .waitForFunction(`${ROWS} > ${before} || ${failed}`, undefined, { timeout })
    .catch(() => undefined);
  return Number(await page.evaluate(ROWS));
}

/** Whether the browser has sent every span that it announced to somebody in a `traceparent`; one at least. */
function announcedSpansCame(seen: readonly SeenRequest[]): boolean {
  const announced = seen.flatMap(({ headers }) => headers["traceparent"]?.split("-")[2] ?? []);
  const came = new Set(
    readPageSpans(seen, { receiver: NONE, honeycomb: NONE }).map(({ spanId }) => spanId as string),
  );
  return came.size > 0 && announced.every((id) => came.has(id));
}

const NONE: ReadonlySet<string> = new Set();
