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
  expect(ticked).toBe("not-utf8");
  expect(readFileSync(file).equals(bytes)).toBe(true);
});
