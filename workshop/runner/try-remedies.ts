import type { Finding } from "../findings/finding.ts";
import type { Made } from "../findings/make-report.ts";
import type { CheckReport } from "../findings/report.ts";
import type { TrialResult } from "../findings/trial-result.ts";
import type { Edit, Remedy } from "../mistakes/remedy.ts";

/** More would keep a learner waiting. */
const MOST_TRIALS = 2;

/**
 * The report after its edits were tried on a copy, the most probable first, until one helps: that one is told first. A fix
 * that was tried and does not help is no longer told.
 */
export async function tryRemedies(
  { report, remedies }: Pick<Made, "report" | "remedies">,
  attempt: (edits: readonly Edit[]) => Promise<TrialResult | undefined>,
): Promise<CheckReport> {
  const results = new Map<Finding, TrialResult>();
  for (const [index, finding] of report.findings.entries()) {
    const remedy = remedies[index];
    if (!isTriable(finding, remedy)) continue;
    const result = await attempt(remedy.edits);
    if (result) results.set(finding, result);
    if (results.size === MOST_TRIALS || (result && result !== "no-help")) break;
  }
  const told = report.findings.map((finding) => [finding, asTried(finding, results.get(finding))] as const);
  const helps = told.find(([finding]) => ["passes", "gets-further"].includes(results.get(finding) ?? ""));
  const findings = helps ? [helps, ...told.filter((each) => each !== helps)] : told;
  return { ...report, findings: findings.map(([, finding]) => finding) };
}

/** Whether the report has a fix worth a trial. */
export function hasTrial({ report, remedies }: Pick<Made, "report" | "remedies">): boolean {
  return report.findings.some((finding, index) => isTriable(finding, remedies[index]));
}

function isTriable(
  { severity }: Finding,
  remedy: Remedy | undefined,
): remedy is Extract<Remedy, { kind: "edits" }> {
  return severity === "wrong" && remedy?.kind === "edits";
}

function asTried(finding: Finding, result: TrialResult | undefined): Finding {
  if (result === "no-help") {
    const { fix: _, ...rest } = finding;
    return rest;
  }
  return finding.fix === undefined ? finding : { ...finding, tried: result ? "helps" : "untried" };
}
