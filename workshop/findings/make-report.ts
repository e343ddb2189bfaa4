import type { Step } from "../course/step.ts";
import type { Evidence, RunEvidence } from "../lab/evidence.ts";
import { buildTrees } from "../trace/trees.ts";
import { printTree } from "../trace/print-tree.ts";
import { guarded, type Broken } from "./broken.ts";
import { checkBroke } from "./check-broke.ts";
import { findMistakes, type StepMistakes, type Unkept } from "./find-mistakes.ts";
import type { Remedy } from "../mistakes/remedy.ts";
import type { Finding } from "./finding.ts";
import type { CheckReport, CheckStatus, Item } from "./report.ts";
import { acceptedSpans } from "../facts/run-facts.ts";
import { isStarved, TOO_BUSY, tooBusy } from "./too-busy.ts";
import { unexplained } from "./unexplained.ts";
import { withoutKeys } from "./without-keys.ts";

/** An item as it was judged, before it becomes part of a report. */
export interface JudgedItem extends Item {
  /** Later steps build on it. */
  readonly blocks: boolean;
  /** It passes evidence in which nothing holds, so that it judges nothing. */
  readonly hollow: boolean;
  /** What its judge threw, where it broke. */
  readonly broken?: string;
}

export interface StepVerdict {
  readonly step: Step;
  readonly items: readonly JudgedItem[];
  /** Why the check itself could not be run. */
  readonly unreadable?: string;
}

/** A step's document, and what broke while it was made: scripts and learners read the first alone. */
export interface Made {
  readonly report: CheckReport;
  /** For each of the report's findings what makes it go away: with the learner's own lines, whole, so never print it. */
  readonly remedies: readonly (Remedy | undefined)[];
  readonly broken: readonly Broken[];
}

/** One step's document, from its own verdict, those of the steps before it, and the evidence of all. */
export function makeReport(options: {
  readonly verdict: StepVerdict;
  readonly earlier: readonly StepVerdict[];
  readonly evidence: Evidence;
  readonly mistakes: readonly StepMistakes[];
  readonly durationMs: number;
}): Made {
  const { verdict, evidence, durationMs } = options;
  const { step } = verdict;
  const broken = brokenItems(verdict);
  const tampering = tamperingOf(verdict);
  const status: CheckStatus = tampering ? "tampered" : statusOf(options);
  const items = verdict.items.map((judged) =>
    status === "unable" && judged.status === "failed" ? notJudged(judged) : asItem(judged),
  );
  const told: Told = tampering ? { findings: [tampering] } : findingsOf(options, status, broken);
  const report: CheckReport = {
    step: { number: step.number, slug: step.slug, title: step.title },
    status,
    items,
    findings: told.findings,
    traces: guarded("traces", broken, () => tracesOf(evidence), []),
    durationMs,
  };
  const remedies = told.findings.map((finding) => told.remedies?.get(finding));
  return { ...withoutKeys({ report, broken }, evidence), remedies };
}

interface Told {
  readonly findings: readonly Finding[];
  readonly remedies?: ReadonlyMap<Finding, Remedy>;
}

function brokenItems({ items }: StepVerdict): Broken[] {
  return items.flatMap(({ title, broken }) => (broken ? [{ id: title, error: broken }] : []));
}

function asItem({ title, status, because }: JudgedItem): Item {
  return { title, status, ...(because && { because }) };
}

/** What the machine kept from being seen is no failure. */
function notJudged({ title }: JudgedItem): Item {
  return { title, status: "not-reached", because: TOO_BUSY };
}

/** A check says what its lesson promises, or it says nothing. */
function tamperingOf({ step, items, unreadable }: StepVerdict): Finding | undefined {
  const missing = step.promises.filter((title) => !items.some((item) => item.title === title));
  const hollow = items.filter((item) => item.hollow).map(({ title }) => title);
  const file = `steps/${step.slug}/check.test.ts`;
  const tampered = (message: string): Finding => ({
    id: "check-was-changed",
    severity: "wrong",
    message,
    file,
    fix: `Bring the check back as it came with the course: git checkout -- steps/${step.slug}`,
    learn: `steps/${step.slug}/README.md#what-the-check-proves`,
  });
  if (unreadable) return tampered(`The check of step ${step.number} cannot be run: ${unreadable}`);
  if (items.length === 0) return tampered(`The check of step ${step.number} holds no items.`);
  if (missing.length > 0)
    return tampered(`The check of step ${step.number} no longer judges: ${missing.join("; ")}.`);
  if (hollow.length > 0)
    return tampered(
      `These items of step ${step.number} pass whatever they are given, so they say nothing of your work: ${hollow.join("; ")}.`,
    );
  return undefined;
}

