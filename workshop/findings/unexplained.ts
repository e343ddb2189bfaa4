import type { Step } from "../course/step.ts";
import type { Evidence } from "../lab/evidence.ts";
import type { Finding } from "./finding.ts";
import type { Item } from "./report.ts";
import { sdkWords } from "../facts/sdk-words.ts";

/** For a failure that no named mistake explains: what the promise was, what was seen, and the SDK's own words. */
export function unexplained(
  step: Pick<Step, "slug">,
  items: readonly Item[],
  evidence: Evidence | undefined,
): Finding {
  const failed = items.find(({ status }) => status === "failed");
  // Nothing failed where nothing could be judged: then the first promise that was not reached tells why.
  const unmet = failed ?? items.find(({ status, because }) => status === "not-reached" && because);
  const words = sdkWords(evidence?.run);
  return {
    id: "unexplained",
    severity: "wrong",
    message: `${unmet ? `Not so yet: ${unmet.title}. What the check saw: ${(unmet.because ?? "nothing that tells why").replace(/[.\s]+$/, "")}.` : "The check did not come to its end."}${words ? ` The SDK said: ${words}` : ""}`,
    fix: `Compare your files with the lesson, or see the difference: npm run solution ${Number(step.slug.slice(0, 2))}`,
    learn: `steps/${step.slug}/README.md#when-it-does-not-work`,
  };
}
