import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { spawnWithUs } from "../../lab/spawn-with-us.ts";
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
  /** Where packages are kept from one learner to the next. */
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  /** How many learners at a time. */
  readonly jobs?: number;
  /** How long one learner may take, in milliseconds, before the next one's turn. */
  readonly patienceMs?: number;
  readonly onDone?: (learner: Learner, done: number, of: number) => void;
}

const PATIENCE_MS = 180_000;
const WORKER = join(import.meta.dirname, "judge-clone.ts");

/** Runs the course's checks on each learner's files, a process for each; a hang or a crash ends that one alone. */
export async function rejudgeClass(
  learners: readonly Learner[],
  options: RejudgeOptions,
): Promise<Map<string, Rejudged>> {
  const waiting = learners.filter(({ steps }) => steps.some(({ standing }) => standing !== "open"));
  const of = waiting.length;
  const results = new Map<string, Rejudged>();
  const lane = async () => {
    for (let learner = waiting.shift(); learner; learner = waiting.shift()) {
      results.set(learner.name, await judgeApart(learner, options));
      options.onDone?.(learner, results.size, of);
    }
  };
  await Promise.all(Array.from({ length: options.jobs ?? availableParallelism() }, lane));
  return results;
}

async function judgeApart(learner: Learner, options: RejudgeOptions): Promise<Rejudged> {
  const scratch = await mkdtemp(join(tmpdir(), "workshop-class-"));
  try {
    return await runWorker(learner, scratch, options);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

async function runWorker(
  { folder, steps }: Learner,
  scratch: string,
  { cache, env, patienceMs = PATIENCE_MS }: RejudgeOptions,
): Promise<Rejudged> {
  const ticked = steps.filter(({ standing }) => standing !== "open").map(({ slug }) => slug);
  const { child, end } = spawnWithUs(process.execPath, [WORKER, folder, scratch, cache, ...ticked], {
    cwd: scratch,
    env: bareEnv(env, scratch),
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

/** No key, no token and no home of the instructor's: whatever the learner's code reads, it reads nothing of theirs. */
const NEEDED =
  /^(PATH|LANG|LC_\w+|TZ|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|PROGRAMDATA|PROGRAMFILES.*|NODE_EXTRA_CA_CERTS|npm_execpath|npm_config_(cache|registry))$/i;

function bareEnv(env: NodeJS.ProcessEnv, scratch: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => NEEDED.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: scratch,
    USERPROFILE: scratch,
    TMPDIR: scratch,
    TEMP: scratch,
    TMP: scratch,
  };
}