function statusOf({ verdict, earlier, evidence }: Parameters<typeof makeReport>[0]): CheckStatus {
  if (isPassed(verdict)) return "passed";
  const { run } = evidence;
  if (run && crashedInOwnCode(run)) return "crashed";
  if (isStarved(evidence)) return "unable";
  if (earlier.some(blocks)) return "blocked";
  if (run && (run.outcome.kind === "exited" || run.uncaught)) return "crashed";
  // A promise that is not kept is worth saying, whatever else could not be judged.
  if (verdict.items.some(({ broken }) => broken) && !verdict.items.some(({ status }) => status === "failed"))
    return "unable";
  // What can only be skipped cannot be judged here: that is neither done nor not yet.
  if (verdict.items.every(({ status }) => status === "skipped")) return "unable";
  return "unfinished";
}

/** Every step of a backend that ends fails then, also one that was done. A module that is not there is a matter of its own step. */
function crashedInOwnCode({ uncaught }: RunEvidence): boolean {
  return uncaught?.at !== undefined && !/Cannot find (module|package)/i.test(uncaught.message);
}

/** Whether a step keeps those behind it from working. */
function blocks({ items }: StepVerdict): boolean {
  return items.some((item) => item.blocks && item.status === "failed");
}

/** Skipped items do not stand in the way. */
export function isPassed({ items, unreadable }: Pick<StepVerdict, "items" | "unreadable">): boolean {
  if (unreadable || items.length === 0 || items.some((item) => item.hollow)) return false;
  return (
    items.every(({ status }) => status === "passed" || status === "skipped") &&
    items.some(({ status }) => status === "passed")
  );
}

function findingsOf(
  { verdict, earlier, evidence, mistakes }: Parameters<typeof makeReport>[0],
  status: CheckStatus,
  broken: Broken[],
): Told {
  if (status === "unable" && isStarved(evidence)) return { findings: [tooBusy(verdict.step)] };
  const found = findMistakes(evidence, mistakes, status === "passed" ? [] : unkeptOf([...earlier, verdict]));
  broken.push(...found.broken);
  if (status === "passed") return found;
  const unjudged = status === "unable" ? verdict.items.find((item) => item.broken) : undefined;
  if (unjudged) {
    const what = `“${unjudged.title}” could not be judged. ${unjudged.because ?? ""}`;
    return { ...found, findings: [checkBroke(verdict.step, what), ...found.findings] };
  }
  if (found.isOpen || found.findings.some(({ severity }) => severity === "wrong")) return found;
  const blocking = status === "blocked" ? earlier.find(blocks) : undefined;
  const { step, items } = blocking ?? verdict;
  const bare = unexplained(step, items, undefined);
  const silent = guarded("unexplained", broken, () => unexplained(step, items, evidence), bare);
  return { ...found, findings: [silent, ...found.findings] };
}

/** The items that failed, in their order; where none did, those that were not reached. */
function unkeptOf(verdicts: readonly StepVerdict[]): Unkept[] {
  const having = (wanted: Item["status"]) =>
    verdicts.flatMap(({ step, items }) =>
      items.flatMap(({ status, title }) => (status === wanted ? [{ slug: step.slug, title }] : [])),
    );
  const failed = having("failed");
  return failed.length > 0 ? failed : having("not-reached");
}

/** Those that began in the browser first: only the check of the page has any. */
function tracesOf({ run, page }: Evidence): string[] {
  if (!run) return [];
  const fromPage = page?.spans.filter(({ reached }) => reached) ?? [];
  const begunThere = new Set<string>(fromPage.map(({ traceId }) => traceId));
  const trees = buildTrees([...fromPage, ...acceptedSpans(run)]);
  return [true, false].flatMap((there) =>
    trees.filter(({ traceId }) => begunThere.has(traceId) === there).map((tree) => printTree(tree)),
  );
}
