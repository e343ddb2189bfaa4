import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser } from "../lab/open-browser.ts";
import { startReceiver, type Receiver } from "../receiver/start-receiver.ts";
import { span } from "../trace/build-span.ts";
import { encodeOtlpJson } from "../trace/encode-otlp-json.ts";
import type { Span } from "../trace/span.ts";
import { bundleViewer } from "./bundle-viewer.ts";

/** The trace page in a real browser, over a real receiver. */
const TRACE = "0af7651916cd43dd8448eb211c80319c";
let browser: Browser;
let receiver: Receiver;
let page: Page;
let folder: string;
const errors: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "viewer test "));
  const sample = await readFile(join(import.meta.dirname, "../receiver/sample-trace.json"), "utf8");
  receiver = await startReceiver({ port: 0, assets: await bundleViewer(folder), sample });
  browser = await openBrowser(join(import.meta.dirname, "../../node_modules/.cache/workshop"));
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(receiver.url);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await receiver?.close();
  await rm(folder, { recursive: true, force: true });
});

it("shows the sample, marked as one, while nothing has arrived", async () => {
  await page.waitForSelector(".trace");
  expect(await page.locator(".trace").innerText()).toMatch(/GET \/api\/activities\/home[\s\S]*Sample/);
});

it("shows a trace as soon as it was exported, and whatever stands in it as text", async () => {
  const evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
  const root = span({ traceId: TRACE, name: evil, kind: "server", durationMs: 40, fields: { [evil]: evil } });
  const many = Array.from({ length: 2_000 }, (_, index) =>
    span({ parent: root, name: `child ${index}`, startMs: index / 100 }),
  );
  const lost = span({ traceId: TRACE, parentSpanId: "00f067aa0ba902b7", name: "lost" });
  await send([root, ...many, lost]);
  await page.waitForSelector(`[data-trace="${TRACE}"]`);
  await page.click(`[data-trace="${TRACE}"]`);
  await page.waitForSelector(`[data-span="${root.spanId}"]`);
  expect(await page.locator("h1").allInnerTexts()).toContain(evil);
  expect(await page.locator("main img, main script").count()).toBe(0);
  expect(await page.locator(".row").count()).toBeLessThan(100);
  await page.click(`[data-span="${root.spanId}"]`);
  await page.waitForSelector(".panel .field");
  expect(await page.locator(".panel").innerText()).toContain(evil);
}, 30_000);

it("keeps refused requests in the inbox, with what to change", async () => {
  await fetch(`${receiver.url}/v1/traces/v1/traces`, { method: "POST", body: "{}" });
  await page.goto(`${receiver.url}/inbox`);
  await page.waitForSelector(".entry-refused");
  expect(await page.locator(".entry-refused").innerText()).toContain("404");
  expect(await page.locator(".entry-refused .advice").innerText()).toContain("OTEL_EXPORTER_OTLP_ENDPOINT");
}, 30_000);

it.each(["light", "dark"] as const)(
  "breaks no rule of WCAG A and AA on any page, in the %s",
  async (colorScheme) => {
    const axe = await readFile(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
    await page.emulateMedia({ colorScheme });
    for (const [path, seen] of [
      ["/", ".trace"],
      [`/trace/${TRACE}`, ".row"],
      ["/inbox", ".entry"],
      ["/course", "main"],
    ] as const) {
      await page.goto(receiver.url + path);
      await page.waitForSelector(seen);
      await page.evaluate(axe);
      const broken = await page.evaluate(
        `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }).then(({ violations }) => violations.map(({ id }) => id))`,
      );
      expect(broken, path).toEqual([]);
    }
  },
  60_000,
);

it("fits a narrow window, and has left no error in the console", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${receiver.url}/trace/${TRACE}`);
  await page.waitForSelector(".row");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  expect(errors).toEqual([]);
}, 30_000);

async function send(spans: readonly Span[]): Promise<void> {
  const headers = { "content-type": "application/json", "x-honeycomb-team": "practice-abcdefgh" };
  const answer = await fetch(`${receiver.url}/v1/traces`, {
    method: "POST",
    headers,
    body: encodeOtlpJson(spans),
  });
  expect(answer.status).toBe(200);
}
