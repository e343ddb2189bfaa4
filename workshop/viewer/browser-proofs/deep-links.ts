import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import { freshTraceId, type Stage } from "../testing-page.ts";
import { COURSE_IN_6 } from "./comparison.ts";

export function deepLinkProofs(stage: () => Stage): void {
  it("asks once for each of its files and for the trace, all before its script runs", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const root = span({ traceId: freshTraceId() });
    await stage().send([root]);
    await using opened = await stage().open(`/trace/${root.traceId}`, { seen: ".row" });
    const asked = (await opened.page.evaluate(`performance.getEntriesByType("resource")
      .filter(({ initiatorType }) => initiatorType === "link" || initiatorType === "script" || initiatorType === "fetch")
      .map(({ name, initiatorType }) => [initiatorType, new URL(name).pathname + new URL(name).search])`)) as [
      string,
      string,
    ][];
    const ahead = asked.filter(([by]) => by === "link").map(([, path]) => path);
    expect(ahead.map((path) => path.replace(/chunk-\w+/, "chunk")).toSorted()).toEqual([
      `/api/traces/${root.traceId}?after=0`,
      "/app.css",
      "/app.js",
      "/chunk.js",
    ]);
    for (const path of ahead) expect(asked.filter(([, again]) => again === path)).toHaveLength(1);
  });

  it("opens a link where it was made: span, search and comparison, in sight", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    stage().course = COURSE_IN_6;
    const root = span({ traceId: freshTraceId(), durationMs: 900 });
    const children = Array.from({ length: 400 }, (_, index) =>
      span({ parent: root, name: `child ${index}`, startMs: index }),
    );
    const wanted = children[300];
    await stage().send([root, ...children]);
    const path = `/trace/${root.traceId}?span=${wanted?.spanId}&find=child+300&beside=expected`;
    await using opened = await stage().open(path, { seen: ".panel .facts" });
    await opened.page.waitForSelector(".row.open");
    expect(await opened.texts(".row.open .row-name bdi")).toEqual(["child 300"]);
    const box = await opened.page.locator(".row.open").boundingBox();
    expect(box?.y).toBeGreaterThan(100);
    expect(box?.y).toBeLessThan(800);
    await opened.page.waitForSelector(".row.found");
    expect(await opened.page.inputValue("#find")).toBe("child 300");
    expect(await opened.page.locator(".beside").count()).toBe(1);
    await opened.page.getByLabel("Close the span").click();
    await expect.poll(async () => await opened.page.locator(".panel").count()).toBe(0);
    await opened.page.goBack();
    await opened.page.waitForSelector(".panel .facts");
  });

  it("loads the trace of a link while its script is still on the way, and once", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const root = span({ traceId: freshTraceId() });
    await stage().send([root]);
    await using opened = await stage().open(`/trace/${root.traceId}`, { seen: ".row" });
    const loads = await opened.page.evaluate(
      "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('?after=0')).map((entry) => entry.initiatorType)",
    );
    expect(loads).toEqual(["link"]);
  });

  it("says it when the trace of a link is not here any more", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    await using opened = await stage().open(`/trace/${"e".repeat(32)}`, { seen: ".bad" });
    expect(await opened.texts(".bad")).toContain(
      "That trace is not here: it was cleared, or made room for newer ones.",
    );
    // The browser itself notes the 404.
    stage().errors.splice(
      0,
      Infinity,
      ...stage().errors.filter((error) => !error.includes("404 (Not Found)")),
    );
  });
}
