import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import type { Span } from "../../trace/span.ts";
import { freshTraceId, type Stage } from "../testing-page.ts";

/** root › (cors, handler › own), as the finished backend sends it. */
export function homeTrace(own: Parameters<typeof span>[0] = {}): Span[] {
  const express = { name: "@opentelemetry/instrumentation-express", version: "0.72.0" };
  const http = { name: "@opentelemetry/instrumentation-http", version: "0.301.0" };
  const root = span({ traceId: freshTraceId(), kind: "server", durationMs: 20, scope: http });
  const layer = (name: string, startMs: number, durationMs: number) =>
    span({ parent: root, name, startMs, durationMs, scope: express });
  const handler = layer("request handler", 2, 17);
  return [
    root,
    layer("middleware - corsMiddleware", 1, 0.5),
    handler,
    span({
      parent: handler,
      name: "home-activities-mock-data",
      startMs: 3,
      durationMs: 15,
      scope: { name: "home.activities", version: "" },
      fields: { "app.now": "2026-11-02T09:00:00.000Z", "app.result_length": 3 },
      ...own,
    }),
  ];
}

export function waterfallProofs(stage: () => Stage): void {
  it("folds and unfolds by the arrow, by keys, and all at once", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const spans = homeTrace();
    await stage().send(spans);
    await using opened = await stage().open(`/trace/${spans[0]?.traceId}`, { seen: ".row" });
    const rows = async () => (await opened.texts(".row-name bdi")).length;
    const handler = `[data-span="${spans[2]?.spanId}"]`;
    expect(await rows()).toBe(4);
    await opened.page.click(`${handler} .twist`);
    expect(await rows()).toBe(3);
    expect(await opened.page.getAttribute(handler, "aria-expanded")).toBe("false");
    await opened.page.click(`${handler} .twist`);
    expect(await rows()).toBe(4);
    expect(await opened.page.locator(".panel").count()).toBe(0);
    await opened.press("Home", "ArrowLeft");
    expect(await rows()).toBe(1);
    await opened.press("ArrowRight");
    expect(await rows()).toBe(4);
    await opened.press("End", "ArrowLeft");
    expect(await opened.texts(".row.focused .row-name bdi")).toEqual(["request handler"]);
    await opened.press(" ");
    expect(await rows()).toBe(3);
    await opened.page.click("text=Unfold all");
    expect(await rows()).toBe(4);
    await opened.page.click("text=Fold all >> nth=0");
    expect(await rows()).toBe(3);
    await opened.press("+");
    expect(await rows()).toBe(4);
  });

  it("finds spans by what stands in them, goes from hit to hit, and says when there is none", async ({
    skip,
  }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const spans = homeTrace({ fields: { "app.term": "Prune Juice" } });
    await stage().send(spans);
    await using opened = await stage().open(`/trace/${spans[0]?.traceId}`, { seen: ".row" });
    const { page } = opened;
    await opened.press("-", "/");
    await page.keyboard.type("prune");
    await expect.poll(async () => await opened.texts(".hits")).toEqual(["1 span"]);
    await opened.press("Enter");
    expect(await opened.texts(".row.found .row-name bdi")).toEqual(["home-activities-mock-data"]);
    expect(await page.getAttribute(".row.found", "aria-selected")).toBe("true");
    await page.fill("#find", "a");
    await expect.poll(async () => await opened.texts(".hits")).toEqual(["4 spans"]);
    await opened.press("Escape");
    expect(await page.inputValue("#find")).toBe("");
    await page.fill("#find", "tribble");
    await expect.poll(async () => await opened.texts(".hits")).toEqual(["no span"]);
    expect(await page.getByLabel("Next hit").isDisabled()).toBe(true);
  });

  it("marks errors in words, and leads to them", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const spans = homeTrace({ status: { code: "error", message: "the store fails for borg" } });
    await stage().send(spans);
    await using opened = await stage().open(`/trace/${spans[0]?.traceId}`, { seen: ".row" });
    await opened.press("e", "Enter");
    await opened.page.waitForSelector(".panel .story");
    expect(await opened.texts(".row.focused .mark")).toEqual(["error"]);
    expect(await opened.texts(".story")).toEqual(["An error the store fails for borg"]);
    expect(await opened.texts(".trace-facts .bad")).toEqual(["1 error"]);
  });

  it("names the services of a trace that has several", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const page = span({
      traceId: freshTraceId(),
      name: "open home page",
      service: "frontend",
      durationMs: 50,
    });
    const server = span({ parent: page, parentIsRemote: true, startMs: 5, service: "backend" });
    await stage().send([server, page]);
    await using opened = await stage().open(`/trace/${page.traceId}`, { seen: ".row" });
    expect(await opened.texts(".legend li")).toEqual(["frontend", "backend"]);
    expect(await opened.texts(".row-service")).toEqual(["frontend", "backend"]);
  });
}
