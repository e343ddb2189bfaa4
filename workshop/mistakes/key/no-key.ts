import type { Mistake } from "../mistake.ts";

export const KEY_NAME = "HONEYCOMB_API_KEY";
export const PRACTICE = "npm run practice-key";

/** A reason why no key arrives; what it explains is not told again. */
export function noKey(id: string, learn: string, when: Mistake["when"]): Mistake {
  return {
    id,
    learn,
    when: (evidence) => (evidence.key.effective ? undefined : when(evidence)),
  };
}
