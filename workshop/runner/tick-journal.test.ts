import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { CheckReport } from "../findings/report.ts";
import { fakeCourse } from "./fake-course.ts";
import { tickJournal } from "./tick-journal.ts";

const report: CheckReport = {
  step: { number: 1, slug: "01-first", title: "First" },
  status: "passed",
  items: [],
  findings: [],
  traces: [],
  durationMs: 1_000,
};

it("writes nothing into a journal of another encoding, whose letters would be lost", () => {
  using course = fakeCourse();
  const file = join(course.root, "journal/week2.md");
  const bytes = Buffer.concat([readFileSync(file), Buffer.from("na\xefve\n", "latin1")]);
  writeFileSync(file, bytes);
  const ticked = tickJournal({ root: course.root, report, alsoPassed: [], at: new Date("2026-11-24") });
  expect(ticked.outcome).toBe("not-utf8");
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

it("ticks earlier steps that pass on the same evidence, and no others", () => {
  using course = fakeCourse();
  const passed = { ...report, step: { number: 2, slug: "02-say-hello", title: "Say hello" } };
  const at = new Date("2026-11-24");
  expect(tickJournal({ root: course.root, report: passed, alsoPassed: [], at })).toEqual({
    outcome: "ticked",
    also: [],
  });
  expect(course.read("journal/week2.md")).toContain("- [ ] [01 Set the API key]");
  expect(tickJournal({ root: course.root, report: passed, alsoPassed: ["01-set-api-key"], at })).toEqual({
    outcome: "renewed",
    also: ["01-set-api-key"],
  });
  expect(course.read("journal/week2.md")).toMatch(/- \[x\] \[01 Set the API key\].* — ✔ 2026-11-24/);
  expect(tickJournal({ root: course.root, report: passed, alsoPassed: ["01-set-api-key"], at }).also).toEqual(
    [],
  );
});
