import { utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fakeCourse } from "./fake-course.ts";
import { hashOfFilesJudged } from "./hash-of-files-judged.ts";

it.each([
  ["backend/src/app.ts", "go();\n"],
  ["backend/package.json", "{}"],
  ["docker-compose.yml", "services: {}\n"],
  ["backend/src/new.ts", ""],
])("changes with %s", (path, content) => {
  using course = fakeCourse();
  const before = hashOfFilesJudged(course.root);
  course.write(path, content);
  expect(hashOfFilesJudged(course.root)).not.toBe(before);
});

it("stays the same through ticks, keys, packages, logs and mere touching", () => {
  using course = fakeCourse();
  const before = hashOfFilesJudged(course.root);
  course.write("journal/week2.md", "ticked");
  course.write(".env", "HONEYCOMB_API_KEY=1");
  course.write("backend/node_modules/x/index.js", "1");
  course.write("backend/npm-debug.log", "1");
  utimesSync(join(course.root, "backend/src/app.ts"), 1, 1);
  expect(hashOfFilesJudged(course.root)).toBe(before);
  expect(before).toMatch(/^[0-9a-f]{12}$/);
});

it("stays the same when git or an editor changes the line endings", () => {
  using course = fakeCourse();
  const before = hashOfFilesJudged(course.root);
  for (const path of ["docker-compose.yml", "backend/src/app.ts"])
    course.write(path, course.read(path).replaceAll("\n", "\r\n"));
  expect(hashOfFilesJudged(course.root)).toBe(before);
});
