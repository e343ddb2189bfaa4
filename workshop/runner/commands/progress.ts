import { readChecklist, type Box } from "../../course/read-checklist.ts";
import type { Step } from "../../course/step.ts";
import type { Command } from "../context.ts";
import { hashOfFilesJudged } from "../hash-of-files-judged.ts";
import { courseSteps, readJournal } from "../pick-step.ts";
import type { Look } from "../terminal.ts";
import { wrap } from "../wrap.ts";

type Standing = "done" | "changed" | "open";

/** The steps as the journal has them: done, changed since, open. */
export const progress: Command = async ({ root, terminal }) => {
  const steps = courseSteps(root);
  const slugs = steps.map(({ slug }) => slug);
  const boxes = readChecklist(readJournal(root) ?? "", slugs);
  const hash = boxes.size > 0 ? hashOfFilesJudged(root) : "";
  const standings = steps.map(({ slug }) => standingOf(boxes.get(slug), hash));
  const next = steps[standings.indexOf("open")];
  for (const [index, step] of steps.entries()) {
    terminal.print(renderStep(step, standings[index] ?? "open", step === next, terminal.look));
  }
  const done = standings.filter((standing) => standing !== "open").length;
  const again = standings.includes("changed") ? " To check them all again: npm run check" : "";
  terminal.print(`${done} of ${steps.length} steps done.${again}`);
  terminal.print(
    `Next: ${next ? `read steps/${next.slug}/README.md, then: npm run check:step ${next.number}` : "npm run check"}`,
  );
  return 0;
};

/** A box that the learner ticked by hand has no proof to compare. */
function standingOf(box: Box | undefined, hash: string): Standing {
  if (!box?.ticked) return "open";
  return box.proof && box.proof.hash !== hash ? "changed" : "done";
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
