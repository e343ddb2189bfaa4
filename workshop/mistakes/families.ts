import { maskKeyShapes, maskKeysIn } from "../compose/mask-key.ts";
import { crashed } from "../facts/backend-state.ts";
import { isWhole } from "../facts/whole-trace.ts";
import type { Mistake } from "./mistake.ts";

/** Some rules that belong together, loaded only when they are looked at. */
export type Family = () => Promise<readonly Mistake[]>;

/** Where the trace is as it should be, nothing of this family can be wrong, however it was written. */
export function unlessWhole(family: Family): Family {
  return each(family, (mistake) =>
    mistake.severity === "advice"
      ? mistake
      : { ...mistake, when: (evidence) => !isWhole(evidence) && mistake.when(evidence) },
  );
}

/** An error that ended the process is the one thing to tell: what a process did not live to do is no mistake. */
export function unlessEnded(family: Family): Family {
  return each(family, (mistake) => ({
    ...mistake,
    when(evidence) {
      const ended = evidence.run?.uncaught?.phase === "work" || crashed(evidence.run);
      return !ended && mistake.when(evidence);
    },
  }));
}

/** A learner's line of code, or an error's words, may hold a key. */
export function keyMasked(family: Family): Family {
  return each(family, (mistake) => ({
    ...mistake,
    when(evidence) {
      const told = mistake.when(evidence);
      const { message, found } = told || {};
      const mask = (text: string) => maskKeyShapes(maskKeysIn(text, [evidence.key.effective?.value ?? ""]));
      return told && message && { ...told, message: mask(message), ...(found && { found: mask(found) }) };
    },
  }));
}

/** No later step depends on it, unless the rule itself says so. */
export function notBlocking(family: Family): Family {
  return each(family, (mistake) => ({ blocks: false, ...mistake }));
}

function each(family: Family, change: (mistake: Mistake) => Mistake): Family {
  return async () => (await family()).map(change);
}
