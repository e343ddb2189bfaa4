import { listMistakes } from "#course-kit";
import { answerMistakes } from "./answer-mistakes.ts";
import { otherSpanMistakes } from "./other-span-mistakes.ts";
import { userMistakes } from "./user-mistakes.ts";
import { userValueMistakes } from "./user-value-mistakes.ts";

/** Nearest to the cause first: the answers, the field on the request's own span, the span of another service. */
export const mistakes = listMistakes([
  ...answerMistakes,
  ...userMistakes,
  ...userValueMistakes,
  ...otherSpanMistakes,
]);
