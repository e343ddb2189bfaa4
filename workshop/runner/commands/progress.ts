import { readChecklist } from "../../course/read-checklist.ts";
import { readSteps } from "../../course/read-steps.ts";
import type { Command } from "../context.ts";
import { hashOfFilesJudged } from "../hash-of-files-judged.ts";
import { readJournal } from "../pick-step.ts";
import { wrap } from "../wrap.ts";

/** The steps as the journal has them: done, changed since, open. */
export const progress: Command = async ({ root, terminal }) => {
  const { look, print } = terminal;
  const { glyph, paint } = look;
  const steps = readSteps(root);
  const boxes = readChecklist(
    readJournal(root) ?? "",
    steps.map(({ slug }) => slug),
  );
  const hash = hashOfFilesJudged(root);
  const done = steps.filter(({ slug }) => boxes.get(slug)?.ticked);
  const open = steps.find((step) => !done.includes(step));
  let changed = false;
  for (const step of steps) {
    const box = boxes.get(step.slug);
    const since = box?.ticked === true && box.hash !== undefined && box.hash !== hash;
    changed ||= since;
    const mark = !box?.ticked
      ? paint.dim(glyph.open)
      : since
        ? paint.yellow(glyph.changed)
        : paint.green(glyph.done);
    const text = `${mark} ${step.number} ${step.title}${since ? paint.dim(" (your files changed since)") : ""}${step === open ? paint.dim(" (next)") : ""}`;
    print(wrap(text, { width: look.width, first: "  ", rest: "      " }));
  }
  print(
    `${done.length} of ${steps.length} steps done.${changed ? " To check them again: npm run check" : ""}`,
  );
  print(
    open
      ? `Next: read steps/${open.slug}/README.md, then: npm run check:step ${open.number}`
      : "Next: npm run check",
  );
  return 0;
};
