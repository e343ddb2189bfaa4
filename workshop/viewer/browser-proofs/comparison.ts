import { expect, it } from "vitest";
import { expected } from "../../../steps/06-span-fields/scenario.ts";
import { span } from "../../trace/build-span.ts";
import type { Span } from "../../trace/span.ts";
import { freshTraceId, type Stage } from "../testing-page.ts";
import { homeTrace } from "./waterfall.ts";

const STEP = { number: 6, title: "Give the span its fields" };
export const COURSE_IN_6 = {
  status: {
    steps: [5, 6, 7].map((number) => ({
      number,
      slug: `0${number}-step`,
      title: `Step ${number}`,
      state: number < 6 ? ("done" as const) : ("open" as const),
    })),
    current: 6,
    lastReport: null,
  },
  expected: { step: STEP, root: expected },
};

export function comparisonProofs(stage: () => Stage): void {
  const compared = async (spans: readonly Span[]) => {
    stage().course = COURSE_IN_6;
    await stage().send(spans);
    return await stage().open(`/trace/${spans[0]?.traceId}?beside=expected`, { seen: ".expected" });
  };

  it("lays a right trace beside the expected one, and calls more spans than expected fine", async ({
    skip,
  }) => {
    if (!stage().browser) return skip("no browser on this machine");
    await using opened = await compared(homeTrace());
    expect(await opened.texts(".beside > p[role=status]")).toEqual([
      "All 3 spans that this step is about are as they should be.",
    ]);
    expect(await opened.texts(".expected-line")).toEqual([
      "✔ GET /api/activities/home as expected",
      "✔ request handler as expected",
      "✔ home-activities-mock-data as expected",
    ]);
    expect(await opened.texts(".extra-spans li")).toEqual(["middleware - corsMiddleware"]);
    await opened.page.click(".expected-line button >> text=home-activities-mock-data");
    expect(await opened.texts(".row.focused .row-name bdi")).toEqual(["home-activities-mock-data"]);
  });

  it.each([
    {
      what: "a wrong field",
      spans: () => homeTrace({ fields: { "app.now": "2026-11-02T09:00:00Z", "app.result_length": "3" } }),
      line: "≠ home-activities-mock-data wrong field",
      note: 'app.result_length is "3"; it should be a number.',
      mark: ["≠ wrong field"],
    },
    {
      what: "a missing field",
      spans: () => homeTrace({ fields: { "app.now": "2026-11-02T09:00:00Z" } }),
      line: "≠ home-activities-mock-data missing field",
      note: "app.result_length is missing; it should be a number.",
      mark: ["≠ missing field"],
    },
    {
      what: "a missing span",
      spans: () => homeTrace({ name: "something else" }),
      line: "✘ home-activities-mock-data missing",
      note: "Its tracer should be home.activities.",
      mark: [],
    },
    {
      what: "a span under the wrong parent",
      spans: underTheRoot,
      line: "↯ home-activities-mock-data wrong parent",
      note: "It is below GET /api/activities/home, but should be below request handler.",
      mark: ["↯ wrong parent"],
    },
  ])("says $what in words, in the tree and in the row", async ({ spans, line, note, mark }) => {
    if (!stage().browser) return;
    const sent = spans();
    await using opened = await compared(sent);
    expect(await opened.texts(".expected-line")).toContain(line);
    expect(await opened.texts(".expected-notes")).toContain(note);
    expect(await opened.texts(`[data-span="${sent[3]?.spanId}"] .mark`)).toEqual(mark);
  });

  it("does not lay the tree over another request, but leads to one that fits", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const right = homeTrace();
    await stage().send(right);
    const other = span({ traceId: freshTraceId(), name: "GET /api/message_groups", kind: "server" });
    await using opened = await compared([other]);
    expect(await opened.texts(".beside > p[role=status]")).toEqual([
      "Step 6 is about GET /api/activities/home. This trace is about another request.",
    ]);
    await opened.page.click("text=Open the latest trace of it");
    await expect
      .poll(async () => await opened.texts(".beside > p[role=status]"))
      .toEqual(["All 3 spans that this step is about are as they should be."]);
  });

  it("counts a ticked step whose files changed since as done", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const { status } = COURSE_IN_6;
    const steps = status.steps.map((step) =>
      step.state === "done" ? { ...step, state: "changed" as const } : step,
    );
    stage().course = { ...COURSE_IN_6, status: { ...status, steps } };
    await using opened = await stage().open("/course", { seen: ".steps" });
    expect((await opened.texts(".page > p"))[0]).toBe(
      "1 of 3 steps are done, as your journal says. To check them all again: npm run check.",
    );
    expect(await opened.texts(".top-bar .badge-calm")).toEqual(["1/3 steps done"]);
    expect(await opened.texts(".step-state")).toEqual(["✔ done, changed since", "next", "open"]);
  });

  it("says when the step expects no trace, and follows the course to the next that does", async ({
    skip,
  }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const spans = homeTrace();
    await stage().send(spans);
    stage().course = { status: { ...COURSE_IN_6.status, current: 5 }, expected: null };
    await using opened = await stage().open(`/trace/${spans[0]?.traceId}?beside=expected`, {
      seen: ".beside",
    });
    expect(await opened.texts(".beside p")).toEqual([expect.stringContaining("expects no trace")]);
    stage().course = COURSE_IN_6;
    stage().receiver.courseChanged();
    await opened.page.waitForSelector(".expected");
  });
}

function underTheRoot(): Span[] {
  const [root, layer, handler, own] = homeTrace() as [Span, Span, Span, Span];
  return [root, layer, handler, { ...own, parentSpanId: root.spanId }];
}
