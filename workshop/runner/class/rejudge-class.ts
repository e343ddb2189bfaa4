import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { scratchFolder } from "../../lab/scratch-folder.ts";
import { spawnWithUs } from "../../lab/spawn-with-us.ts";
import { cacheOf } from "../project.ts";
import { bareEnv, ownNode } from "./bare-env.ts";
import {
  changedJudgingFiles,
  putJudgingFilesBack,
  readJudgingFiles,
  writeJudgingFiles,
  type JudgingFiles,
} from "./judging-files.ts";
import type { Learner } from "./read-clone.ts";

export interface Verdict {
  readonly slug: string;
  readonly outcome: "passed" | "failed" | "unable";
  /** The id of the first finding. */
  readonly finding?: string;
  readonly because?: string;
}

/** What the course's own checks say of the steps that a learner has ticked. */
export type Rejudged =
  | { readonly kind: "judged"; readonly verdicts: readonly Verdict[] }
  | { readonly kind: "unable"; readonly because: string };

export interface RejudgeOptions {
  /** The course whose checks judge. */
  readonly course: string;
  /** Where packages are kept from one learner to the next. */
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  /** How many learners at a time. */
  readonly jobs?: number;
  /** How long one learner may take, in milliseconds, before the next one's turn. */
  readonly patienceMs?: number;
  readonly onDone?: (learner: Learner, done: number, of: number) => void;
  /** Told which of the course's files were changed while these learners were judged, after they were put back. */
  readonly onChanged?: (paths: readonly string[], during: readonly string[]) => void;
}

const PATIENCE_MS = 180_000;
const WORKER = "workshop/runner/class/judge-clone.ts";

/**
 * Runs the course's checks on each learner's files, a process for each; a hang or a crash ends that one alone. Each is
 * judged by a copy of the checks as they were at the beginning, so that no learner's code decides about the next one.
 */
export async function rejudgeClass(
  learners: readonly Learner[],
  options: RejudgeOptions,
): Promise<Map<string, Rejudged>> {
  const waiting = learners.filter(({ steps }) => steps.some(({ standing }) => standing !== "open"));
  const of = waiting.length;
  const results = new Map<string, Rejudged>();
  const files = readJudgingFiles(options.course);
  const underway = new Set<string>();
  const lane = async () => {
    for (let learner = waiting.shift(); learner; learner = waiting.shift()) {
      underway.add(learner.name);
      results.set(learner.name, await judgeApart(learner, options, files));
      const changed = changedJudgingFiles(options.course, files);
      putJudgingFilesBack(options.course, files, changed);
      if (changed.length > 0) options.onChanged?.(changed, [...underway]);
      underway.delete(learner.name);
      options.onDone?.(learner, results.size, of);
    }
  };
  await Promise.all(Array.from({ length: options.jobs ?? availableParallelism() }, lane));
  return results;
}

async function judgeApart(learner: Learner, options: RejudgeOptions, files: JudgingFiles): Promise<Rejudged> {
  // The copy of the checks is where the course's packages are found; the learner's code is somewhere else.
  await using bench = scratchFolder(options.course);
  const scratch = await mkdtemp(join(tmpdir(), "workshop-class-"));
  try {
    writeJudgingFiles(bench.path, files);
    const result = await runWorker(learner, { scratch, bench: bench.path }, options);
    const changed = changedJudgingFiles(bench.path, files);
    if (changed.length === 0) return result;
    return { kind: "unable", because: `its checks were changed while it was judged: ${sayPaths(changed)}` };
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

/** A few paths, in the words of a sentence. */
export function sayPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(", ");
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}

async function runWorker(
  { folder, steps }: Learner,
  { scratch, bench }: { scratch: string; bench: string },
  { course, cache, env, patienceMs = PATIENCE_MS }: RejudgeOptions,
): Promise<Rejudged> {
  const ticked = steps.filter(({ standing }) => standing !== "open").map(({ slug }) => slug);
  const folders = [folder, scratch, cache, cacheOf(course)];
  const { child, end } = spawnWithUs(ownNode(course, scratch), [join(bench, WORKER), ...folders, ...ticked], {
    cwd: scratch,
    env: bareEnv(course, env, scratch),
  });
  let output = "";
  let complaint = "";
  child.stdout
    .setEncoding("utf8")
    .on("data", (text: string) => (output = (output + text).slice(0, MOST_OUTPUT)));
  child.stderr
    .setEncoding("utf8")
    .on("data", (text: string) => (complaint = (complaint + text).slice(-2_000)));
  let late = false;
  const bell = setTimeout(() => {
    late = true;
    // It then ends the learner's backend too; if it does not, it is ended itself.
    child.kill("SIGTERM");
    setTimeout(end, 3_000).unref();
  }, patienceMs);
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
  clearTimeout(bell);
  end();
  if (late) return { kind: "unable", because: `it took longer than ${patienceMs / 1000} s` };
  return (
    readResult(output) ?? { kind: "unable", because: firstLine(complaint) ?? `the check ended with ${code}` }
  );
}

const MOST_OUTPUT = 1_000_000;

function readResult(output: string): Rejudged | undefined {
  try {
    return JSON.parse(output) as Rejudged;
  } catch {
    return undefined;
  }
}

function firstLine(text: string): string | undefined {
  return text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "");
}
