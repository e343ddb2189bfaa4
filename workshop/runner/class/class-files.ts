import type { Step } from "../../course/step.ts";
import type { Classroom } from "./read-class.ts";
import type { Rejudged } from "./rejudge-class.ts";
import { lastDay } from "./render-class.ts";

/** The class as one JSON document. */
export function classJson(
  folder: string,
  steps: readonly Step[],
  { learners, leftOut }: Classroom,
  rejudged?: ReadonlyMap<string, Rejudged>,
): string {
  const document = {
    folder,
    steps: steps.map(({ number, slug, title }) => ({ number, slug, title })),
    learners: learners.map((learner) => {
      const result = rejudged?.get(learner.name);
      return {
        name: learner.name,
        steps: learner.steps.map((step) => {
          const verdict =
            result?.kind === "judged" ? result.verdicts.find(({ slug }) => slug === step.slug) : undefined;
          return {
            ...step,
            ...(verdict && {
              verdict: verdict.outcome,
              ...(verdict.finding && { finding: verdict.finding }),
              ...(verdict.because && { because: verdict.because }),
            }),
          };
        }),
        ...(learner.note && { note: learner.note }),
        ...(result?.kind === "unable" && { couldNotBeJudged: result.because }),
      };
    }),
    leftOut,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** The class for a spreadsheet: a row a learner, a column a step. */
export function classCsv(
  steps: readonly Step[],
  { learners }: Classroom,
  rejudged?: ReadonlyMap<string, Rejudged>,
): string {
  const heading = [
    "learner",
    ...steps.map(({ slug }) => slug),
    rejudged ? "passed" : "ticked",
    "last",
    "note",
  ];
  const rows = learners.map((learner) => {
    const said = learner.steps.map(({ slug, standing }) =>
      wordOf(slug, standing, rejudged?.get(learner.name)),
    );
    const done = said.filter((word) => (rejudged ? word === "passed" : word !== "open")).length;
    return [learner.name, ...said, String(done), lastDay(learner), learner.note ?? ""];
  });
  return [heading, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function wordOf(slug: string, standing: string, result: Rejudged | undefined): string {
  if (standing === "open" || !result) return standing;
  if (result.kind === "unable") return "unable";
  return result.verdicts.find((each) => each.slug === slug)?.outcome ?? "unable";
}

/** A spreadsheet takes a cell that begins so for a formula, and a folder's name is whatever somebody wrote. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
