import type { JournalChange } from "./tick-journal.ts";

/** What became of the journal, in a sentence or two. */
export function sayTicked({ outcome, also }: JournalChange, slug: string): string {
  const numbers = also.map((each) => Number(each.slice(0, 2)));
  const list = numbers.join(", ").replace(/, (\d+)$/, " and $1");
  const earlier =
    numbers.length === 1 ? `step ${list} passes too, and is` : `steps ${list} pass too, and are`;
  return also.length === 0
    ? ofTheStep(outcome, slug)
    : `${ofTheStep(outcome, slug)} Now ${earlier} ticked as well.`;
}

function ofTheStep(outcome: JournalChange["outcome"], slug: string): string {
  switch (outcome) {
    case "ticked":
      return "Ticked in journal/week2.md.";
    case "renewed":
      return "journal/week2.md had it ticked; its proof is of today.";
    case "no-box":
      return `journal/week2.md has no box that links to steps/${slug}/README.md, so nothing was ticked.`;
    case "not-utf8":
      return "journal/week2.md is not saved as UTF-8, so nothing was ticked. Save it as UTF-8, and check again.";
    case "no-journal":
      return "There is no journal/week2.md, so nothing was ticked.";
  }
}
