import type { Change } from "../mistakes/example-files/change.ts";
import type { FamilyPage } from "../mistakes/catalogue.ts";
import type { Mistake } from "../mistakes/mistake.ts";
import { wrapMarkdown } from "./wrap-markdown.ts";
import type { Look } from "./terminal.ts";
import { wrap } from "./wrap.ts";

/** What a lesson says of a mistake. */
export interface Taught {
  /** Such as `steps/05-custom-span/README.md#name-it`. */
  readonly place: string;
  /** The section's first paragraph. */
  readonly paragraph: string;
}

/** A mistake's page: what it looks like, why it is one, how it is fixed, and where it is taught. */
export function renderMistake(
  { id, severity = "wrong" }: Mistake,
  { family, wrongAnswers, rightAnswers }: FamilyPage,
  taught: Taught,
  look: Look,
): string {
  const examples = wrongAnswers.filter(({ finding }) => finding === id);
  const text = (words: string, first = "  ", rest = first) => wrap(words, { width: look.width, first, rest });
  return [
    `${look.paint.bold(id)} (${KINDS[severity]})`,
    "",
    look.paint.bold("What it looks like"),
    ...examples.slice(0, MOST_EXAMPLES).map((example) => text(`- ${seen(example)}`, "  ", "    ")),
    ...(examples.length > MOST_EXAMPLES
      ? [text(`and ${examples.length - MOST_EXAMPLES} more examples`)]
      : []),
    "",
    look.paint.bold("Why"),
    wrapMarkdown(taught.paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"), look.width, "  "),
    text(`Where it is taught: ${taught.place}`),
    "",
    look.paint.bold("How to fix it"),
    text("A check that finds it says which line of yours it is, and what to change there."),
    "",
    look.paint.bold("For authors"),
    text(`workshop/mistakes/${family}.ts, and its examples in ${family}.examples.ts`),
    ...(rightAnswers.length > 0 ? [text(`${rightAnswers.length} right answers there look like it`)] : []),
  ].join("\n");
}

const MOST_EXAMPLES = 8;

const KINDS: Readonly<Record<NonNullable<Mistake["severity"]>, string>> = {
  wrong: "keeps a step from passing",
  advice: "advice: a step passes with it",
  open: "work that was not begun yet",
};

function seen({ made, change = {} }: { readonly made: string; readonly change?: Change }): string {
  const files = Object.keys(change).filter((file) => !file.includes("node_modules"));
  return files.length > 0 ? `${made} (${files.slice(0, 2).join(", ")})` : made;
}
