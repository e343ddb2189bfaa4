import { listMistakes } from "#course-kit";
import { answerMistakes } from "./answer-mistakes.ts";
import { imageAdvice, installMistakes } from "./install-mistakes.ts";
import { manifestMistakes, packagesMissing } from "./manifest-mistakes.ts";
import { nameAdvice, nameMistakes } from "./name-mistakes.ts";

/** From package.json as a whole to single names, then the answer, as the lesson asks for it first, then what is really installed. */
export const mistakes = listMistakes([
  ...manifestMistakes,
  ...nameMistakes,
  ...answerMistakes,
  packagesMissing,
  ...installMistakes,
  ...nameAdvice,
  ...imageAdvice,
]);
