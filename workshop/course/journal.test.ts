import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readAnswers } from "./read-answers.ts";
import { readChecklist } from "./read-checklist.ts";
import { readSteps } from "./read-steps.ts";
import { PROOF } from "./sample-journal.ts";
import { tick, untick } from "./tick.ts";

const ROOT = join(import.meta.dirname, "../..");
const written = readFileSync(join(ROOT, "journal/week2.md"), "utf8");
const slugs = [...written.matchAll(/\/steps\/(\d\d-[\w-]+)\/README\.md/g)].flatMap(([, slug = ""]) => slug);
/** As it comes with the course, also where someone has begun to work. */
const journal = slugs.reduce(untick, written);

it("comes with one open box for each of the ten steps, in their order", () => {
  expect(slugs.map((slug) => Number(slug.slice(0, 2)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const boxes = readChecklist(journal, slugs);
  expect([...boxes.values()].map(({ ticked, count }) => ({ ticked, count }))).toEqual(
    slugs.map(() => ({ ticked: false, count: 1 })),
  );
});

it("calls each step that is on disk what its lesson calls it", () => {
  for (const { slug, title } of readSteps(ROOT)) {
    expect(journal).toContain(`[${slug.slice(0, 2)} ${title}](../steps/${slug}/README.md)`);
  }
});

it("keeps the headings of the week's page", () => {
  expect(journal.match(/^#.*$/gm)).toEqual([
    "# Week 2 — Distributed Tracing",
    "## **HW Checklist**",
    "## **LECTURES**",
    "### Live Stream | [FREE AWS Cloud Project Bootcamp (Week 2) - Distributed Tracing](https://www.youtube.com/watch?v=2GD9xCzRId4)",
    "### Pre-recorded |",
    "## **ASSIGNMENTS**",
    "### 1",
    "### 2",
    "### 3",
    "## **EXTRA CHALLENGES**",
    "### 1",
    "### 2",
    "### 3",
  ]);
});

it("has a line for each answer that a check asks for", () => {
  expect(Object.keys(readAnswers(journal))).toContain("03-trace-id");
});

it("has every box ticked, parents too, when all steps are done", () => {
  const done = slugs.reduce((text, slug) => tick(text, slug, PROOF).markdown, journal);
  expect(done.match(/- \[x\] /g)).toHaveLength(16);
  expect(done).not.toContain("[ ]");
});
