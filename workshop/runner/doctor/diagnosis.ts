/** One line of `npm run doctor`. `wrong` is for the learner to mend, `unable` is the machine's; `advice` stops nobody. */
export interface Diagnosis {
  /** Kebab-case, unique on the screen. */
  readonly id: string;
  readonly about: string;
  readonly state: "ok" | "advice" | "wrong" | "unable";
  /** What was seen. Holds no key. */
  readonly says: string;
  /** What to do; lines to type follow on lines of their own. Always there unless all is well. */
  readonly fix?: string;
  /** The command that comes next, where one mends it. */
  readonly next?: string;
}

export type DoctorStatus = "passed" | "unfinished" | "unable";

/** What all lines together come to: what the machine lacks counts before what the learner has to mend. */
export function statusOf(diagnoses: readonly Diagnosis[]): DoctorStatus {
  if (diagnoses.some(({ state }) => state === "unable")) return "unable";
  return diagnoses.some(({ state }) => state === "wrong") ? "unfinished" : "passed";
}
