import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { TraceStore } from "../../receiver/trace-store.ts";
import { fakeCourse } from "../fake-course.ts";
import { diagnoseStore, readStore } from "./store.ts";

const FOLDER = ".workshop/traces";

it("says how many traces are kept, and leaves the store as it is", () => {
  using course = fakeCourse();
  expect(readStore(course.root)).toEqual({ kind: "none" });
  new TraceStore({ folder: join(course.root, FOLDER) }).close();
  expect(diagnoseStore(readStore(course.root))).toMatchObject({
    state: "ok",
    says: expect.stringMatching(/^0 are kept in /),
  });
});

it("names a damaged store and does not touch it", () => {
  using course = fakeCourse({
    [`${FOLDER}/traces.sqlite`]: "no database at all, but long enough to look like one",
  });
  expect(diagnoseStore(readStore(course.root))).toMatchObject({
    state: "advice",
    fix: expect.stringContaining("npm start sets it aside"),
  });
  expect(readdirSync(join(course.root, FOLDER))).toEqual(["traces.sqlite"]);
});
