import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "../../course/step.ts";
import type { Finding } from "../../findings/finding.ts";
import type { Command } from "../context.ts";
import { readLastReport } from "../last-report.ts";
import { readNote, writeNote } from "../notes.ts";
import { parseHints, type Hints } from "../parse-hints.ts";
import { pickStep } from "../pick-step.ts";
import { UserFacingError } from "../user-facing-error.ts";
import { wrapMarkdown } from "../wrap-markdown.ts";

const LEVELS = "hints.json";

/** The next hint for what the last check found, from nudge to near-answer. */
export const hint: Command = async ({ root, terminal, args }) => {
  const { step } = pickStep(root, args.query);
  const before = foundBefore(root, step);
  const found = before.map(({ id }) => id);
  const { id, hints } = choose(withEarlier(root, readHints(step), before), found, step);
  const level = Math.min(nextLevel(root, step, id), hints.length);
  remember(root, step, id, level);
  const { look } = terminal;
  terminal.print(
    look.paint.bold(`Step ${step.number} ${look.glyph.dot} ${step.title}, hint ${level} of ${hints.length}`),
  );
  terminal.print(wrapMarkdown(hints[level - 1] ?? "", look.width, "  "));
  if (found.length === 0)
    terminal.print(`A check tells more, and makes the hint fit: npm run check:step ${step.number}`);
  const more = level < hints.length ? `npm run hint ${step.number}` : `npm run solution ${step.number}`;
  terminal.print(
    `Next: npm run check:step ${step.number}, or ${level < hints.length ? "one more hint" : "the solution"}: ${more}`,
  );
  return 0;
};

/** What the last check of this step found, most probable cause first. */
function foundBefore(root: string, step: Step): readonly Finding[] {
  const report = readLastReport(root);
  if (report?.step.slug !== step.slug) return [];
  return report.findings.filter(({ severity }) => severity === "wrong");
}

/** A mistake of an earlier step has its hints there: `learn` says which lesson explains it. */
function withEarlier(root: string, own: Hints, found: readonly Finding[]): Hints {
  const all = new Map(own);
  for (const { id, learn } of found) {
    const folder = /^steps\/[\w-]+(?=\/)/.exec(learn)?.[0];
    const hints = folder && !all.has(id) ? readHints({ folder: join(root, folder) }).get(id) : undefined;
    if (hints) all.set(id, hints);
  }
  return all;
}

function readHints({ folder }: Pick<Step, "folder">): Hints {
  try {
    return parseHints(readFileSync(join(folder, "hints.md"), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return new Map();
  }
}

function choose(
  known: Hints,
  found: readonly string[],
  step: Step,
): { id: string; hints: readonly string[] } {
  for (const id of [...found, "any"]) {
    const hints = known.get(id);
    if (hints && hints.length > 0) return { id, hints };
  }
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
