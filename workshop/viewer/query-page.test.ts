import { existsSync, readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NoBrowserError, openBrowser } from "../lab/open-browser.ts";
import { testingFolder, testingReceiver } from "../receiver/testing-receiver.ts";
import { span } from "../trace/build-span.ts";
import type { Span } from "../trace/span.ts";
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

const EVIL = `<img src=x onerror="document.title='hacked'"><script>alert(1)</script>`;

async function openPage({
  width = 1100,
  path = "/query",
  files = {},
  spans = requests,
}: {
  readonly width?: number;
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly spans?: readonly Span[];
} = {}) {
  const folder = await testingFolder();
  const queriesFolder = join(folder.path, "queries");
  mkdirSync(queriesFolder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(queriesFolder, name), text);
  const test = await testingReceiver({ assets: await bundleViewer(join(CACHE, "viewer")), queriesFolder });
  await test.send(spans);
  const page = await (browser as Browser).newPage({ viewport: { width, height: 900 } });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  // The browser itself notes every answer that is a refusal; those are what some tests are about.
  page.on(
    "console",
    (line) => line.type() === "error" && !/status of 40[09]/.test(line.text()) && errors.push(line.text()),
  );
  await page.goto(test.receiver.url + path);
  await page.waitForSelector(".query-result");
  return {
    page,
    errors,
    queriesFolder,
    clause: (name: string) => page.getByRole("group", { name: new RegExp(`^${name} `) }),
    [Symbol.asyncDispose]: async () => {
      await page.close();
      await test[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** In order of the table that says what sets the selected spans apart. */
async function differences(page: Page): Promise<string[]> {
  await page.waitForSelector(".query-selection");
  const rows = await page.locator(".query-selection tbody tr").allInnerTexts();
  return rows.map((row) => row.replace("only these", "").replaceAll(/\s+/g, " ").trim());
}

const inBrowser = (name: string, prove: () => Promise<void>) =>
  it(name, { timeout: 60_000 }, async ({ skip }) => {
    if (!browser) return skip("no browser on this machine");
    await prove();
  });

inBrowser("shows what sets the spans apart that were dragged over, and opens their traces", async () => {
  await using opened = await openPage();
  const { page, errors } = opened;
  const picture = page.locator(".query-heatmap svg");
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error("The heatmap is not visible.");
  await page.mouse.move(box.x + 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 3, { steps: 3 });
  await page.mouse.up();
  expect((await differences(page))[0]).toBe("app.user_id = worf 3 of 3 0 of 9");
  expect(await page.locator(".query-selection h2").innerText()).toBe("3 selected, 9 not");
  await page.locator(".query-selection ol a").first().click();
  await page.waitForSelector(".waterfall");
  expect(page.url()).toMatch(/\/trace\/[0-9a-f]{32}\?span=[0-9a-f]{16}$/);
  expect(errors).toEqual([]);
});

inBrowser("asks, selects in the heatmap, saves and opens with the keyboard alone", async () => {
  await using opened = await openPage();
  const { page, errors, queriesFolder, clause } = opened;
  const { keyboard } = page;
  await clause("GROUP BY").getByLabel("Column").focus();
  await keyboard.press("Control+A");
  await keyboard.type("app.user_id");
  await keyboard.press("Enter");
  await expect.poll(async () => await page.locator(".query-result tbody").innerText()).toContain("worf");
  await page.locator(".query-heatmap svg").focus();
  await keyboard.press("ArrowUp");
  await keyboard.press("Home");
  await keyboard.press("Shift+End");
  await keyboard.press("Shift+ArrowDown");
  await expect
    .poll(async () => await page.locator(".query-heatmap-said").innerText())
    .toMatch(/^duration_ms \d+ ms to 348 ms, 0 to 1\.1 s: 3 spans$/);
  await keyboard.press("Enter");
  expect((await differences(page))[0]).toBe("app.user_id = worf 3 of 3 0 of 9");
  await page.getByRole("textbox", { name: "Name" }).focus();
  await keyboard.type("by-user");
  await keyboard.press("Enter");
  await expect
    .poll(async () => await page.locator(".query-note").innerText())
    .toBe("Saved as journal/queries/by-user.json.");
  const saved = JSON.parse(readFileSync(join(queriesFolder, "by-user.json"), "utf8")) as object;
  expect(saved).toMatchObject({ breakdowns: ["app.user_id"] });
  await page.goto(new URL("/query", page.url()).href);
  await page.getByLabel("Saved queries").selectOption("by-user");
  await expect.poll(async () => await page.locator("thead").innerText()).toContain("app.user_id");
  expect(errors).toEqual([]);
});

inBrowser("shows the query that was asked last, whichever answer comes first", async () => {
  const files = { "by-user.json": '{ "calculations": [{ "op": "COUNT" }], "breakdowns": ["app.user_id"] }' };
  await using opened = await openPage({ files });
  const { page, errors } = opened;
  const first = Promise.withResolvers<void>();
  await page.route("**/api/query", async (route) => {
    const isFirst = !route.request().postData()?.includes("app.user_id");
    if (isFirst) await first.promise;
    await route.continue();
  });
  const late = page.waitForResponse((each) => !each.request().postData()?.includes("app.user_id"));
  await page.getByRole("button", { name: "Run query" }).click();
  await page.getByLabel("Saved queries").selectOption("by-user");
  await expect.poll(async () => await page.locator("thead").innerText()).toContain("app.user_id");
  first.resolve();
  await (await late).finished();
  await expect.poll(async () => await page.locator(".query-note").innerText()).not.toBe("Asking …");
  expect(await page.locator("thead").innerText()).toContain("app.user_id");
  expect(errors).toEqual([]);
});

inBrowser(
  "selects among the spans of the picture, also when the form says something else by now",
  async () => {
    await using opened = await openPage();
    const { page, errors, clause } = opened;
    await page.getByRole("button", { name: "Add to WHERE" }).click();
    await clause("WHERE").getByLabel("Column").last().fill("app.user_id");
    await clause("WHERE").getByLabel("Value").fill("garek");
    await page.getByRole("spinbutton", { name: "from" }).fill("300");
    await page.getByRole("button", { name: "Compare" }).click();
    expect((await differences(page))[0]).toBe("app.user_id = worf 3 of 3 0 of 9");
    expect(errors).toEqual([]);
  },
);

inBrowser("says what is wrong beside its clause, and what was probably not meant", async () => {
  await using opened = await openPage();
  const { page, clause } = opened;
  await page.getByLabel("Rows at most").fill("5000");
  await clause("WHERE").getByRole("button", { name: "Add to WHERE" }).click();
  await clause("WHERE").getByRole("button", { name: "Add to WHERE" }).click();
  await clause("WHERE").getByLabel("Column").nth(2).fill("app.userid");
  await clause("WHERE").getByLabel("Comparison").nth(2).selectOption("in");
  await page.getByRole("button", { name: "Run query" }).click();
  const remarks = (name: string) => clause(name).locator(".query-remarks");
  await expect.poll(async () => await remarks("LIMIT").innerText()).toContain("from 1 to 1000, not 5000");
  expect(await remarks("WHERE").innerText()).toContain("1 to 500 values");
  expect(await clause("WHERE").locator(".query-line.is-wrong input").first().inputValue()).toBe("app.userid");
  await page.getByLabel("Rows at most").fill("");
  await clause("WHERE").getByLabel("Value").nth(1).fill("worf, lore");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => await remarks("WHERE").innerText())
    .toBe("No span here has app.userid; did you mean app.user_id?");
  expect(await page.getByText("No span matches.").count()).toBe(1);
});

inBrowser("completes the columns that were seen, and keeps the query in its address", async () => {
  await using opened = await openPage();
  const { page, clause } = opened;
  const options = page.locator("#query-columns option");
  const columns = await options.evaluateAll((all) => all.map((each) => each.getAttribute("value")));
  expect(columns).toEqual(expect.arrayContaining(["app.user_id", "duration_ms", "trace.parent_id"]));
  expect(await clause("GROUP BY").getByLabel("Column").getAttribute("list")).toBe("query-columns");
  await clause("GROUP BY").getByLabel("Column").fill("app.user_id");
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("query")).toContain("app.user_id");
  await page.reload();
  await page.waitForSelector(".query-result");
  expect(await clause("GROUP BY").getByLabel("Column").inputValue()).toBe("app.user_id");
});

inBrowser("replaces no saved query unasked, and takes no name that leaves the folder", async () => {
  const mine = '{ "calculations": [{ "op": "COUNT" }], "limit": 3 }';
  await using opened = await openPage({ files: { "mine.json": mine } });
  const { page, queriesFolder } = opened;
  const kept = () => readFileSync(join(queriesFolder, "mine.json"), "utf8");
  await page.getByRole("textbox", { name: "Name" }).fill("mine");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("journal/queries/mine.json is there already.").waitFor();
  await page.getByRole("button", { name: "Keep it" }).click();
  expect(kept()).toBe(mine);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Replace it" }).click();
  await page.getByText("Saved as journal/queries/mine.json.").waitFor();
  expect(kept()).toContain("HEATMAP");
  await page.getByRole("textbox", { name: "Name" }).fill("../../evil");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("up to 60 letters, digits and dashes").waitFor();
  expect(existsSync(join(queriesFolder, "../../evil.json"))).toBe(false);
});

inBrowser("opens only what is a query, and says why not", async () => {
  const files = {
    "broken.json": "{ oh",
    "typo.json": '{ "calculations": [{ "op": "P91", "column": "duration_ms" }] }',
    "odd.json": '{ "breakdowns": ["name"], "start_time": 1793600000, "granularity": 60 }',
  };
  await using opened = await openPage({ files });
  const { page } = opened;
  const alert = page.getByRole("alert");
  await page.getByLabel("Saved queries").selectOption("broken");
  await expect.poll(async () => await alert.innerText()).toContain("npm run query -- broken");
  await page.getByLabel("Saved queries").selectOption("typo");
  await expect.poll(async () => await alert.innerText()).toContain("calculations[0].op: There is no");
  await page.getByLabel("Saved queries").selectOption("odd");
  await page.getByText("from 2026-11-02 06:13:20").waitFor();
  await page.getByText("JSON, and the way to Honeycomb").click();
  const json = await page.getByLabel("The query as JSON").inputValue();
  expect(JSON.parse(json)).toMatchObject({ start_time: 1793600000, granularity: 60 });
  await page.getByLabel("Your dataset’s address").fill("https://ui.honeycomb.io/t/environments/e/datasets/d");
  const link = await page.getByRole("link", { name: "Open this query in Honeycomb" }).getAttribute("href");
  expect(JSON.parse(new URL(link ?? "").searchParams.get("query") ?? "")).toEqual(JSON.parse(json));
});

inBrowser("shows hostile names and values as text", async () => {
  const hostile = requests.map((each) => ({ ...each, name: EVIL, fields: { [EVIL]: EVIL } }));
  const query = { calculations: [{ op: "HEATMAP", column: "duration_ms" }], breakdowns: ["name", EVIL] };
  const path = `/query?query=${encodeURIComponent(JSON.stringify(query))}`;
  await using opened = await openPage({ spans: hostile, path });
  const { page, errors } = opened;
  expect(await page.locator(".query-result tbody td").allInnerTexts()).toEqual([EVIL, EVIL]);
  await page.getByRole("spinbutton", { name: "from" }).fill("300");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".query-selection ol a");
  expect(await page.locator(".query-selection ol a").first().innerText()).toBe(EVIL);
  expect(await page.evaluate("document.querySelectorAll('main img, main script').length")).toBe(0);
  expect(await page.title()).not.toBe("hacked");
  expect(errors).toEqual([]);
});

it.each([1100, 390])(
  "is readable and operable for everybody at %i pixels, light and dark",
  { timeout: 60_000 },
  async (width) => {
    if (!browser) return;
    await using opened = await openPage({ width });
    const { page, clause } = opened;
    await page.getByRole("spinbutton", { name: "from" }).fill("300");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".query-selection");
    await clause("HAVING").getByRole("button", { name: "Add to HAVING" }).click();
    await page.getByText("JSON, and the way to Honeycomb").click();
    await page.getByLabel("Rows at most").fill("0");
    await page.keyboard.press("Enter");
    await page.locator(".query-problem").first().waitFor();
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
    }
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    const last = page.getByRole("button", { name: "Copy the JSON" });
    await last.scrollIntoViewIfNeeded();
    expect(await last.isVisible()).toBe(true);
  },
);

async function violations(page: Page): Promise<unknown> {
  return await page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))",
  );
}
