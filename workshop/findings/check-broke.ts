import type { Step } from "../course/step.ts";
import type { Finding } from "./finding.ts";

/** For a check that broke itself: it is the workshop that has to be fixed. `what` is a sentence without its full stop. */
export function checkBroke({ slug }: Pick<Step, "slug">, what: string): Finding {
  return {
    id: "check-broke",
    severity: "wrong",
    message: `${what.replace(/[.\s]+$/, "")}. This is a fault of the workshop, not of your work.`,
    fix: "Open an issue with this message, and carry on with: npm run progress",
    learn: `steps/${slug}/README.md#when-it-does-not-work`,
  };
}
