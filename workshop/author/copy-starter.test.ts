import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { learnerEntries } from "../runner/project.ts";
import { STARTER_TOPS } from "./copy-starter.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A learner who has begun has other files, rightly. */
const begun = existsSync(join(ROOT, ".workshop/snapshots")) || existsSync(join(ROOT, ".workshop/steps"));

it.skipIf(begun)("keeps solution/00-starter the same as the files that the course begins with", () => {
  const starter = join(ROOT, "solution/00-starter");
  // When this fails: node workshop/author/copy-starter.ts
  expect(photograph(starter)).toEqual(photograph(ROOT));
});

function photograph(root: string) {
  const files = learnerEntries(root, STARTER_TOPS).filter(({ kind }) => kind === "file");
  return files.map((file) => ({ ...file, text: readFileSync(join(root, file.path), "utf8") }));
}
