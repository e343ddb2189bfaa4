import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { headingAnchors } from "../../course/heading-anchors.ts";
import { allWrongAnswers } from "../all-answers.ts";
import { COURSE } from "../course-folder.ts";
import { CATALOGUE } from "./catalogue.ts";
import { outcomeOf } from "./outcome.ts";

const answers = await allWrongAnswers();

it("does something about every mistake of the catalogue", () => {
  const open = CATALOGUE.filter((entry) => outcomeOf(entry, answers).kind === undefined);
  expect(open.map(({ id, mistake }) => `${id} ${mistake}`)).toEqual([]);
});

it("names in fixtures only entries that there are", () => {
  const ids = new Set(CATALOGUE.map(({ id }) => id));
  expect(answers.flatMap(({ entries = [] }) => entries).filter((id) => !ids.has(id))).toEqual([]);
  expect(ids.size).toBe(CATALOGUE.length);
});

it("leads to a lesson's heading wherever a lesson is what helps", () => {
  for (const { id, instead } of CATALOGUE) {
    if (instead?.outcome === "taught") expect(instead.lesson, id).toBeDefined();
    if (instead?.lesson === undefined) continue;
    const [file = "", anchor = ""] = instead.lesson.split("#");
    expect(headingAnchors(readFileSync(join(COURSE, file), "utf8")), id).toContain(anchor);
  }
});

it("gives no second reason to what a fixture proves", () => {
  const twice = CATALOGUE.filter(
    (entry) =>
      entry.instead?.outcome !== "live" && entry.instead && outcomeOf(entry, answers).fixtures.length > 0,
  );
  expect(twice.map(({ id }) => id)).toEqual([]);
});
