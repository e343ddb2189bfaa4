import { expect, it } from "vitest";
import type { Finding } from "../findings/finding.ts";
import type { CheckReport } from "../findings/report.ts";
import type { TrialResult } from "../findings/trial-result.ts";
import type { Remedy } from "../mistakes/remedy.ts";
import { tryRemedies } from "./try-remedies.ts";

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  severity: "wrong",
  message: id,
  fix: `Fix ${id}`,
  learn: "steps/05-custom-span/README.md#here",
  ...more,
});
const edit = (file: string): Remedy => ({ kind: "edits", edits: [{ file, line: 1, from: "a", to: "b" }] });

async function tried(
  findings: Finding[],
  remedies: (Remedy | undefined)[],
  results: (TrialResult | undefined)[],
) {
  const left = [...results];
  const report = { findings } as unknown as CheckReport;
  const after = await tryRemedies({ report, remedies }, async () => await Promise.resolve(left.shift()));
  return after.findings.map(({ id, fix, tried: how }) => [id, fix, how]);
}

it("says that a fix was tried and helps", async () => {
  expect(await tried([finding("a")], [edit("a")], ["passes"])).toEqual([["a", "Fix a", "helps"]]);
});

it("tells first what helps, and no fix that does not", async () => {
  expect(await tried([finding("a"), finding("b")], [edit("a"), edit("b")], ["no-help", "passes"])).toEqual([
    ["b", "Fix b", "helps"],
    ["a", undefined, undefined],
  ]);
});

it("tries two at the most", async () => {
  const three = ["a", "b", "c"];
  expect(
    await tried(
      three.map((id) => finding(id)),
      three.map(edit),
      ["no-help", "no-help", "passes"],
    ),
  ).toEqual([
    ["a", undefined, undefined],
    ["b", undefined, undefined],
    ["c", "Fix c", "untried"],
  ]);
});

it("tries no command, no decision and no advice, and keeps their words", async () => {
  const command: Remedy = { kind: "command", command: "npm ci" };
  expect(
    await tried([finding("a"), finding("b", { severity: "advice" })], [command, edit("b")], ["passes"]),
  ).toEqual([
    ["a", "Fix a", "untried"],
    ["b", "Fix b", "untried"],
  ]);
});

it("keeps a fix that could not be tried, and says so", async () => {
  expect(await tried([finding("a")], [edit("a")], [undefined])).toEqual([["a", "Fix a", "untried"]]);
});
