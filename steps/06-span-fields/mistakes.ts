import { listMistakes } from "#course-kit";
import { habits } from "./habits.ts";
import { lengthMistakes } from "./length-mistakes.ts";
import { nowMistakes } from "./now-mistakes.ts";
import { valueMistakes } from "./value-mistakes.ts";
import { elsewhereMistakes } from "./elsewhere-mistakes.ts";
import { missingMistakes } from "./missing-mistakes.ts";

/** Nearest to the cause first: how a field is set, on which span and under which name, and then its value. */
export const mistakes = listMistakes([
  ...valueMistakes,
  ...elsewhereMistakes,
  ...missingMistakes,
  ...nowMistakes,
  ...lengthMistakes,
  ...habits,
]);
