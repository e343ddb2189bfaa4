import { nearestWord } from "../../compose/nearest-word.ts";
import { firstParagraph } from "../../course/first-paragraph.ts";
import { readTextSync } from "../../lab/read-text.ts";
import { readFamilies, type FamilyPage } from "../../mistakes/catalogue.ts";
import type { Mistake } from "../../mistakes/mistake.ts";
import type { Command, Context, ExitCode } from "../context.ts";
import { readLastReport } from "../last-report.ts";
import { courseSteps } from "../pick-step.ts";
import { renderMistake, type Taught } from "../render-mistake.ts";
import { UserFacingError } from "../user-facing-error.ts";
import { wrap } from "../wrap.ts";

interface Page {
  readonly mistake: Mistake;
  readonly family: FamilyPage;
}

/** Prints a mistake's page: the one asked for, or that of the last check's first finding; failing both, the list. */
export const explain: Command = async (context) => {
  const families = await readFamilies();
  const pages = families.flatMap((family) => family.mistakes.map((mistake) => ({ mistake, family })));
  const asked = context.args.query;
  const id = asked ?? readLastReport(context.root)?.findings[0]?.id;
  const page = pages.find(({ mistake }) => mistake.id === id);
  if (page) return showPage(context, page);
  if (asked !== undefined) throw unknownMistake(asked, pages);
  return showList(context, families);
};

function showPage({ root, terminal }: Context, { mistake, family }: Page): ExitCode {
  terminal.print(renderMistake(mistake, family, taughtIn(root, mistake, family), terminal.look));
  terminal.print("Next: npm run check:step");
  return 0;
}

/** A family belongs to the step that its examples are made at. */
function taughtIn(root: string, { id, learn }: Mistake, { wrongAnswers }: FamilyPage): Taught {
  const words = (wrongAnswers.find(({ finding }) => finding === id) ?? wrongAnswers[0])?.step;
  const step = courseSteps(root).find(({ slug }) => slug.replace(/^\d+-/, "") === words);
  const file = `steps/${step?.slug}/README.md`;
  return { place: `${file}#${learn}`, paragraph: firstParagraph(readTextSync(root, file) ?? "", learn) };
}

function showList({ terminal }: Context, families: readonly FamilyPage[]): ExitCode {
  for (const { family, mistakes } of families) {
    if (mistakes.length === 0) continue;
    terminal.print(terminal.look.paint.bold(family));
    const ids = mistakes.map(({ id }) => id).join(", ");
    terminal.print(wrap(ids, { width: terminal.look.width, first: "  " }));
  }
  terminal.print("Next: npm run explain ID");
  return 0;
}

function unknownMistake(asked: string, pages: readonly Page[]): UserFacingError {
  const near = nearestWord(
    asked,
    pages.map(({ mistake }) => mistake.id),
  );
  return new UserFacingError({
    what: `No check names a mistake ${asked}.${near ? ` The nearest is ${near}.` : ""}`,
    next: near ? `npm run explain ${near}` : "npm run explain",
  });
}
