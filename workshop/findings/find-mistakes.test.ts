import { expect, it } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { findMistakes } from "./find-mistakes.ts";
import { NotReached, Skipped } from "../facts/outcome.ts";
import type { Mistake } from "../mistakes/mistake.ts";

const evidence = {} as Evidence;

function mistake(id: string, more: Partial<Mistake> = {}): Mistake {
  return { id, learn: "here", when: () => ({ message: id, fix: "mend it" }), ...more };
}

function ids(...steps: (readonly Mistake[])[]): string[] {
  const numbered = steps.map((mistakes, index) => ({ step: { slug: `0${index + 1}-step` }, mistakes }));
  return findMistakes(evidence, numbered).findings.map(({ id }) => id);
}

it("tells an earlier step's mistakes first, each step's in the order of its list, and advice last", () => {
  expect(ids([mistake("a", { severity: "advice" }), mistake("b")], [mistake("c"), mistake("d")])).toEqual([
    "b",
    "c",
    "d",
    "a",
  ]);
});

it("leaves out what another mistake causes, but not when that one is not there", () => {
  expect(ids([mistake("cause", { hides: ["symptom"] }), mistake("symptom")])).toEqual(["cause"]);
  expect(ids([mistake("cause", { hides: ["symptom"], when: () => undefined }), mistake("symptom")])).toEqual([
    "symptom",
  ]);
});

it("tells an answer that is missing in its own step alone", () => {
  const answer = mistake("answer", { blocks: false });
  expect(ids([answer])).toEqual(["answer"]);
  expect(ids([answer], [mistake("own")])).toEqual(["own"]);
});

it.each([new NotReached("the backend did not start"), new Skipped("no browser runs here")])(
  "takes a mistake in what could not be looked at for none: %s",
  (error) => {
    const unreached = mistake("unreached", {
      when: () => {
        throw error;
      },
    });
    expect(ids([unreached, mistake("cause")])).toEqual(["cause"]);
  },
);

it("names the lesson's place", () => {
  const {
    findings: [found],
  } = findMistakes(evidence, [{ step: { slug: "04-initialize-provider" }, mistakes: [mistake("a")] }]);
  expect(found?.learn).toBe("steps/04-initialize-provider/README.md#here");
});

const WORDLESS = Object.create(null) as object;

it.each([
  ["an error", new RangeError("too deep"), /^RangeError: too deep/],
  ["a string", "no", /^no$/],
  ["nothing", undefined, /^undefined$/],
  ["an object without words", WORDLESS, /no words/],
])("skips a rule that throws %s, names it, and tells the others", (_, error, says) => {
  const breaks = mistake("breaks", {
    when: () => {
      throw error;
    },
  });
  const mistakes = [breaks, mistake("cause")];
  const { findings, broken } = findMistakes(evidence, [{ step: { slug: "01-step" }, mistakes }]);
  expect(findings.map(({ id }) => id)).toEqual(["cause"]);
  expect(broken).toEqual([{ id: "breaks", error: expect.stringMatching(says) }]);
});
