import { parseArgs } from "node:util";
import { readSteps } from "../course/read-steps.ts";
import type { CheckReport } from "../findings/report.ts";
import { busyLoops } from "./busy-loops.ts";
import { courseCopy, type CourseCopy } from "./course-copy.ts";
import { COURSE } from "./course-folder.ts";

/**
 * Checks each step's own solution beside busy loops: `npm run busy -- [STEP] [--runs N] [--loops 4]`. Every run must pass,
 * because a right answer is right on a slow machine too.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "20" }, loops: { type: "string", default: "4" } },
});
const [runs, loops] = [Number(values.runs), Number(values.loops)];
const asked = positionals[0] === undefined ? undefined : Number(positionals[0]);
const QUIET_RUNS = 3;

let failed = 0;
await using course = await courseCopy();
for (const { number } of readSteps(COURSE)) {
  if (asked !== undefined && asked !== number) continue;
  const applied = await course.workshop("solution", String(number), "--apply");
  if (applied.code !== 0) throw new Error(applied.stdout + applied.stderr);
  // The first one fills caches.
  await check(course, number);
  const quiet = await times(Math.min(runs, QUIET_RUNS), course, number);
  const busy = await beside(loops, async () => await times(runs, course, number));
  const passed = busy.filter(({ status }) => status === "passed").length;
  failed += runs - passed;
  console.log(
    `step ${number}: ${passed} of ${runs} pass beside ${loops} busy loops; median ${median(quiet)} ms quiet, ${median(busy)} ms busy`,
  );
  for (const report of busy) if (report.status !== "passed") console.log(`  ${why(report)}`);
}
process.exitCode = failed > 0 ? 1 : 0;

async function beside<T>(count: number, work: () => Promise<T>): Promise<T> {
  const running = busyLoops(count);
  return await work().finally(() => running[Symbol.asyncDispose]());
}

async function times(count: number, copy: CourseCopy, step: number): Promise<CheckReport[]> {
  const reports: CheckReport[] = [];
  while (reports.length < count) {
    const report = await check(copy, step);
    reports.push(report);
    process.stderr.write(report.status === "passed" ? "." : "x");
  }
  process.stderr.write("\n");
  return reports;
}

async function check(copy: CourseCopy, step: number): Promise<CheckReport> {
  const { stdout, stderr } = await copy.workshop("check:step", String(step), "--json");
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as CheckReport;
}

function why({ status, findings, items, durationMs }: CheckReport): string {
  const item = items.find((each) => each.status !== "passed");
  return `${status} after ${durationMs} ms: ${findings[0]?.id ?? "no finding"}; ${item?.title}: ${item?.because}`;
}

function median(reports: readonly CheckReport[]): number {
  const sorted = reports.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
