import type { NumberedWrongAnswer as WrongAnswer } from "../all-answers.ts";
import type { Entry } from "./entry.ts";

export interface Outcome {
  /** `judged`: a check names it and does not pass. `advice`: the check passes and says it. Nothing: not treated yet. */
  readonly kind: "judged" | "advice" | "live" | "taught" | "gone" | undefined;
  /** The fixtures that prove it. */
  readonly fixtures: readonly WrongAnswer[];
  readonly why: string;
}

/** What the course does about one entry: its fixtures tell, or else the entry's own word. */
export function outcomeOf({ id, instead }: Entry, answers: readonly WrongAnswer[]): Outcome {
  const fixtures = answers.filter(({ entries = [] }) => entries.includes(id));
  if (fixtures.length === 0) {
    const lesson = instead?.lesson ? ` (${instead.lesson})` : "";
    return { kind: instead?.outcome, fixtures, why: instead ? instead.why + lesson : "" };
  }
  const judged = fixtures.some(({ outcome }) => outcome !== "advice");
  const why = judged ? "its own finding comes first" : "the step passes, and says so";
  return { kind: judged ? "judged" : "advice", fixtures, why };
}
