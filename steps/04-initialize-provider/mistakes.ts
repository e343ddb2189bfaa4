import { listMistakes, maskKeyShapes, maskKeysIn, type Mistake } from "#course-kit";
import { afterStartMistakes } from "./after-start-mistakes.ts";
import { answerMistakes } from "./answer-mistakes.ts";
import { crashMistakes } from "./crash-mistakes.ts";
import { exportAdvice } from "./export-advice.ts";
import { exporterMistakes } from "./exporter-mistakes.ts";
import { exporterOptionMistakes } from "./exporter-option-mistakes.ts";
import { isWhole } from "./facts.ts";
import { instrumentationAdvice } from "./instrumentation-advice.ts";
import { listenMistakes } from "./listen-mistakes.ts";
import { loadingMistakes } from "./loading-mistakes.ts";
import { missingSpanMistakes } from "./missing-span-mistakes.ts";
import { moduleMistakes } from "./module-mistakes.ts";
import { nodeMistakes } from "./node-mistakes.ts";
import { olderSdkMistakes } from "./older-sdk-mistakes.ts";
import { providerMistakes } from "./provider-mistakes.ts";
import { registrationMistakes } from "./registration-mistakes.ts";
import { sendingMistakes } from "./sending-mistakes.ts";
import { startMistakes } from "./start-mistakes.ts";
import { stopAdvice, stopMistakes } from "./stop-mistakes.ts";
import { switchMistakes } from "./switch-mistakes.ts";
import { syntaxMistakes } from "./syntax-mistakes.ts";
import { traceMistakes } from "./trace-mistakes.ts";

/** Nearest to the cause first: the start script, old code, the process, its answers, the SDK, what it notices, sends and leaves. */
const wrong = [
  ...startMistakes,
  ...olderSdkMistakes,
  ...syntaxMistakes,
  ...nodeMistakes,
  ...moduleMistakes,
  ...crashMistakes,
  ...listenMistakes,
  ...answerMistakes,
  ...providerMistakes,
  ...afterStartMistakes,
  ...loadingMistakes,
  ...registrationMistakes,
  ...switchMistakes,
  ...missingSpanMistakes,
  ...exporterMistakes,
  ...exporterOptionMistakes,
  ...sendingMistakes,
  ...traceMistakes,
  ...stopMistakes,
];

const advice = [...instrumentationAdvice, ...exportAdvice, ...stopAdvice];

export const mistakes = listMistakes([...wrong.map(unlessWhole), ...advice].map(withoutKeys));

/** Where the trace is as it should be, nothing of this step can be wrong, however it was written. */
function unlessWhole(mistake: Mistake): Mistake {
  if (mistake.severity === "advice") return mistake;
  return { ...mistake, when: (evidence) => !isWhole(evidence) && mistake.when(evidence) };
}

/** A learner's line of code, or an error's words, may hold a key. */
function withoutKeys(mistake: Mistake): Mistake {
  return {
    ...mistake,
    when(evidence) {
      const told = mistake.when(evidence);
      const { message, found } = told || {};
      const mask = (text: string) => maskKeyShapes(maskKeysIn(text, [evidence.key.effective?.value ?? ""]));
      return told && message && { ...told, message: mask(message), ...(found && { found: mask(found) }) };
    },
  };
}
