import { keysOf } from "../../findings/without-keys.ts";
import { renderRemedy } from "../../mistakes/remedy.ts";
import { gatherAndJudge } from "../check-step.ts";
import { clean } from "../clean.ts";
import type { Command, Context, ExitCode } from "../context.ts";
import { comparedFiles } from "../find/compared-files.ts";
import { searchChange, type Found } from "../find/search-change.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { pickStep } from "../pick-step.ts";
import { cacheOf } from "../project.ts";
import { requirePackages } from "../require-packages.ts";
import { tryTexts } from "../try-edits.ts";
import { indent } from "../wrap.ts";

/** Nobody waits longer than this for a search. */
const LONGEST_MS = 60_000;

/** Where no rule knows the cause: tries on a copy which change of the lesson's makes the item pass. */
export const find: Command = async (context) => {
  const { root, env: shell, terminal, args } = context;
  const { steps, step } = pickStep(root, args.query);
  await requirePackages(context, "backend");
  using interrupted = onInterrupt(() => {});
  const began = performance.now();
  const upTo = steps.filter(({ number }) => number <= step.number);
  const options = { root, shell, steps, cache: cacheOf(root) };
  terminal.progress(`Checking step ${step.number} …`);
  const { evidence, verdicts } = await gatherAndJudge(options, upTo);
  const failed = verdicts.flatMap(({ items }) => items).find(({ status }) => status === "failed");
  if (!failed) {
    terminal.progress("");
    terminal.print(`No item of step ${step.number} fails, so there is nothing to find.`);
    terminal.print(`Next: npm run check:step ${step.number}`);
    return 0;
  }
  const judge = async (copy: string, env: NodeJS.ProcessEnv) =>
    (await gatherAndJudge({ ...options, root: copy, shell: env }, upTo)).verdicts;
  const trial = { root, shell, keys: keysOf(evidence), before: verdicts, judge };
  let trials = 0;
  const found = await searchChange({
    files: comparedFiles(root, upTo),
    attempt: async (texts) => await tryTexts(trial, texts),
    isOver: () => interrupted.signal.aborted || performance.now() - began > LONGEST_MS,
    onTrial: (about) => terminal.progress(`Trial ${++trials}: ${about} …`),
  });
  terminal.progress("");
  return tell(context, found, { item: failed.title, number: step.number, trials });
};

function tell(
  { terminal }: Context,
  found: Found,
  { item, number, trials }: { readonly item: string; readonly number: number; readonly trials: number },
): ExitCode {
  terminal.print(`What fails: ${clean(item)}`);
  switch (found.kind) {
    case "edits":
      terminal.print(`With this change the item passes (${trials} trials on a copy of your files):`);
      terminal.print(indent(clean(renderRemedy({ kind: "edits", edits: found.edits })), "  "));
      terminal.print(`Next: make it, and npm run check:step ${number}`);
      return 1;
    case "files":
      terminal.print(
        `With the lesson's ${found.paths.join(" and ")} the item passes (${trials} trials on a copy of your files). No smaller change does it alone.`,
      );
      terminal.print(`Next: see what is different with npm run solution ${number}`);
      return 1;
    case "nothing":
      terminal.print(`No file of the lesson makes it pass (${trials} trials on a copy of your files).`);
      terminal.print(
        `Next: ask somebody, and give them what this writes: npm run check:step ${number} -- --report report.json`,
      );
      return 1;
  }
}
