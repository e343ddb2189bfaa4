import { readFileSync } from "node:fs";
import { readTextSync } from "../lab/read-text.ts";
import { readRecorded } from "../receiver/read-recorded.ts";
import type { Context, ExitCode } from "./context.ts";
import type { Picked } from "./pick-step.ts";
import { renderDiff } from "./render-diff.ts";
import { computedAnswers, solutionAnswers, solutionFiles, solutionNote } from "./solution-files.ts";
import type { Look } from "./terminal.ts";

/** Prints the diff from the learner's files to the solution's, and the answers that the journal asks for. */
export async function showSolution({ root, terminal }: Context, { step }: Picked): Promise<ExitCode> {
  const { look, print } = terminal;
  print(
    look.paint.bold(`Step ${step.number} ${look.glyph.dot} ${step.title}: from your files to the solution`),
  );
  const diffs = [...solutionFiles(root, step.slug)].flatMap(([path, source]) => {
    const shown = renderFile(path, readTextSync(root, path), readFileSync(source, "utf8"), look);
    return shown === undefined ? [] : [shown];
  });
  const computed = await computedAnswers(root, step.slug);
  const run = computed && readRecorded(root).week2;
  const answers = Object.entries({
    ...solutionAnswers(root, step.slug),
    ...(run && computed.answers(run.spans)),
  });
  diffs.forEach((diff) => print(`\n${diff}`));
  if (answers.length > 0) print(`\nIn journal/week2.md:`);
  answers.forEach(([id, answer]) => print(`  Answer (${id}): ${answer}`));
  if (computed && !run) print("\nIts answers come from the run week2, which npm run load records.");
  else if (diffs.length + answers.length === 0) print(nothing(root, step));
  print(
    `\nTo write it into your files (npm run undo takes it back): npm run solution -- ${step.number} --apply`,
  );
  print(`Next: npm run check:step ${step.number}`);
  return 0;
}

function renderFile(
  path: string,
  yours: string | undefined,
  solution: string,
  look: Look,
): string | undefined {
  if (!path.endsWith("package-lock.json")) return renderDiff(path, yours, solution, look);
  return yours === solution ? undefined : `${path} differs too; npm install writes that file.`;
}

function nothing(root: string, step: Picked["step"]): string {
  const note = solutionNote(root, step.slug);
  if (note) return `\n${note}`;
  if (solutionFiles(root, step.slug).size > 0) return "Your files already say the same as the solution's.";
  return "This step changes no file of the repository; what it asks for stands in its lesson.";
}
