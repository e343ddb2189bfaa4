import { listMistakes } from "#course-kit";
import { answerMistakes } from "./answer-mistakes.ts";
import { imageAdvice, installMistakes } from "./install-mistakes.ts";
import { manifestMistakes, packagesMissing } from "./manifest-mistakes.ts";
import { nameAdvice, nameMistakes } from "./name-mistakes.ts";

/** From package.json as a whole to single names, then what is really installed, then the answer. */
export const mistakes = listMistakes([
  ...manifestMistakes,
  ...nameMistakes,
  packagesMissing,
  ...installMistakes,
  ...answerMistakes,
  ...nameAdvice,
  ...imageAdvice,
]);
