import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { readSteps } from "./read-steps.ts";

it("reads number, title and promises from each numbered folder, in order", () => {
  using course = courseWith({
    "steps/10-last/README.md": "# Step 10 · The last one\r\n\r\nText.\r\n",
    "steps/02-first/README.md":
      "\uFEFF# Step 2 · The `first` one  \n\n## What the check proves\n\n- it starts\n- it ends,\n  in time\n\n## Then\n\n- no promise\n",
    "steps/notes.md": "no step",
    "steps/old/README.md": "no step",
  });
  expect(readSteps(course.root)).toEqual([
    {
      number: 2,
      slug: "02-first",
      title: "The `first` one",
      folder: join(course.root, "steps/02-first"),
      promises: ["it starts", "it ends, in time"],
    },
    {
      number: 10,
      slug: "10-last",
      title: "The last one",
      folder: join(course.root, "steps/10-last"),
      promises: [],
    },
  ]);
});

it("names the lesson that is missing, and how to get it", () => {
  using course = courseWith({ "steps/04-provider/hints.md": "hint" });
  expect(() => readSteps(course.root)).toThrow(
    "steps/04-provider has no lesson. Write steps/04-provider/README.md, or bring it back: git checkout -- steps/04-provider",
  );
});

it("names two folders with one number", () => {
  using course = courseWith({ "steps/04-a/README.md": "# A", "steps/04-b/README.md": "# B" });
  expect(() => readSteps(course.root)).toThrow(
    "steps/04-a and steps/04-b have the same number. Rename one of them.",
  );
});

it("finds no steps where there is no such folder", () => {
  using course = courseWith({});
  expect(readSteps(course.root)).toEqual([]);
});

function courseWith(files: Record<string, string>): { root: string } & Disposable {
  const root = mkdtempSync(join(tmpdir(), "course-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}
