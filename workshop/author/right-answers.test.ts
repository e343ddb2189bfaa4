import { expect, it } from "vitest";
import { allRightAnswers, inShort } from "./all-answers.ts";
import { expectTrue } from "./expect-true.ts";
import { judgeAnswer } from "./judge-answer.ts";

/** `HARD=1` runs all of them, on both of OpenTelemetry's lines. */
const hard = Boolean(process.env["HARD"]);
const all = await allRightAnswers();
const answers = (hard ? all : inShort(all, 2))
  .flatMap((answer) => (answer.lines ?? ["otel-3x" as const]).map((line) => ({ ...answer, line })))
  .filter(
    ({ line }, index, chosen) =>
      hard || line === "otel-3x" || index === chosen.findIndex((each) => each.line === line),
  );

it.concurrent.each(answers.map((answer) => [answer.step, answer.made, answer.line, answer] as const))(
  "lets step %s pass with %s (%s)",
  async (_, __, ___, answer) => {
    const report = await judgeAnswer(answer, expectTrue);
    expect(report.status, JSON.stringify(report, undefined, 1)).toBe("passed");
    expect(report.findings.filter(({ severity }) => severity === "wrong")).toEqual([]);
  },
  // On a busy machine the lab itself waits this long.
  300_000,
);
