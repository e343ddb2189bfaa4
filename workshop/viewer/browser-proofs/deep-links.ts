import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import { freshTraceId, type Stage } from "../testing-page.ts";
import { COURSE_IN_6 } from "./comparison.ts";

export function deepLinkProofs(stage: () => Stage): void {
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

  it("asks for its files and for the trace of a link before its script says so, and once", async ({
    skip,
  }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const root = span({ traceId: freshTraceId() });
    await stage().send([root]);
    await using opened = await stage().open(`/trace/${root.traceId}`, { seen: ".row" });
    const asked = (await opened.page.evaluate(
      "performance.getEntriesByType('resource').map(({ name, initiatorType: by }) => [by, name.slice(origin.length)])",
    )) as [string, string][];
    const ahead = asked.filter(([by]) => by === "link").map(([, path]) => path);
    expect(ahead.map((path) => path.replace(/chunk-\w+/, "chunk")).toSorted()).toEqual([
      `/api/traces/${root.traceId}?after=0`,
      "/app.css",
      "/app.js",
      "/chunk.js",
    ]);
    const again = asked.filter(([by, path]) => by !== "link" && ahead.includes(path));
    expect(again).toEqual([]);
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
