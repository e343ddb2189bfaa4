import { join, relative } from "node:path";
import { maskKeyShapes } from "../compose/mask-key.ts";
import type { Step } from "../course/step.ts";
import { wordsOfThrown, type Broken } from "../findings/broken.ts";
import { checkBroke } from "../findings/check-broke.ts";
import type { StepMistakes } from "../findings/find-mistakes.ts";
import type { Finding } from "../findings/finding.ts";
import { judge, loadChecks } from "../findings/judge.ts";
import { isPassed, makeReport, type StepVerdict } from "../findings/make-report.ts";
import { readMistakes, readScenario } from "../findings/read-step-rules.ts";
import type { CheckReport } from "../findings/report.ts";
import { checkTypes } from "../lab/check-types.ts";
import type { Evidence } from "../lab/evidence.ts";
import { gatherEvidence } from "../lab/gather-evidence.ts";
import type { Patience } from "../lab/run-backend.ts";
import { joinScenarios } from "../lab/scenario.ts";
import { readRecorded } from "../receiver/read-recorded.ts";
import { saveLastReport } from "./last-report.ts";
import { explainSystemError } from "./system-error.ts";
import { tickJournal, type JournalChange } from "./tick-journal.ts";
import { UserFacingError } from "./user-facing-error.ts";

export interface CheckOptions {
  readonly root: string;
  readonly shell: NodeJS.ProcessEnv;
  readonly steps: readonly Step[];
  readonly step: Step;
  /** Where the bundled preload and the browser are kept. */
  readonly cache: string;
  /** Where the bundled preload is kept, if not there: the backend's code sees that path. */
  readonly preloadCache?: string;
  /** How long the lab waits for each part of the backend's run, where not as long as usual. */
  readonly patience?: Partial<Patience>;
}

export interface CheckOutcome {
  readonly report: CheckReport;
  /** Rules of the workshop's that threw, and were skipped. */
  readonly broken: readonly Broken[];
  /** What became of the journal; absent when the step did not pass. */
  readonly ticked?: JournalChange;
}

/** Checks one step: gathers the evidence, judges it, names what was found, and ticks the journal. */
export async function checkStep(options: CheckOptions): Promise<CheckOutcome> {
  const started = performance.now();
  const durationMs = () => Math.round(performance.now() - started);
  const upTo = options.steps.filter(({ number }) => number <= options.step.number);
  try {
    const { evidence: gathered, verdicts, mistakes } = await gatherAndJudge(options, upTo);
    const verdict = verdicts.at(-1) as StepVerdict;
    // TypeScript explains a failure, so what passes does not wait for it.
    const types = isPassed(verdict) ? undefined : await checkTypes(options.root, gathered);
    const evidence: Evidence = { ...gathered, ...(types && { types }) };
    const { report, broken } = makeReport({
      verdict,
      earlier: verdicts.slice(0, -1),
      evidence,
      mistakes,
      durationMs: durationMs(),
    });
    saveLastReport(options.root, report);
    if (report.status !== "passed") return { report, broken };
    const alsoPassed = verdicts
      .slice(0, -1)
      .filter(isPassed)
      .map(({ step }) => step.slug);
    return {
      report,
      broken,
      ticked: tickJournal({ root: options.root, report, alsoPassed, at: new Date(evidence.at) }),
    };
  } catch (error) {
    const finding = machineFinding(error, options);
    if (finding) return { report: unable(options.step, finding, durationMs()), broken: [] };
    if (error instanceof UserFacingError || explainSystemError(error, options.root)) throw error;
    return broke(error, options.step, durationMs());
  }
}

/**
 * Judges several steps on the evidence of one run. `judged` are those whose verdict is asked for: the last one, where
 * the others are only the steps before it.
 */
export async function gatherAndJudge(
  options: Omit<CheckOptions, "step">,
  steps: readonly Step[],
  judged: readonly Step[] = steps.slice(-1),
): Promise<{ evidence: Evidence; verdicts: StepVerdict[]; mistakes: StepMistakes[] }> {
  const { root, shell, cache } = options;
  const scenario = joinScenarios(
    await Promise.all(steps.map(readScenario)),
    await Promise.all(judged.map(readScenario)),
  );
  // The backend goes first: what judges it is loaded while it starts.
  const launched = Promise.withResolvers<void>();
  const gathering = gatherEvidence({
    root,
    shell,
    scenario,
    cache,
    ...(options.preloadCache !== undefined && { preloadCache: options.preloadCache }),
    ...(options.patience && { patience: options.patience }),
    onLaunched: launched.resolve,
    readRecorded: () => readRecorded(root),
  });
  const loading = Promise.race([launched.promise, gathering]).then(async () => {
    await loadChecks(steps);
    return await readAllMistakes(steps);
  });
  const [evidence, mistakes] = await Promise.all([gathering, loading]);
  return { evidence, verdicts: await judge(steps, evidence), mistakes };
}

async function readAllMistakes(steps: readonly Step[]): Promise<StepMistakes[]> {
  return await Promise.all(steps.map(async (step) => ({ step, mistakes: await readMistakes(step) })));
}

/** What nothing here foresaw still gets its answer, also as JSON. */
function broke(error: unknown, step: Step, durationMs: number): CheckOutcome {
  const said = maskKeyShapes(wordsOfThrown(error));
  const finding = checkBroke(step, `Step ${step.number} could not be checked: ${said.split("\n", 1)[0]}`);
  return { report: unable(step, finding, durationMs), broken: [{ id: step.slug, error: said }] };
}

const SAYS: Readonly<Record<string, string>> = {
  EACCES: "may not be read",
  EPERM: "may not be read",
  EISDIR: "is a folder, not a file",
  ENOSPC: "cannot be written: the disk is full",
  EROFS: "cannot be written: the disk is read-only",
  EMFILE: "cannot be opened: too many files are open",
};

/** A file or a disk at fault is the machine's matter; any other error is ours. */
function machineFinding(error: unknown, { root, step }: CheckOptions): Finding | undefined {
  const { code = "", path } = error as NodeJS.ErrnoException;
  const says = SAYS[code];
  if (says === undefined) return undefined;
  const file = path?.startsWith(root) ? relative(root, path).replaceAll("\\", "/") : (path ?? "a file");
  return {
    id: "file-unreadable",
    severity: "wrong",
    message: `${file} ${says} (${code}), so step ${step.number} could not be checked.`,
    file,
    fix: `Look at it: ls -l ${JSON.stringify(file)}`,
    learn: `${relative(root, join(step.folder, "README.md")).replaceAll("\\", "/")}#when-it-does-not-work`,
  };
}

function unable({ number, slug, title, promises }: Step, finding: Finding, durationMs: number): CheckReport {
  const items = promises.map((promise) => ({ title: promise, status: "not-reached" as const }));
  return {
    step: { number, slug, title },
    status: "unable",
    items,
    findings: [finding],
    traces: [],
    durationMs,
  };
}
