import { listMistakes } from "#course-kit";
import { corsMistakes } from "./cors-mistakes.ts";
import { pageErrorMistakes } from "./page-error-mistakes.ts";
import { pageFileMistakes } from "./page-file-mistakes.ts";
import { pageSdkMistakes } from "./page-sdk-mistakes.ts";
import { pageSendingMistakes } from "./page-sending-mistakes.ts";
import { pageStartMistakes } from "./page-start-mistakes.ts";
import { pageTraceMistakes } from "./page-trace-mistakes.ts";

/** Nearest to the cause first: what the browser got, what it ran, what it sent, and what became of that. */
const told = [
  ...pageStartMistakes,
  ...pageFileMistakes,
  ...pageErrorMistakes,
  ...pageSdkMistakes,
  ...pageSendingMistakes,
  ...corsMistakes,
  ...pageTraceMistakes,
];

/** Later steps do without this one. */
export const mistakes = listMistakes(told.map((mistake) => ({ blocks: false, ...mistake })));
