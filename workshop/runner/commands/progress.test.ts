import { join } from "node:path";
import { readFileSync, rmSync } from "node:fs";
import { expect, it } from "vitest";
import { tick } from "../../course/tick.ts";
import { fakeCourse } from "../fake-course.ts";
import { hashOfFilesJudged } from "../hash-of-files-judged.ts";

it("shows what is open, done, and changed since", async () => {
  using course = fakeCourse();
  expect((await course.run("progress")).stdout).toMatchInlineSnapshot(`
    "  open:    1 Set the API key (next)
      open:    2 Say hello
    0 of 2 steps done.
    Next: read steps/01-set-api-key/README.md, then: npm run check:step 1
    "
  `);
  const journal = readFileSync(join(course.root, "journal/week2.md"), "utf8");
  const proof = { date: "2026-11-24", durationMs: 900, hash: hashOfFilesJudged(course.root) };
  course.write("journal/week2.md", tick(journal, "01-set-api-key", proof).markdown);
  expect((await course.run("progress")).stdout).toMatchInlineSnapshot(`
    "  done:    1 Set the API key
      open:    2 Say hello (next)
    1 of 2 steps done.
    Next: read steps/02-say-hello/README.md, then: npm run check:step 2
    "
  `);
  course.write("backend/src/app.ts", "changed");
  expect((await course.run("progress")).stdout).toMatchInlineSnapshot(`
    "  changed: 1 Set the API key (your files changed since)
      open:    2 Say hello (next)
    1 of 2 steps done. To check them all again: npm run check
    Next: read steps/02-say-hello/README.md, then: npm run check:step 2
    "
  `);
});

it("says what is left when every step is done, and not to check once more what has just passed", async () => {
  using course = fakeCourse();
  const proof = { date: "2026-11-24", durationMs: 900, hash: hashOfFilesJudged(course.root) };
  const done = ["01-set-api-key", "02-say-hello"].reduce(
    (journal, slug) => tick(journal, slug, proof).markdown,
    readFileSync(join(course.root, "journal/week2.md"), "utf8"),
  );
  course.write("journal/week2.md", done);
  expect((await course.run("progress")).stdout).toMatchInlineSnapshot(`
    "  done:    1 Set the API key
      done:    2 Say hello
    2 of 2 steps done. What is left is to commit your files and your journal, and to push them.
    Next: git status
    "
  `);
  course.write("backend/src/app.ts", "changed");
  expect((await course.run("progress")).stdout).toMatch(/Next: npm run check\n$/);
});

it("says that the journal is gone, or has no boxes, and how to bring it back", async () => {
  using course = fakeCourse();
  course.write("journal/week2.md", "my notes\n");
  const { exitCode, stdout } = await course.run("progress");
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    "0 of 2 steps done.\nadvice: journal/week2.md has no box for any step, so nothing can be ticked. To bring it back: git checkout -- journal/week2.md\n",
  );
  rmSync(join(course.root, "journal"), { recursive: true });
  expect((await course.run("progress")).stdout).toContain(
    "advice: journal/week2.md is not there, so nothing can be ticked.",
  );
});
