import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import type { Span, SpanId, UnixNanos } from "../../trace/span.ts";
import { freshTraceId, type Stage } from "../testing-page.ts";

const LOST = "00f067aa0ba902b7";

export function oddTraceProofs(stage: () => Stage): void {
  it.each([
    ["in another process", true, "belongs to another process"],
    ["in this process", false, "was started in this same process, but has not arrived"],
    ["nobody said where", undefined, "did not say whether it lives in the same process"],
  ])("explains an orphan whose parent lives %s", async (_, parentIsRemote, words) => {
    if (!stage().browser) return;
    const { parentIsRemote: __, ...rest } = span({
      traceId: freshTraceId(),
      parentSpanId: LOST,
      name: "lost",
    });
    const orphan: Span = { ...rest, ...(parentIsRemote === undefined ? {} : { parentIsRemote }) };
    await stage().send([orphan]);
    await using opened = await stage().open(`/trace/${orphan.traceId}?span=${orphan.spanId}`, {
      seen: ".panel .story",
    });
    expect(await opened.texts(".row .mark")).toEqual(["orphan"]);
    expect(await opened.texts(".story")).toEqual([expect.stringContaining(words)]);
    expect(await opened.texts(".story")).toEqual([expect.stringContaining(LOST)]);
  });

  it("shows loops of parents, a span that is its own parent and years between spans, and goes on", async ({
    skip,
  }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const traceId = freshTraceId();
    const a = span({ traceId, name: "a" });
    const b = span({ parent: a, name: "b", startMs: 1 });
    const self = span({ traceId, name: "self", startMs: 2 });
    const early = span({ traceId, name: "early" });
    const late = span({ traceId, name: "late" });
    await stage().send([
      { ...a, parentSpanId: b.spanId },
      b,
      { ...self, parentSpanId: self.spanId },
      { ...early, ...between(YEAR_2000, YEAR_2000 + 1n) },
      { ...late, ...between(YEAR_2262, YEAR_2262) },
      span({ traceId, name: "long", durationMs: 365 * 24 * 3_600_000 }),
    ]);
    await using opened = await stage().open(`/trace/${traceId}`, { seen: ".row" });
    expect((await opened.texts(".row-name bdi")).toSorted()).toEqual([
      "a",
      "b",
      "early",
      "late",
      "long",
      "self",
    ]);
    const storyOf = async (id: SpanId) => {
      await opened.page.click(`[data-span="${id}"]`);
      await opened.page.waitForSelector(`.panel:has-text("${id}") .story`);
      return (await opened.texts(".story")).join(" ");
    };
    expect(await storyOf(a.spanId)).toContain("you come back to this span");
    expect(await storyOf(self.spanId)).toContain("names itself as its parent");
    expect(await opened.texts(".row-duration")).toContain("365.0 days");
    expect(await opened.texts(".trace-facts")).toEqual([expect.stringMatching(/^262\.\d years/)]);
  });

  it("tells in the inbox why a span with impossible times was refused", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const backwards = span({ traceId: freshTraceId(), name: "backwards" });
    await stage().send([{ ...backwards, end: (backwards.start - 1n) as UnixNanos }]);
    await using opened = await stage().open("/inbox", { seen: ".entry" });
    expect((await opened.texts(".entry"))[0]).toContain(
      'The span "backwards" was refused: it ends before it starts',
    );
  });

  it("shows a chain of five thousand spans, each in the other", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const chain = [span({ traceId: freshTraceId(), name: "0" })];
    for (let depth = 1; depth < 5_000; depth += 1)
      chain.push(span({ parent: chain.at(-1) as Span, name: String(depth) }));
    await stage().send(chain);
    await using opened = await stage().open(`/trace/${chain[0]?.traceId}`, { seen: ".row" });
    await opened.press("End");
    await opened.page.waitForSelector(`[data-span="${chain.at(-1)?.spanId}"]`);
    await opened.press("-");
    expect((await opened.texts(".row-name bdi")).length).toBe(2);
  });

  it("says so when a field is a megabyte long, and stays quick", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const long = span({
      traceId: freshTraceId(),
      name: "x".repeat(100_000),
      fields: { "app.blob": "y".repeat(1_000_000) },
    });
    await stage().send([long]);
    await using opened = await stage().open(`/trace/${long.traceId}?span=${long.spanId}`, {
      seen: ".panel .field",
    });
    expect((await opened.texts(".panel .field"))[0]).toMatch(/^app\.blob set by you y{2000}…/);
    expect(await opened.page.evaluate("document.body.innerText.length")).toBeLessThan(20_000);
  });
}

const YEAR_2000 = 946_684_800_000_000_000n;
const YEAR_2262 = 2n ** 63n - 1n;

function between(start: bigint, end: bigint): Pick<Span, "start" | "end"> {
  return { start: start as UnixNanos, end: end as UnixNanos };
}
