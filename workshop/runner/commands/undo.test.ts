import { expect, it } from "vitest";
import { fakeCourse } from "../fake-course.ts";
import { takeSnapshot } from "../snapshot.ts";

it("puts the last snapshot back, says so, and undoes that too", async () => {
  using course = fakeCourse();
  takeSnapshot(course.root, "solution 2", new Date("2026-11-24T09:15:00Z"));
  course.write("backend/src/app.ts", "overwritten");
  expect((await course.run("undo")).stdout).toMatchInlineSnapshot(`
    "Your files are as they were before solution 2 (45 min ago).
    To take this back: npm run undo
    Next: npm run check:step
    "
  `);
  expect(course.read("backend/src/app.ts")).toBe("start();\n");
  expect((await course.run("undo")).exitCode).toBe(0);
  expect(course.read("backend/src/app.ts")).toBe("overwritten");
});

it("names the command that makes the packages fit again", async () => {
  using course = fakeCourse({
    "backend/package-lock.json": JSON.stringify({ packages: { "node_modules/x": { version: "1" } } }),
  });
  takeSnapshot(course.root, "solution 3");
  expect((await course.run("undo")).stdout).toMatch(/\nNext: cd backend && npm ci\n$/);
});

it("says that there is nothing to undo", async () => {
  using course = fakeCourse();
  expect(await course.run("undo")).toEqual({
    exitCode: 1,
    stdout: "",
    stderr:
      "failed: There is nothing to undo: no command has overwritten any of your files.\nNext: npm run progress\n",
  });
});

it("puts back an older snapshot from the list", async () => {
  using course = fakeCourse();
  for (const step of [1, 2]) {
    takeSnapshot(course.root, `solution ${step}`, new Date("2026-11-22T10:00:00Z"));
    course.write("backend/src/app.ts", `solution of ${step}`);
  }
  expect((await course.run("undo --list")).stdout).toBe(
    "1  before solution 2, 2 days ago\n2  before solution 1, 2 days ago\nNext: npm run undo, or with a number: npm run undo 2\n",
  );
  await course.run("undo 2");
  expect(course.read("backend/src/app.ts")).toBe("start();\n");
  expect((await course.run("undo 7")).stderr).toContain("There is no snapshot 7; there are 1 to 2.");
});
