import { listMistakes, type Mistake } from "#course-kit";
import { runMistakes } from "./run-mistakes.ts";
import { journalMistakes } from "./journal-mistakes.ts";
import { countMistakes } from "./count-mistakes.ts";
import { p90Mistakes } from "./p90-mistakes.ts";
import { whoMistakes } from "./who-mistakes.ts";
import { queryMistakes } from "./query-mistakes.ts";

/** In the order of the questions, as the items are. Nobody's later step depends on this one. */
const own = (list: readonly Mistake[]) =>
  listMistakes(list.map((mistake) => ({ blocks: false, ...mistake })));

export const mistakes = own([
  ...runMistakes,
  ...journalMistakes,
  ...countMistakes,
  ...p90Mistakes,
  ...whoMistakes,
  ...queryMistakes,
]);
