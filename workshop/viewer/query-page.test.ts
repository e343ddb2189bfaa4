import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NoBrowserError, openBrowser } from "../lab/open-browser.ts";
import { testingFolder, testingReceiver } from "../receiver/testing-receiver.ts";
import { span } from "../trace/build-span.ts";
import { bundleViewer } from "./bundle-viewer.ts";

const CACHE = join(import.meta.dirname, "../../node_modules/.cache/workshop");
let browser: Browser | undefined;
beforeAll(async () => {
  browser = await openBrowser(CACHE).catch((error: unknown) => {
    if (error instanceof NoBrowserError) return undefined;
    throw error;
  });
}, 60_000);
afterAll(async () => await browser?.close());

/** Three slow requests by worf among twelve. */
const requests = Array.from({ length: 12 }, (_, index) =>
  span({
    traceId: (0xabc + index).toString(16).padStart(32, "0"),
    startMs: index * 100,
    durationMs: index % 4 === 0 ? 340 + index : 10 + index,
    fields: { "app.user_id": index % 4 === 0 ? "worf" : "garek" },
  }),
);

async function openPage(width: number, colorScheme: "light" | "dark") {
  const folder = await testingFolder();
  const queriesFolder = join(folder.path, "queries");
  const test = await testingReceiver({ assets: await bundleViewer(join(CACHE, "viewer")), queriesFolder });
  await test.send(requests);
  const page = await (browser as Browser).newPage({ viewport: { width, height: 1100 }, colorScheme });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (line) => line.type() === "error" && errors.push(line.text()));
  await page.goto(`${test.receiver.url}/query`);
  await page.waitForSelector(".query-heatmap svg");
  return {
    page,
    errors,
    queriesFolder,
    [Symbol.asyncDispose]: async () => {
      await page.close();
      await test[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

it("shows what sets the spans apart that were dragged over, and the way to their traces", async ({
  skip,
}) => {
  if (!browser) return skip("no browser on this machine");
  await using opened = await openPage(1100, "light");
  const { page, errors } = opened;
  const picture = page.locator(".query-heatmap svg");
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error("The heatmap is not visible.");
  await page.mouse.move(box.x + 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 3, { steps: 3 });
  await page.mouse.up();
  await page.waitForSelector(".query-selection");
  expect(await page.locator(".query-selection h2").innerText()).toBe("3 selected, 9 not");
  const first = await page.locator(".query-selection ul li").first().innerText();
  expect(first.split("\n")).toEqual(["app.user_id = worf", "3 of 3 selected", "0 of 9 not selected"]);
  const link = page.locator(".query-selection ol a").first();
  expect(await link.getAttribute("href")).toMatch(/^\/trace\/[0-9a-f]{32}\?span=[0-9a-f]{16}$/);
  expect(errors).toEqual([]);
}, 60_000);

it("asks, compares, saves and opens with the keyboard alone", async ({ skip }) => {
  if (!browser) return skip("no browser on this machine");
  await using opened = await openPage(1100, "light");
  const { page, queriesFolder } = opened;
  await page.getByRole("group", { name: "GROUP BY" }).getByLabel("Column").fill("app.user_id");
  await page.keyboard.press("Enter");
  await expect.poll(async () => await page.locator("tbody").innerText()).toContain("worf");
  await page.getByLabel("from").fill("300");
  await page.keyboard.press("Enter");
  await expect.poll(async () => await page.locator(".query-selection h2").count()).toBe(1);
  await page.getByLabel("Name").fill("by-user");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => await page.locator(".query-note").first().innerText())
    .toContain("by-user.json");
  const saved = JSON.parse(readFileSync(join(queriesFolder, "by-user.json"), "utf8")) as {
    breakdowns: string[];
  };
  expect(saved.breakdowns).toEqual(["app.user_id"]);
  await page.reload();
  await page.getByLabel("Open").selectOption("by-user");
  await expect.poll(async () => await page.locator("thead").innerText()).toContain("app.user_id");
}, 60_000);

it.each([
  [1100, "light"],
  [1100, "dark"],
  [360, "dark"],
] as const)(
  "is readable and operable for everybody at %i pixels, %s",
  async (width, scheme) => {
    if (!browser) return;
    await using opened = await openPage(width, scheme);
    const { page } = opened;
    await page.getByLabel("from").fill("300");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".query-selection");
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    const problems = await violations(page);
    expect(problems).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  },
  60_000,
);

async function violations(page: Page): Promise<unknown> {
  return await page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))",
  );
}
