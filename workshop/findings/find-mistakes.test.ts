import { expect, it } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { findMistakes, type Unkept } from "./find-mistakes.ts";
import { NotReached, Skipped } from "../facts/outcome.ts";
import type { Mistake } from "../mistakes/mistake.ts";

const evidence = {} as Evidence;

function mistake(id: string, more: Partial<Mistake> = {}): Mistake {
  return { id, learn: "here", when: () => ({ message: id, fix: "mend it" }), ...more };
}

/** What is told where one item of each of these steps fails. */
function ids(...steps: (readonly Mistake[])[]): string[] {
  const numbered = steps.map((mistakes, index) => ({ step: { slug: `0${index + 1}-step` }, mistakes }));
  return told(
    numbered,
    numbered.map(({ step }) => ({ slug: step.slug, title: "it works" })),
  );
}

function told(...[steps, unkept]: [Parameters<typeof findMistakes>[1], readonly Unkept[]]): string[] {
  return findMistakes(evidence, steps, unkept).findings.map(({ id }) => id);
}

it("tells an earlier step's mistakes first, each step's in the order of its list, and advice last", () => {
  expect(ids([mistake("a", { severity: "advice" }), mistake("b")], [mistake("c"), mistake("d")])).toEqual([
    "b",
    "c",
    "d",
    "a",
  ]);
});

const item = (title: string, slug = "01-step") => ({ slug, title });
const ofStep = (...mistakes: Mistake[]) => ({ step: { slug: "01-step" }, mistakes });

it("tells first what explains the first item that failed", () => {
  const list = ofStep(mistake("a", { explains: /second/ }), mistake("b", { explains: /first/ }));
  expect(told([list], [item("the first"), item("the second")])).toEqual(["b", "a"]);
});

it("leaves out what explains no item that failed", () => {
  const list = ofStep(mistake("a", { explains: /second/ }), mistake("b", { explains: /first/ }));
  expect(told([list], [item("the first")])).toEqual(["b"]);
});

it("tells a symptom only where nothing says why", () => {
  const symptom = mistake("symptom", { symptom: true });
  const other = mistake("other symptom", { symptom: true });
  expect(told([ofStep(symptom, other, mistake("cause"))], [item("it works")])).toEqual(["cause"]);
  expect(told([ofStep(symptom, other)], [item("it works")])).toEqual(["symptom"]);
});

it("leaves out advice that is only an effect of what is wrong", () => {
  const effect = mistake("effect", { symptom: true, severity: "advice" });
  const list = ofStep(effect, mistake("other advice", { severity: "advice" }), mistake("cause"));
  expect(told([list], [item("it works")])).toEqual(["cause", "other advice"]);
  expect(told([ofStep(effect)], [])).toEqual(["effect"]);
});

it("tells what another item's rule says beside it", () => {
  const list = ofStep(mistake("cause", { explains: /first/ }), mistake("symptom", { symptom: true }));
  expect(told([list], [item("the first"), item("the second")])).toEqual(["cause", "symptom"]);
});

it("says nothing of work that was not begun, and that it is so", () => {
  const open = mistake("open", { severity: "open" });
  const { findings, isOpen } = findMistakes(evidence, [ofStep(open)], [item("it works")]);
  expect([findings, isOpen]).toEqual([[], true]);
  expect(told([ofStep(open, mistake("cause"))], [item("it works")])).toEqual(["cause"]);
});

it("explains no failure by a step that holds, but for work that later steps ask for more of", () => {
  const earlier = ofStep(mistake("earlier"), mistake("lasting", { lasting: true }));
  const own = { step: { slug: "02-step" }, mistakes: [] };
  expect(told([earlier, own], [item("it works", "02-step")])).toEqual(["lasting"]);
});

it("explains an earlier step's failure by a later step's rule that names it, before a symptom", () => {
  const earlier = ofStep(mistake("symptom", { symptom: true }));
  const own = {
    step: { slug: "02-step" },
    mistakes: [mistake("cause", { explains: /answers/ }), mistake("other")],
  };
  expect(told([earlier, own], [item("it answers")])).toEqual(["cause"]);
  expect(told([earlier, own], [item("it works")])).toEqual(["symptom"]);
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
  } = findMistakes(
    evidence,
    [{ step: { slug: "04-initialize-provider" }, mistakes: [mistake("a")] }],
    [{ slug: "04-initialize-provider", title: "it works" }],
  );
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
  const { findings, broken } = findMistakes(
    evidence,
    [{ step: { slug: "01-step" }, mistakes }],
    [{ slug: "01-step", title: "it works" }],
  );
  expect(findings.map(({ id }) => id)).toEqual(["cause"]);
  expect(broken).toEqual([{ id: "breaks", error: expect.stringMatching(says) }]);
});
