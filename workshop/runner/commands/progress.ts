import { readChecklist } from "../../course/read-checklist.ts";
import type { Step } from "../../course/step.ts";
import type { Command } from "../context.ts";
import { courseSteps, readJournal } from "../pick-step.ts";
import { standingsOf, type Standing } from "../standings.ts";
import type { Look } from "../terminal.ts";
import { wrap } from "../wrap.ts";

/** The steps as the journal has them: done, changed since, open. */
export const progress: Command = async ({ root, terminal }) => {
  const steps = courseSteps(root);
  const standings = standingsOf(root, steps);
  const next = steps[standings.indexOf("open")];
  for (const [index, step] of steps.entries()) {
    terminal.print(renderStep(step, standings[index] ?? "open", step === next, terminal.look));
  }
  const done = standings.filter((standing) => standing !== "open").length;
  const changed = standings.includes("changed");
  const all = done === steps.length && !changed;
  const more = changed
    ? " To check them all again: npm run check"
    : all
      ? " What is left is to commit your files and your journal, and to push them."
      : "";
  terminal.print(`${done} of ${steps.length} steps done.${more}`);
  const trouble = journalTrouble(root, steps);
  if (trouble)
    terminal.print(
      wrap(`${terminal.look.paint.yellow(terminal.look.glyph.advice)} ${trouble}`, {
        width: terminal.look.width,
      }),
    );
  const open = next && `read steps/${next.slug}/README.md, then: npm run check:step ${next.number}`;
  terminal.print(`Next: ${open ?? (all ? "git status" : "npm run check")}`);
  return 0;
};

function journalTrouble(root: string, steps: readonly Step[]): string | undefined {
  const journal = readJournal(root);
  const boxes = readChecklist(
    journal ?? "",
    steps.map(({ slug }) => slug),
  );
  if (boxes.size > 0) return undefined;
  const what = journal === undefined ? "is not there" : "has no box for any step";
  return `journal/week2.md ${what}, so nothing can be ticked. To bring it back: git checkout -- journal/week2.md`;
}

function renderStep(
  { number, title }: Step,
  standing: Standing,
  isNext: boolean,
  { glyph, paint, width }: Look,
): string {
  const mark = {
    done: paint.green(glyph.done),
    changed: paint.yellow(glyph.changed),
    open: paint.dim(glyph.open),
  }[standing];
  const remark =
    standing === "changed" ? paint.dim(" (your files changed since)") : isNext ? paint.dim(" (next)") : "";
  return wrap(`${mark} ${number} ${title}${remark}`, { width, first: "  ", rest: "      " });
}
