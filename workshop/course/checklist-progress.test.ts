import { expect, it } from "vitest";
import { checklistProgress } from "./checklist-progress.ts";
import { COMPOSE, KEY, LIST, PROOF } from "./sample-journal.ts";
import type { Step } from "./step.ts";
import { tick } from "./tick.ts";

const steps = [KEY, COMPOSE].map((slug): Step => ({
  number: Number(slug.slice(0, 2)),
  slug,
  title: slug,
  folder: slug,
  promises: [],
}));
const never = () => false;
const done = tick(LIST, KEY, PROOF).markdown;

it.each([
  ["nothing is ticked", LIST, never, ["open", "open"], KEY],
  ["there is no checklist", "", never, ["open", "open"], KEY],
  ["the first is done", done, never, ["done", "open"], COMPOSE],
  ["the files changed since", done, () => true, ["changed", "open"], COMPOSE],
  ["a box was ticked by hand", LIST.replaceAll("[ ]", "[x]"), () => true, ["done", "done"], undefined],
  ["the second is done before the first", tick(LIST, COMPOSE, PROOF).markdown, never, ["open", "done"], KEY],
])("tells where the learner stands when %s", (_, journal, isChanged, standings, next) => {
  const progress = checklistProgress(journal, steps, isChanged);
  expect(progress.steps.map(({ standing }) => standing)).toEqual(standings);
  expect(progress.next?.slug).toBe(next);
});

it("compares the hash of the step's own proof", () => {
  const asked: string[] = [];
  checklistProgress(done, steps, (slug, hash) => asked.push(`${slug} ${hash}`) > 0);
  expect(asked).toEqual([`${KEY} a1b2c3d4`]);
});
