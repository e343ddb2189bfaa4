import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import { freshTraceId, type Stage } from "../testing-page.ts";

export function liveProofs(stage: () => Stage): void {
  it("shows the sample, marked as one, until the first trace comes, and that one at once", async ({
    skip,
  }) => {
    if (!stage().browser) return skip("no browser on this machine");
    await using opened = await stage().open("/", { seen: ".trace" });
    expect(await opened.texts(".trace")).toEqual([
      expect.stringMatching(/GET \/api\/activities\/home Sample/),
    ]);
    const root = span({ traceId: freshTraceId(), name: "GET /first" });
    await stage().send([root]);
    await opened.page.waitForSelector(`[data-trace="${root.traceId}"]`);
    expect(await opened.texts(".trace-name")).toEqual(["GET /first"]);
  });

  it("says how many are new instead of moving the list while somebody reads a trace", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const [read, fresh] = [freshTraceId(), freshTraceId()].map((traceId) => span({ traceId, name: traceId }));
    await stage().send([read as never]);
    await using opened = await stage().open(`/trace/${read?.traceId}`, { seen: ".row" });
    const before = await opened.texts(".trace-name");
    await stage().send([fresh as never]);
    await opened.page.waitForSelector(".pill");
    expect(await opened.texts(".pill")).toEqual(["1 new"]);
    expect(await opened.texts(".trace-name")).toEqual(before);
    await opened.press("l");
    await opened.page.waitForSelector(`[data-trace="${fresh?.traceId}"]`);
    expect(await opened.page.locator(".pill").count()).toBe(0);
  });

  it("completes a trace that is open when the rest of it arrives", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const root = span({ traceId: freshTraceId(), name: "GET /late", durationMs: 40 });
    const child = span({ parent: root, name: "early child", startMs: 5 });
    await stage().send([child]);
    await using opened = await stage().open(`/trace/${root.traceId}`, { seen: ".row" });
    expect(await opened.texts(".row-name")).toEqual(["early child orphan"]);
    await stage().send([root]);
    await opened.page.waitForSelector(`[data-span="${root.spanId}"]`);
    expect(await opened.texts(".row-name")).toEqual(["▸ GET /late", "early child"]);
    expect(await opened.texts(".trace-head h1")).toEqual(["GET /late"]);
  });

  it("keeps refused requests in the inbox, live, with what to change", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    await using opened = await stage().open("/inbox", { seen: ".entry" });
    await fetch(`${stage().receiver.url}/v1/traces/v1/traces`, { method: "POST", body: "{}" });
    await opened.page.waitForSelector(".entry-refused");
    expect(await opened.texts(".entry-refused")).toEqual([
      expect.stringMatching(
        /^404 POST \/v1\/traces\/v1\/traces .* OTEL_EXPORTER_OTLP_ENDPOINT gets \/v1\/traces/,
      ),
    ]);
    await opened.page.getByLabel("Refused only").check();
    await opened.page.waitForURL("**/inbox?show=refused");
    expect(await opened.page.locator(".entry:not(.entry-refused)").count()).toBe(0);
  });
}
