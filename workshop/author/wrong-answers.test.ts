import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { headingAnchors } from "../course/heading-anchors.ts";
import { readSteps } from "../course/read-steps.ts";
import type { Finding } from "../findings/finding.ts";
import { allWrongAnswers } from "./all-answers.ts";
import { openCopyChecker, type CopyChecker } from "./check-copy.ts";
import { COURSE, learnerCopy } from "./learner-copy.ts";
import type { WrongAnswer } from "./wrong-answer.ts";

/** One fixture of each kind here; `HARD=1` runs the whole table. */
const answers = (await allWrongAnswers()).filter(({ inShort }) => inShort || process.env["HARD"]);

let checker: CopyChecker;
beforeAll(async () => {
  checker = await openCopyChecker();
}, 60_000);
afterAll(async () => await checker[Symbol.asyncDispose]());

it.each(answers.map((answer) => [`${answer.step} ${answer.finding}`, answer.made, answer] as const))(
  "names %s first: %s",
  async (_, __, answer) => {
    await using copy = await learnerCopy({ after: answer.step, ...pick(answer) });
    const { root } = copy;
    const report = await checker.check(root, answer.step, answer.shell);
    const [first] = report.findings;
    const outcome = answer.outcome ?? "wrong";
    expect(first, JSON.stringify(report, undefined, 1)).toMatchObject({
      id: answer.finding,
      severity: outcome,
    });
    expect(report.status === "passed").toBe(outcome === "advice");
    for (const finding of report.findings) expectTrueAndKind(finding, root);
    if (answer.says) expect(first?.message).toContain(answer.says);
    if (answer.at) expect(`${first?.file}:${first?.line}`).toBe(answer.at);
    expect(JSON.stringify(report)).not.toMatch(/practice-abcdefgh|hc[a-z]ik_[0-9a-z]{20}/);
  },
  60_000,
);

it("has a fixture for every mistake of every step", async () => {
  const made = new Set((await allWrongAnswers()).map(({ finding }) => finding));
  const named = await Promise.all(readSteps(COURSE).map(async ({ folder }) => await idsOf(folder)));
  expect(named.flat().filter((id) => !made.has(id))).toEqual([]);
});

/** Whatever a finding points at is there, and its lesson says more. */
function expectTrueAndKind(finding: Finding, root: string): void {
  const { file, line, learn, message, fix } = finding;
  expect(message.trim(), finding.id).toMatch(/[.!?)…]$|[^\s]$/);
  expect(fix.trim(), finding.id).not.toBe("");
  const [lesson = "", anchor = ""] = learn.split("#");
  expect(headingAnchors(readFileSync(join(COURSE, lesson), "utf8")), finding.id).toContain(anchor);
  if (file === undefined || line === undefined) return;
  expect(existsSync(join(root, file)), `${finding.id} points at ${file}`).toBe(true);
  const text = readFileSync(join(root, file), "utf8").split(/\r?\n/)[line - 1];
  expect(text?.trim(), `${finding.id} points at ${file}:${line}`).toBeTruthy();
}

async function idsOf(folder: string): Promise<string[]> {
  const file = join(folder, "mistakes.ts");
  if (!existsSync(file)) return [];
  return ((await import(file)) as { mistakes: readonly { id: string }[] }).mistakes.map(({ id }) => id);
}

function pick({ change, line, track, past, run }: WrongAnswer) {
  return {
    ...(past && { past }),
    ...(run !== undefined && { run }),
    ...(change && { change }),
    ...(line && { line }),
    ...(track && { track }),
  };
}
