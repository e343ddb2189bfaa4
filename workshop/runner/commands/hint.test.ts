import { expect, it } from "vitest";
import type { CheckReport } from "../../findings/report.ts";
import { fakeCourse } from "../fake-course.ts";
import { saveLastReport } from "../last-report.ts";

it("goes from the lesson over the place to the fix of what the last check found", async () => {
  using course = fakeCourse();
  saveLastReport(course.root, report("says-goodbye"));
  expect((await course.run("hint 2")).stdout).toMatchInlineSnapshot(`
    "Step 2 - Say hello, hint 1 of 3
      Read steps/02-say-hello/README.md#say-it-first

      A greeting comes first.
    Next: npm run check:step 2, or one more hint: npm run hint 2
    "
  `);
  expect((await course.run("hint 2")).stdout).toContain("hint 2 of 3\n  Look at backend/src/app.ts:1\n");
  const last = (await course.run("hint 2")).stdout;
  expect(last).toMatchInlineSnapshot(`
    "Step 2 - Say hello, hint 3 of 3
      Say hello:

        hello();
    Next: npm run check:step 2, or the solution: npm run solution 2
    "
  `);
  expect((await course.run("hint 2")).stdout).toBe(last);
});

it("begins again when another mistake is found", async () => {
  using course = fakeCourse();
  saveLastReport(course.root, report("says-goodbye"));
  await course.run("hint 2");
  saveLastReport(course.root, report("something-else"));
  expect((await course.run("hint 2")).stdout).toContain("hint 1 of 3");
});

it("has the hints for work not begun where no mistake has a name", async () => {
  using course = fakeCourse();
  saveLastReport(course.root, report("unexplained"));
  expect((await course.run("hint 2")).stdout).toContain("hint 1 of 2\n  What does it say?\n");
});

it("asks for a check when none was made, and takes the first open step when none is named", async () => {
  using course = fakeCourse();
  const { stdout } = await course.run("hint");
  expect(stdout).toContain("Step 1 - Set the API key, hint 1 of 1\n  Look at `.env`.\n");
  expect(stdout).toContain("npm run check:step 1");
});

it("survives a memory that somebody has spoilt", async () => {
  using course = fakeCourse({
    ".workshop/hints.json": '{"02-say-hello":[',
    ".workshop/last-check.json": "null",
  });
  expect((await course.run("hint 2")).exitCode).toBe(0);
});

function report(id: string): CheckReport {
  const finding = {
    id,
    severity: "wrong",
    message: "It says goodbye.",
    file: "backend/src/app.ts",
    line: 1,
    fix: "Say hello:\nhello();",
    learn: "steps/02-say-hello/README.md#say-it-first",
  } as const;
  return {
    step: { number: 2, slug: "02-say-hello", title: "Say hello" },
    status: "unfinished",
    items: [],
    findings: [finding],
    traces: [],
    durationMs: 1,
  };
}
