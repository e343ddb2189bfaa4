import { expect, it } from "vitest";
import { allWrongAnswers, forProof } from "./all-answers.ts";
import { expectTrue } from "./expect-true.ts";
import { judgeAnswer } from "./judge-answer.ts";

const answers = forProof(await allWrongAnswers());

it.concurrent.each(
  answers.map((answer) => [`${answer.step} ${answer.finding}`, answer.made, answer] as const),
)(
  "names %s first: %s",
  async (_, __, answer) => {
    const report = await judgeAnswer(answer, expectTrue);
    const [first] = report.findings;
    const outcome = answer.outcome ?? "wrong";
    if (outcome === "open") {
      expect(report.findings.filter(({ severity }) => severity === "wrong")).toEqual([]);
      expect(report.status).not.toBe("passed");
      return;
    }
    expect(first, JSON.stringify(report, undefined, 1)).toMatchObject({
      id: answer.finding,
      severity: outcome,
    });
    expect(report.status === "passed").toBe(outcome === "advice");
    const said = [
      ...report.findings.map(({ message }) => message),
      ...report.items.map((item) => item.because),
    ];
    if (answer.unsaid) expect(said.join("\n")).not.toMatch(answer.unsaid);
    if (answer.says) expect(first?.message).toContain(answer.says);
    if (answer.fix) expect(first?.fix).toContain(answer.fix);
    if (answer.at) expect(`${first?.file}:${first?.line}`).toBe(answer.at);
  },
  // On a busy machine the lab itself waits this long.
  300_000,
);
