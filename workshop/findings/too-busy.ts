import type { Step } from "../course/step.ts";
import type { Evidence } from "../lab/evidence.ts";
import type { Finding } from "./finding.ts";

export const TOO_BUSY = "this machine was too busy to judge";

/** The lab gave something up that never had the time: what is missing says nothing about the learner's work. */
export function isStarved({ run, page }: Evidence): boolean {
  return Boolean(run?.starved || page?.starved);
}

export function tooBusy({ number, slug }: Step): Finding {
  return {
    id: "machine-too-busy",
    severity: "wrong",
    message: "This machine was too busy to judge. Nothing was ticked or refused.",
    fix: `Close what keeps it busy, and check again:\nnpm run check:step ${number}`,
    learn: `steps/${slug}/README.md#when-it-does-not-work`,
  };
}
