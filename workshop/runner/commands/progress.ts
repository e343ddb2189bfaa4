import type { Step } from "../../course/step.ts";
import type { Command } from "../context.ts";
import { courseSteps } from "../pick-step.ts";
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
  const again = standings.includes("changed") ? " To check them all again: npm run check" : "";
  terminal.print(`${done} of ${steps.length} steps done.${again}`);
  terminal.print(
    `Next: ${next ? `read steps/${next.slug}/README.md, then: npm run check:step ${next.number}` : "npm run check"}`,
  );
  return 0;
};

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
