import { expect, it } from "vitest";
import { freshTraceId, type Stage } from "../testing-page.ts";
import { homeTrace } from "./waterfall.ts";
import { span } from "../../trace/build-span.ts";

export function keyboardProofs(stage: () => Stage): void {
  it("walks by keys from the list into a trace, its spans, their panel, and back", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const spans = homeTrace();
    await stage().send(spans);
    await using opened = await stage().open("/", { seen: `[data-trace="${spans[0]?.traceId}"]` });
    const focused = async () => await opened.texts(".row.focused .row-name bdi");
    await opened.press("j", "Enter");
    await opened.page.waitForSelector(".row");
    expect(opened.page.url()).toContain(`/trace/${spans[0]?.traceId}`);
    await opened.press("ArrowDown");
    expect(await focused()).toEqual(["middleware - corsMiddleware"]);
    await opened.press("j", "ArrowRight");
    expect(await focused()).toEqual(["home-activities-mock-data"]);
    await opened.press("Enter");
    await opened.page.waitForSelector(".panel .field");
    await opened.press("k");
    await expect.poll(async () => await opened.texts(".panel h2")).toEqual(["request handler"]);
    await opened.press("Home", "PageDown", "PageUp", "Escape");
    expect(await opened.page.locator(".panel").count()).toBe(0);
    await opened.press("Escape");
    await opened.page.waitForSelector(".home");
  });

  it("opens its sheet of keys by ?, and closes it by Escape, giving the focus back", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    await using opened = await stage().open("/", { seen: ".trace" });
    await opened.press("?");
    await opened.page.waitForSelector("dialog[open]");
    const sheet = (await opened.texts("dialog")).join("");
    for (const words of ["Find", "Unfold, fold", "Dark or light", "Next, previous error", "The menu"])
      expect(sheet).toContain(words);
    await opened.press("t");
    expect(await opened.page.getAttribute("html", "data-theme")).toBeNull();
    await opened.press("Escape");
    await expect.poll(async () => await opened.page.locator("dialog").count()).toBe(0);
    await opened.press("j");
    expect(await opened.page.evaluate("document.activeElement.className")).toContain("trace");
  });

  it("reaches every page, the menu and its sheets by keys", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    await using opened = await stage().open("/", { seen: ".trace" });
    const { page } = opened;
    for (const [key, path] of [
      ["2", "/query"],
      ["3", "/inbox"],
      ["4", "/course"],
      ["1", "/"],
    ] as const) {
      await opened.press(key);
      expect(new URL(page.url()).pathname).toBe(path);
    }
    await page.waitForSelector(".trace");
    await opened.press("m");
    await page.waitForSelector(":popover-open");
    await opened.press("Escape", "m");
    await page.waitForSelector("#menu :focus");
    await opened.press("ArrowDown", "ArrowDown", "Tab", "Enter");
    await page.waitForSelector("dialog[open]");
    expect(await opened.texts("dialog h2")).toEqual(["Record a run"]);
    await page.keyboard.type("after");
    await opened.press("Escape");
    await expect.poll(async () => await page.locator("dialog").count()).toBe(0);
  });

  it("goes to the newer and the older trace", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const [older, newer] = ["older", "newer"].map((name) => span({ traceId: freshTraceId(), name }));
    await stage().send([older as never]);
    await stage().send([newer as never]);
    await using opened = await stage().open(`/trace/${newer?.traceId}`, { seen: ".row" });
    const title = async () => await opened.texts(".trace-head h1");
    await opened.press("]");
    await expect.poll(title).toEqual(["older"]);
    await opened.press("[");
    await expect.poll(title).toEqual(["newer"]);
  });

  it("lets single letters be turned off, for good", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    await using opened = await stage().open("/", { seen: ".trace" });
    await opened.press("?");
    await opened.page.getByLabel("Single letters act as keys").uncheck();
    await opened.press("Escape");
    await opened.page.reload();
    await opened.page.waitForSelector(".trace");
    await opened.press("3");
    expect(new URL(opened.page.url()).pathname).toBe("/");
  });

  it("turns dark and light by t, and remembers it", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    await using opened = await stage().open("/", { seen: ".trace" });
    const colour = async () => await opened.page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await colour();
    await opened.press("t");
    const dark = await colour();
    expect(dark).not.toBe(light);
    await opened.page.reload();
    await opened.page.waitForSelector(".trace");
    expect(await colour()).toBe(dark);
    await opened.page.getByLabel("Dark or light").click();
    expect(await colour()).toBe(light);
  });
}
