import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fakeCourse } from "./fake-course.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

it("keeps the mode of a file and leaves nothing else behind", () => {
  using course = fakeCourse({ "journal/week2.md": "old" });
  const path = join(course.root, "journal/week2.md");
  chmodSync(path, 0o640);
  writeFileAtomically(path, "new");
  expect(course.read("journal/week2.md")).toBe("new");
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(readdirSync(join(course.root, "journal"))).toEqual(["week2.md"]);
});

it("writes what a link points to and leaves the link", () => {
  using course = fakeCourse({ "notes.md": "old" });
  const link = join(course.root, "journal/link.md");
  symlinkSync("../notes.md", link);
  writeFileAtomically(link, "new");
  expect(course.read("notes.md")).toBe("new");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
});

it("leaves the old content and no half of a file when it cannot write", () => {
  using course = fakeCourse();
  mkdirSync(join(course.root, "journal/folder"));
  expect(() => writeFileAtomically(join(course.root, "journal/folder"), "text")).toThrow();
  expect(readdirSync(join(course.root, "journal")).sort()).toEqual(["folder", "week2.md"]);
});
