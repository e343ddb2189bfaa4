import { expect, it } from "vitest";
import { readSteps } from "../course/read-steps.ts";
import { PREFLIGHT } from "../facts/page-calls.ts";
import { ANONYMOUS, ELSEWHERE, HEADER, VISITS } from "../facts/user-requests.ts";
import { readScenario } from "../findings/read-step-rules.ts";
import { COURSE } from "./course-folder.ts";

it("sends the requests that the facts about users tell apart", async () => {
  const visits = await visitsOf("user-fields");
  const ids = (some: typeof visits) => some.map(({ id }) => id).sort();
  expect(ids(visits)).toEqual([...VISITS].sort());
  expect(ids(visits.filter(({ headers }) => !headers?.[HEADER]))).toEqual([...ANONYMOUS].sort());
  expect(ids(visits.filter(({ path }) => !path.endsWith("/home")))).toEqual([...ELSEWHERE].sort());
});

it("asks the question that the facts about the page look for", async () => {
  expect((await visitsOf("frontend-latency")).map(({ id }) => id)).toEqual([PREFLIGHT]);
});

async function visitsOf(words: string) {
  const step = readSteps(COURSE).find(({ slug }) => slug.endsWith(words));
  if (!step) throw new Error(`There is no step ${words}.`);
  return ((await readScenario(step)).visits ?? []).flat();
}
