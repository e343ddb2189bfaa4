import { readTextSync } from "../../lab/read-text.ts";
import type { Step } from "../../course/step.ts";
import type { Finding } from "../../findings/finding.ts";
import type { Command } from "../context.ts";
import { findingHints } from "../finding-hints.ts";
import { readLastReport } from "../last-report.ts";
import { readNote, writeNote } from "../notes.ts";
import { parseHints } from "../parse-hints.ts";
import { pickStep } from "../pick-step.ts";
import { UserFacingError } from "../user-facing-error.ts";
import { wrapMarkdown } from "../wrap-markdown.ts";

const LEVELS = "hints.json";

/** The next hint for what the last check found, from nudge to answer. */
export const hint: Command = async ({ root, terminal, args }) => {
  const { step } = pickStep(root, args.query);
  const found = foundBefore(root, step);
  const { id, hints } = hintsFor(root, step, found);
  const level = Math.min(nextLevel(root, step, id), hints.length);
  remember(root, step, id, level);
  const { look } = terminal;
  terminal.print(
    look.paint.bold(`Step ${step.number} ${look.glyph.dot} ${step.title}, hint ${level} of ${hints.length}`),
  );
  terminal.print(wrapMarkdown(hints[level - 1] ?? "", look.width, "  "));
  if (!found) terminal.print(`A check tells more, and makes the hint fit: npm run check:step ${step.number}`);
  const more = level < hints.length ? `npm run hint ${step.number}` : `npm run solution ${step.number}`;
  terminal.print(
    `Next: npm run check:step ${step.number}, or ${level < hints.length ? "one more hint" : "the solution"}: ${more}`,
  );
  return 0;
};

/** What the last check of this step found, the most probable cause. */
function foundBefore(root: string, step: Step): Finding | undefined {
  const report = readLastReport(root);
  if (report?.step.slug !== step.slug) return undefined;
  return report.findings.find(({ severity }) => severity === "wrong");
}

/** A failure without a name has no better hints than work that has not begun. */
function hintsFor(
  root: string,
  step: Step,
  found: Finding | undefined,
): { id: string; hints: readonly string[] } {
  if (found && found.id !== "unexplained") return { id: found.id, hints: findingHints(root, found) };
  const hints = parseHints(readTextSync(root, `solution/${step.slug}/hints.md`) ?? "");
  if (hints.length > 0) return { id: "any", hints };
  throw new UserFacingError({
    what: `Step ${step.number} has no hints. Its lesson is steps/${step.slug}/README.md.`,
    next: `npm run solution ${step.number}`,
  });
}

type Levels = Readonly<Record<string, Readonly<Record<string, number>>>>;

function nextLevel(root: string, { slug }: Step, id: string): number {
  const level = (readNote(root, LEVELS) as Levels | undefined)?.[slug]?.[id];
  return typeof level === "number" ? level + 1 : 1;
}

function remember(root: string, { slug }: Step, id: string, level: number): void {
  const levels = (readNote(root, LEVELS) ?? {}) as Levels;
  writeNote(root, LEVELS, { ...levels, [slug]: { ...levels[slug], [id]: level } });
}
