import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readSteps } from "../course/read-steps.ts";
import { readMistakes } from "../findings/read-step-rules.ts";
import { LIVE_FINDINGS } from "../runner/live/judge-answer.ts";
import { loadPlan } from "../runner/load-plan.ts";
import { COURSE } from "./course-folder.ts";

const text = readFileSync(join(COURSE, "INSTRUCTOR.md"), "utf8");
const rows = text.split("\n").flatMap((line) => {
  const [, step = "", , , names = ""] = line.split("|").map((cell) => cell.trim());
  return /^(\d+|any)$/.test(step) && names !== ""
    ? [{ step, names: [...names.matchAll(/`([\w-]+)`/g)].map(([, id = ""]) => id) }]
    : [];
});

it("finds the table that it is to guard", () => {
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter(({ names }) => names.length === 0)).toEqual([]);
});

it.each(readSteps(COURSE))("names for step $number only findings that its check makes", async (step) => {
  const known = (await readMistakes(step)).map(({ id }) => id);
  const named = rows.filter((row) => row.step === String(step.number)).flatMap(({ names }) => names);
  expect(named.filter((id) => !known.includes(id))).toEqual([]);
});

it("names beside the steps only what Honeycomb itself can tell", () => {
  const live: readonly string[] = LIVE_FINDINGS;
  expect(
    rows
      .filter(({ step }) => step === "any")
      .flatMap(({ names }) => names)
      .filter((id) => !live.includes(id)),
  ).toEqual([]);
});

it("has a time for every step", () => {
  const timed = [...text.matchAll(/^\| (\d+) \| \d+ \|/gm)].map(([, number]) => Number(number));
  expect(readSteps(COURSE).filter(({ number }) => !timed.includes(number))).toEqual([]);
});

it("reckons with the traffic that npm run load sends", () => {
  const plan = loadPlan();
  const failing = plan.filter(({ path }) => path.endsWith("term=borg")).length;
  const slow = plan.filter(
    ({ path, headers }) => path === "/api/activities/home" && headers?.["x-cruddur-user"] === "worf",
  ).length;
  const rest = plan.length - failing - slow;
  expect({ requests: plan.length, failing, slow, rest }).toEqual({
    requests: 231,
    failing: 6,
    slow: 20,
    rest: 205,
  });
  expect(text).toContain("the 231 requests of `npm run load` become about 47");
  expect(Math.round(failing + slow + rest / 10)).toBe(47);
});
