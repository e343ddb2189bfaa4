import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../lab/open-browser.ts";
import { span } from "../trace/build-span.ts";
import { encodeOtlpJson } from "../trace/encode-otlp-json.ts";
import { SCROLL } from "../viewer/browser-proofs/huge-trace.ts";
import { bundleViewer } from "../viewer/bundle-viewer.ts";
import { COURSE } from "./course-folder.ts";

export interface ViewerBench {
  readonly figures: readonly {
    readonly what: string;
    readonly value: number;
    readonly unit: string;
    /** At most this, in the same unit. */
    readonly goal: number;
    /** Over a bare page that only fetches and parses the same answer, in the same run. */
    readonly ratio?: number;
  }[];
}

const ROUNDS = 5;
const EXPORTS = 11;
const SIZES = [
  { spans: 10_000, goalMs: 300 },
  { spans: 100_000, goalMs: 1_000 },
];

/** The page in real Chromium: how soon rows can be used, whether any is blank, how heavy it is, how soon it is there. */
export async function benchViewer(): Promise<ViewerBench> {
  const cache = await mkdtemp(join(tmpdir(), "bench-viewer-"));
  const browser = await openBrowser(join(COURSE, "node_modules/.cache/workshop"));
  try {
    const figures: ViewerBench["figures"][number][] = [];
    const add = (what: string, value: number, unit: string, goal: number, ratio?: number) =>
      figures.push({ what, value, unit, goal, ...(ratio === undefined ? {} : { ratio }) });
    add("page, gzipped", await pageKilobytes(cache), "kB", 40);
    const ready = [];
    for (let round = 0; round < ROUNDS; round++) ready.push(await readyMs(browser, cache));
    add("receiver and page ready", median(ready), "ms", 1_000);
    await using server = await startServer(
      cache,
      SIZES.map(({ spans }) => String(spans)),
    );
    for (const { spans, goalMs } of SIZES) {
      const { ms, bareMs, blank } = await openTrace(browser, server.port, spans);
      add(`${spans} spans usable`, ms, "ms", goalMs, ms / bareMs);
      add(`${spans} spans, blank frames of 60 scrolled`, blank, "", 0);
    }
    add("row after its export", await rowMs(browser, server.port), "ms", 200);
    return { figures };
  } finally {
    await browser.close();
    await rm(cache, { recursive: true, force: true });
  }
}

export function renderViewerBench({ figures }: ViewerBench): string {
  return figures
    .map(({ what, value, unit, goal, ratio }) => {
      const verdict = value <= goal ? "within" : "OVER";
      const shown = `${value.toFixed(unit === "kB" ? 1 : 0)} ${unit}`.trimEnd();
      const beside = ratio === undefined ? "" : `   ratio to a bare page ${ratio.toFixed(2)}`;
      return `viewer ${what.padEnd(42)} ${shown.padStart(8)}   ${`${verdict} ${goal} ${unit}`.trimEnd()}${beside}`;
    })
    .join("\n");
}

/** What a browser loads to show traces; the query page comes in a file of its own when it is opened. */
async function pageKilobytes(cache: string): Promise<number> {
  const assets = [...(await bundleViewer(cache))].filter(([path]) => !path.startsWith("/query-view"));
  return assets.reduce((sum, [, { body }]) => sum + gzipSync(body).byteLength, 0) / 1000;
}

/** From the start of the process until the list can be seen. */
async function readyMs(browser: Browser, cache: string): Promise<number> {
  const page = await browser.newPage();
  const started = performance.now();
  await using server = await startServer(cache, []);
  await page.goto(`http://localhost:${server.port}/`);
  await page.waitForSelector(".trace");
  const ms = performance.now() - started;
  await page.close();
  return ms;
}

/** From navigation until a key has moved the focus to another row, and that was painted. */
async function openTrace(
  browser: Browser,
  port: number,
  spans: number,
): Promise<{ ms: number; bareMs: number; blank: number }> {
  const times: number[] = [];
  const bareTimes: number[] = [];
  let blank = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(USABLE);
    await page.goto(`http://localhost:${port}/trace/${String(spans).padStart(32, "0")}`);
    times.push(Number(await page.evaluate("window.usable")));
    if (round === 0) blank = ((await page.evaluate(SCROLL)) as { blank: number }).blank;
    bareTimes.push(await openBarePage(page, port, spans));
    await page.close();
  }
  return { ms: median(times), bareMs: median(bareTimes), blank };
}

async function openBarePage(page: Page, port: number, spans: number): Promise<number> {
  await page.goto(`http://localhost:${port}/app.css`);
  const path = `/api/traces/${String(spans).padStart(32, "0")}`;
  return Number(
    await page.evaluate(`(async () => {
      const started = performance.now();
      await (await fetch(${JSON.stringify(path)})).json();
      return performance.now() - started;
    })()`),
  );
}

const USABLE = `window.usable = new Promise((resolve) => {
  let pressed = false;
  new MutationObserver((_, watching) => {
    const grid = document.querySelector("[role=treegrid]");
    if (!grid || !grid.querySelector(".row")) return;
    if (!pressed) {
      pressed = true;
      setTimeout(() => grid.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true })));
    }
    if (!grid.querySelector(".row.focused")) return;
    watching.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
})`;

/** From the moment when a request is sent until the page has its row. */
async function rowMs(browser: Browser, port: number): Promise<number> {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${port}/`);
  await page.waitForSelector(".live-live");
  const times: number[] = [];
  for (let round = 1; round <= EXPORTS; round++) {
    const traceId = round.toString(16).padStart(32, "f");
    await page.evaluate(`window.seen = new Promise((resolve) => new MutationObserver((_, watching) => {
      if (!document.querySelector('[data-trace="${traceId}"]')) return;
      watching.disconnect();
      resolve(Date.now());
    }).observe(document, { subtree: true, childList: true })), 0`);
    const sent = Date.now();
    await fetch(`http://localhost:${port}/v1/traces`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: encodeOtlpJson([span({ traceId })]),
    });
    times.push(Number(await page.evaluate("window.seen")) - sent);
  }
  await page.close();
  return median(times);
}

async function startServer(
  cache: string,
  sizes: readonly string[],
): Promise<{ port: number } & AsyncDisposable> {
  const child = fork(fileURLToPath(new URL("bench-viewer-server.ts", import.meta.url)), [cache, ...sizes]);
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return {
    port,
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await once(child, "exit");
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(renderViewerBench(await benchViewer()));
