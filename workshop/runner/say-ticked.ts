import type { Ticked } from "./tick-journal.ts";

/** What became of the journal, in a sentence. */
export function sayTicked(ticked: Ticked, slug: string): string {
  switch (ticked) {
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
