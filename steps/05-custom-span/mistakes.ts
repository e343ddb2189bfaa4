import { listMistakes } from "#course-kit";
import { answerMistakes } from "./answer-mistakes.ts";
import { endMistakes } from "./end-mistakes.ts";
import { habits } from "./habits.ts";
import { nameMistakes } from "./name-mistakes.ts";
import { parentMistakes } from "./parent-mistakes.ts";

/** Nearest to the cause first: the code that fails, the span that is not there, its parent, its end, and then habits. */
export const mistakes = listMistakes([
  ...answerMistakes,
  ...nameMistakes,
  ...parentMistakes,
  ...endMistakes,
  ...habits,
]);
