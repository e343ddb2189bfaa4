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
  const number = Number.parseInt(step.slug, 10);
  return {
    id: "unexplained",
    severity: "wrong",
    message: `${unmet ? `Not yet: ${unmet.title}. The check saw: ${(unmet.because ?? "nothing that tells why").replace(/[.\s]+$/, "")}.` : "The check did not get to its end."}${words ? ` The SDK said: ${words}` : ""}`,
    fix: `Let the workshop try which change helps: npm run find ${number}\nIf it finds none, give this to somebody who can help: npm run check:step ${number} -- --report report.json`,
    learn: `steps/${step.slug}/README.md#when-it-does-not-work`,
  };
}
