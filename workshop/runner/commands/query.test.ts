import { expect, it } from "vitest";
import { WEEK2 } from "../../receiver/read-recorded.ts";
import { TraceStore } from "../../receiver/trace-store.ts";
import { span } from "../../trace/build-span.ts";
import { fakeCourse, type FakeCourse } from "../fake-course.ts";
import { privateFolder } from "../../lab/private-folder.ts";

const LATENCY = JSON.stringify({
  calculations: [{ op: "COUNT" }, { op: "P90", column: "duration_ms" }],
  breakdowns: ["app.user_id"],
});

function keepRun({ root }: FakeCourse, run = WEEK2): void {
  const store = new TraceStore({ folder: privateFolder(root, "traces") });
  const spans = [
    span({ traceId: "a".repeat(32), durationMs: 1234.5, fields: { "app.user_id": "worf" } }),
    span({ traceId: "b".repeat(32), durationMs: 12, fields: { "app.user_id": "garek" } }),
    span({ traceId: "c".repeat(32), durationMs: 8 }),
  ];
  store.add(spans, { run });
  store.close();
}

it("prints a query's table from the run week2", async () => {
  using course = fakeCourse({ "journal/queries/latency.json": LATENCY });
  keepRun(course);
  const { exitCode, stdout } = await course.run("query journal/queries/latency.json");
  expect(exitCode).toBe(0);
  expect(stdout.replace(/[\d.]+ ms$/m, "… ms")).toMatchInlineSnapshot(`
    "  app.user_id  COUNT  P90(duration_ms)
      -                1                 8
      garek            1                12
      worf             1           1,234.5

    3 rows from the run week2, … ms
    Next: npm run check:step
    "
  `);
});

it("finds a file by its bare name", async () => {
  using course = fakeCourse({ "journal/queries/latency.json": LATENCY });
  keepRun(course);
  expect((await course.run("query latency")).stdout).toContain("1,234.5");
});

it("tells each mistake in a query with its place", async () => {
  using course = fakeCourse({
    "journal/queries/wrong.json":
      '{ "calculation": [], "filters": [{ "column": "name", "op": "==", "value": "x" }] }',
  });
  const { exitCode, stderr } = await course.run("query wrong");
  expect(exitCode).toBe(1);
  expect(stderr).toMatchInlineSnapshot(`
    "failed: journal/queries/wrong.json is not a query yet:
      line 1, calculation: There is no "calculation" here; did you mean calculations?
      line 1, filters[0].op: There is no "=="; did you mean =?
    Next: npm run query -- journal/queries/wrong.json
    "
  `);
});

it("says what a query probably does not mean, below its table", async () => {
  const query = { calculations: [{ op: "P90", column: "durationMs" }], breakdowns: ["app.userid"] };
  using course = fakeCourse({ "journal/queries/typo.json": JSON.stringify(query) });
  keepRun(course);
  const { exitCode, stdout } = await course.run("query typo");
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    "advice: calculations[0].column: No span here has durationMs; did you mean duration_ms?",
  );
  expect(stdout).toContain("advice: breakdowns[0]: No span here has app.userid; did you mean app.user_id?");
});

it("tells the line on which a file stops being JSON", async () => {
  using course = fakeCourse({ "journal/queries/broken.json": '{\n  "limit": 5,\n}\n' });
  const { exitCode, stderr } = await course.run("query broken");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Line 2 is not JSON: a comma stands before }. Take it out.");
});

it("prints one document with --json, and the table beside it", async () => {
  using course = fakeCourse({ "journal/queries/latency.json": LATENCY });
  keepRun(course);
  const { stdout, stderr } = await course.run("query latency --json");
  expect(JSON.parse(stdout)).toMatchObject({ groups: 3, heatmaps: [] });
  expect(stderr).toContain("worf");
});

it("says which files there are when the one that was meant is not", async () => {
  using course = fakeCourse({ "journal/queries/latency.json": LATENCY });
  const { exitCode, stderr } = await course.run("query latencyy.json");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("There are: journal/queries/latency.json.");
});

it("says what to do when nothing was loaded", async () => {
  using course = fakeCourse({ "journal/queries/latency.json": LATENCY });
  const first = await course.run("query latency");
  expect(first.exitCode).toBe(1);
  expect(first.stderr).toMatch(/Next: npm run load\n$/);
  keepRun(course, "another");
  const second = await course.run("query latency");
  expect(second.stderr).toContain("The run week2 is not recorded; there are: another.");
});

it("prints the traces of a run as trees", async () => {
  using course = fakeCourse();
  keepRun(course);
  const { exitCode, stdout } = await course.run("traces --run week2 --limit 1");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("GET /api/activities/home  8.0 ms");
  expect((await course.run("traces")).stderr).toContain("There are runs, though: week2.");
  expect((await course.run("traces --limit 0")).exitCode).toBe(2);
});
