import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Step } from "../course/step.ts";
import { NotReached, Skipped, Unmet } from "../facts/outcome.ts";
import type { Evidence } from "../lab/evidence.ts";
import { wordsOfThrown } from "./broken.ts";
import { collectItems, type JudgeItem, type RegisteredItem } from "./item.ts";
import type { JudgedItem, StepVerdict } from "./make-report.ts";
import { NOTHING_HOLDS } from "./nothing-holds.ts";

type Check = readonly RegisteredItem[] | { readonly unreadable: string };

const checks = new Map<string, Promise<Check>>();
let loading: Promise<unknown> = Promise.resolve();

/** Loads the checks of these steps, so that they are there when the evidence is. */
export async function loadChecks(steps: readonly Step[]): Promise<void> {
  await Promise.all(steps.map(checkOf));
}

/** Judges the items of each step on the same evidence, in the order in which the checks have them. */
export async function judge(steps: readonly Step[], evidence: Evidence): Promise<StepVerdict[]> {
  const found = await Promise.all(steps.map(checkOf));
  return steps.map((step, index) => verdictOf(step, found[index] ?? [], evidence));
}

/** Each check is loaded once, one after the other: they register their items at one place. */
async function checkOf({ folder }: Step): Promise<Check> {
  const known = checks.get(folder);
  if (known) return await known;
  const check = loading.then(async () => await load(join(folder, "check.test.ts")));
  checks.set(folder, check);
  loading = check;
  return await check;
}

async function load(file: string): Promise<Check> {
  try {
    return await collectItems(async () => await import(pathToFileURL(file).href));
  } catch (error) {
    return { unreadable: wordsOfThrown(error).split("\n", 1)[0] ?? "" };
  }
}

function verdictOf(step: Step, check: Check, evidence: Evidence): StepVerdict {
  if ("unreadable" in check) return { step, items: [], unreadable: check.unreadable };
  return { step, items: check.map((each) => judgeItem(each, evidence)) };
}

export function judgeItem({ title, judge: judgeIt, blocks }: RegisteredItem, evidence: Evidence): JudgedItem {
  try {
    const because = judgeIt(evidence);
    const hollow = passes(judgeIt, NOTHING_HOLDS);
    return { title, status: "passed", ...(because && { because }), blocks, hollow };
  } catch (error) {
    return { title, ...unkept(error), blocks, hollow: false };
  }
}

/** Why an item did not pass. What its judge did not foresee says nothing about the learner's work. */
function unkept(error: unknown): Pick<JudgedItem, "status" | "because" | "broken"> {
  if (error instanceof Unmet) return { status: "failed", because: error.message };
  if (error instanceof NotReached) return { status: "not-reached", because: error.message };
  if (error instanceof Skipped) return { status: "skipped", because: error.message };
  const broken = wordsOfThrown(error);
  return {
    status: "not-reached",
    because: `The check itself failed here: ${broken.split("\n", 1)[0]}`,
    broken,
  };
}

function passes(judgeIt: JudgeItem, given: Evidence): boolean {
  try {
    judgeIt(given);
    return true;
  } catch {
    return false;
  }
}
