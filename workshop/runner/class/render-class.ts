import type { Step } from "../../course/step.ts";
import { clean } from "../clean.ts";
import type { Look } from "../terminal.ts";
import { columns } from "../wrap.ts";
import type { Classroom } from "./read-class.ts";
import type { Learner } from "./read-clone.ts";
import type { Rejudged } from "./rejudge-class.ts";

type Mark = "done" | "changed" | "by-hand" | "open" | "holds" | "fails" | "unsure";

/** One letter a cell, each with a plain twin of one letter. */
const MARKS: Readonly<
  Record<Mark, readonly [fancy: string, plain: string, colour: keyof Look["paint"], means: string]>
> = {
  holds: ["✔", "x", "green", "passes the course's own check"],
  fails: ["✘", "!", "red", "ticked, but does not pass the course's own check"],
  unsure: ["?", "?", "yellow", "ticked, and could not be judged"],
  done: ["✔", "x", "green", "ticked, and the files are those that were judged"],
  changed: [
    "~",
    "~",
    "yellow",
    "ticked, and these are not the files that were judged: work goes on, or the proof is another's",
  ],
  "by-hand": ["▪", "h", "yellow", "ticked without a proof"],
  open: ["·", ".", "dim", "open"],
};

/** Learners × steps, what the marks mean, and what is to be said of single learners. */
export function renderClass(
  steps: readonly Step[],
  { learners, leftOut }: Classroom,
  rejudged: ReadonlyMap<string, Rejudged> | undefined,
  look: Look,
): string {
  const names = learners.map(({ name }) => shorten(clean(name)));
  const wide = Math.max(7, ...names.map(columns));
  const cell = (text: string) => ` ${" ".repeat(Math.max(0, 2 - columns(text)))}${text}`;
  // After a check only what passed it counts; before it, each tick.
  const counts = (mark: Mark) => (rejudged ? mark === "holds" : mark !== "open");
  const seen = new Set<Mark>();
  const rows = learners.map((learner, index) => {
    const marks = learner.steps.map(({ slug }) => markOf(learner, slug, rejudged));
    marks.forEach((mark) => seen.add(mark));
    const held = marks.filter(counts).length;
    const name = names[index] ?? "";
    const cells = marks.map((mark) => ` ${paintCell(mark, look)}`).join("");
    return `  ${name}${" ".repeat(wide - columns(name))} ${cells}  ${String(held).padStart(2)} of ${steps.length}  ${lastDay(learner)}`.trimEnd();
  });
  const heading = `  ${"learner".padEnd(wide)} ${steps.map(({ number }) => cell(String(number))).join("")}`;
  const total = steps.map(({ slug }) =>
    cell(String(learners.filter((learner) => counts(markOf(learner, slug, rejudged))).length)),
  );
  return [
    look.paint.bold(heading),
    ...rows,
    look.paint.dim(`  ${"of all".padEnd(wide)} ${total.join("")}`),
    ...(Object.keys(MARKS) as Mark[])
      .filter((mark) => seen.has(mark))
      .filter((mark, _, all) => !(mark === "done" && all.includes("holds")))
      .map((mark) => `  ${paintMark(mark, look)} ${MARKS[mark][3]}`),
    ...learners.flatMap(({ name, note }) => (note ? [`  ${clean(name)}: ${note}.`] : [])),
    ...learners.flatMap(({ name }) => whyNot(clean(name), rejudged?.get(name), steps)),
    ...(leftOut.length > 0
      ? [`  Left out: ${leftOut.map(({ name, because }) => `${clean(name)} (${because})`).join(", ")}.`]
      : []),
  ].join("\n");
}

function markOf(
  { name, steps }: Learner,
  slug: string,
  rejudged: ReadonlyMap<string, Rejudged> | undefined,
): Mark {
  const standing = steps.find((step) => step.slug === slug)?.standing ?? "open";
  const result = rejudged?.get(name);
  if (standing === "open" || !result) return standing;
  if (result.kind === "unable") return "unsure";
  const verdict = result.verdicts.find((each) => each.slug === slug);
  if (!verdict) return "unsure";
  return { passed: "holds", failed: "fails", unable: "unsure" }[verdict.outcome] as Mark;
}

function whyNot(name: string, result: Rejudged | undefined, steps: readonly Step[]): string[] {
  if (!result) return [];
  if (result.kind === "unable") return [`  ${name}: could not be judged: ${clean(result.because)}`];
  return result.verdicts
    .filter(({ outcome }) => outcome !== "passed")
    .map(
      ({ slug, because }) =>
        `  ${name}: step ${steps.find((step) => step.slug === slug)?.number}: ${clean(because ?? "not passed")}`,
    );
}

/** The day of the newest proof tells who stands still. */
export function lastDay({ steps }: Learner): string {
  return steps.map(({ date }) => date ?? "").reduce((last, date) => (date > last ? date : last), "");
}

function paintCell(mark: Mark, look: Look): string {
  return ` ${paintMark(mark, look)}`;
}

function paintMark(mark: Mark, { fancy, paint }: Look): string {
  const [glyph, plain, colour] = MARKS[mark];
  return paint[colour](fancy ? glyph : plain);
}

function shorten(name: string): string {
  return name.length > 30 ? `${name.slice(0, 29)}…` : name;
}
