import { expect, it } from "vitest";
import type { Evidence, StartedSpan } from "../lab/evidence.ts";
import { besideTheWork, leavesWorkBehind } from "./store-work.ts";

const STORE = "backend/src/query-mock-store.ts";

it("takes a span that was open while the store worked for around it, and one still open too", () => {
  expect(besideTheWork(worked(2, 5), span(1, 6))).toBeUndefined();
  expect(besideTheWork(worked(2, 5), span(1))).toBeUndefined();
});

it.each([
  ["before-it", span(0, 1)],
  ["ends-too-early", span(1, 3)],
  ["begins-too-late", span(3, 6)],
  ["after-it", span(6, 7)],
] as const)("tells a span %s", (problem, beside) => {
  expect(besideTheWork(worked(2, 5), beside)).toBe(problem);
});

it("wants every question to the store inside", () => {
  const twice = evidence({ began: 2, ended: 3 }, { began: 5, ended: 6 });
  expect(besideTheWork(twice, span(1, 4))).toBe("before-it");
  expect(besideTheWork(twice, span(1, 7))).toBeUndefined();
});

it("tells a span that does not wait for what was asked within it", () => {
  expect(leavesWorkBehind(worked(2, 5), span(1, 3))).toBe(true);
  expect(leavesWorkBehind(worked(2, 5), span(1, 6))).toBe(false);
  expect(leavesWorkBehind(worked(2, 5), span(0, 1))).toBe(false);
  expect(leavesWorkBehind(worked(2, 5), span(3, 4))).toBe(false);
  expect(leavesWorkBehind(worked(2, 5), span(1))).toBe(false);
});

it("lets a span around its own work overlap the work beside it", () => {
  const both = evidence({ began: 2, ended: 5 }, { began: 3, ended: 9 });
  expect(leavesWorkBehind(both, span(1, 6))).toBe(false);
  expect(leavesWorkBehind(both, span(1, 4))).toBe(true);
});

it("sees no work in another request's, and none in waiting elsewhere in the code", () => {
  expect(besideTheWork(worked(2, 5), { ...span(1, 6), visit: "second" })).toBe("no-work");
  const asleep = evidence({ began: 2, ended: 5, file: "backend/src/services/home-activities.ts" });
  expect(besideTheWork(asleep, span(1, 6))).toBe("no-work");
});

function worked(began: number, ended: number): Evidence {
  return evidence({ began, ended });
}

function evidence(...waits: readonly { began: number; ended: number; file?: string }[]): Evidence {
  const all = waits.map(({ file = STORE, ...wait }) => ({ ...wait, visit: "first", at: { file, line: 1 } }));
  return { run: { waits: all } } as unknown as Evidence;
}

function span(began: number, ended?: number): StartedSpan {
  const endings = ended === undefined ? [] : [{ moment: ended }];
  return { visit: "first", began, endings } as unknown as StartedSpan;
}
