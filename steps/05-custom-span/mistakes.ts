import { listMistakes } from "#course-kit";
import { callMistakes } from "./call-mistakes.ts";
import { answerMistakes } from "./answer-mistakes.ts";
import { endMistakes } from "./end-mistakes.ts";
import { contextHabits } from "./context-habits.ts";
import { timeHabits } from "./time-habits.ts";
import { namingHabits } from "./naming-habits.ts";
import { statusHabits } from "./status-habits.ts";
import { placeMistakes } from "./place-mistakes.ts";
import { nameMistakes } from "./name-mistakes.ts";
import { countMistakes } from "./count-mistakes.ts";
import { parentMistakes } from "./parent-mistakes.ts";

/** Nearest to the cause first: the code that fails, the span that is not there, its parent, its end, and then habits. */
export const mistakes = listMistakes([
  ...callMistakes,
  ...answerMistakes,
  ...placeMistakes,
  ...nameMistakes,
  ...countMistakes,
  ...parentMistakes,
  ...endMistakes,
  ...contextHabits,
  ...timeHabits,
  ...namingHabits,
  ...statusHabits,
]);
