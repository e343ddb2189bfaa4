import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { readFileSync } from "node:fs";
import type { Step } from "../../course/step.ts";
import { isPassed, makeReport, type StepVerdict } from "../../findings/make-report.ts";
import { gatherAndJudge } from "../check-step.ts";
import { givePracticeKey } from "../give-practice-key.ts";
import { installPackages } from "../install-packages.ts";
import { courseSteps } from "../pick-step.ts";
import { courseRoot, learnerEntries } from "../project.ts";
import { recordLoad } from "../record-load.ts";
import type { Rejudged, Verdict } from "./rejudge-class.ts";

/**
 * Judges one learner's ticked steps, in a process of its own: `judge-clone.ts CLONE SCRATCH PACKAGES CACHE SLUG…`.
 * Prints one JSON document. The steps and the checks are those beside this file; the clone gives its files, and stays as
 * it is. What the learner's code runs in and gets to see is in SCRATCH.
 */
const [clone = "", scratch = "", packages = "", cache = "", ...ticked] = process.argv.slice(2);

/** Several learners share this machine, so a backend that is slow here may be quick on its own. */
const PATIENCE = { listen: 30_000, visit: 10_000, flush: 10_000, stop: 10_000 };

// Ends the learner's backend with it: the lab hears of the exit.
process.on("SIGTERM", () => process.exit(1));
const result = await judgeClone().catch((error: Error): Rejudged => ({
  kind: "unable",
  because: error.message,
}));
process.stdout.write(JSON.stringify(result), () => process.exit(0));

async function judgeClone(): Promise<Rejudged> {
  const course = courseRoot();
  const all = courseSteps(course);
  const last = all.findLastIndex(({ slug }) => ticked.includes(slug));
  const steps = all.slice(0, last + 1);
  const root = join(scratch, "clone");
  await copyFiles(root);
  for (const folder of ["backend", "frontend"]) {
    if (folder === "frontend" && !steps.some(({ number }) => number === 8)) continue;
    const problem = await givePackages(root, folder);
    if (problem) return { kind: "unable", because: problem };
  }
  givePracticeKey(root, {});
  const shell = process.env;
  const unrecorded = steps.some(readsRun) ? await record(root, shell) : undefined;
  const preloadCache = join(scratch, "lab");
  const options = { root, shell, steps, cache, preloadCache, patience: PATIENCE };
  const first = await judgeOnce(options);
  if (first.every(({ outcome }) => outcome === "passed")) return { kind: "judged", verdicts: first };
  const withoutRun = new Set(unrecorded === undefined ? [] : steps.filter(readsRun).map(({ slug }) => slug));
  // On a busy machine a right answer may look wrong once; a wrong one looks wrong twice.
  const second = await judgeOnce(options);
  const passed = new Set(second.filter(({ outcome }) => outcome === "passed").map(({ slug }) => slug));
  return {
    kind: "judged",
    verdicts: first.map((verdict) => {
      const { slug } = verdict;
      if (passed.has(slug)) return { slug, outcome: "passed" };
      return withoutRun.has(slug)
        ? { slug, outcome: "unable", because: `no run week2: ${unrecorded}` }
        : verdict;
    }),
  };
}

function readsRun({ number }: Step): boolean {
  return number === 7 || number === 10;
}

/** What a learner recorded stays on their machine; the same traffic is sent to their backend here. Says why not. */
async function record(root: string, shell: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      await recordLoad({ root, shell });
      return undefined;
    } catch (error) {
      if (tries === 2) return (error as Error).message;
    }
  }
}

async function judgeOnce(options: Parameters<typeof gatherAndJudge>[0]): Promise<Verdict[]> {
  const judged = options.steps.filter(({ slug }) => ticked.includes(slug));
  const { evidence, verdicts, mistakes } = await gatherAndJudge(options, options.steps, judged);
  return verdicts.flatMap((verdict, index) => {
    if (!ticked.includes(verdict.step.slug)) return [];
    const { report } = makeReport({
      verdict,
      earlier: verdicts.slice(0, index),
      evidence,
      mistakes: mistakes.slice(0, index + 1),
      durationMs: 0,
    });
    return [
      verdictOf(
        verdict,
        report.findings.find(({ severity }) => severity === "wrong"),
      ),
    ];
  });
}

function verdictOf(verdict: StepVerdict, finding: { id: string; message: string } | undefined): Verdict {
  const { slug }: Step = verdict.step;
  if (isPassed(verdict)) return { slug, outcome: "passed" };
  if (finding?.id === "machine-too-busy") return { slug, outcome: "unable", because: finding.message };
  if (verdict.unreadable) return { slug, outcome: "unable", because: verdict.unreadable };
  if (!verdict.items.some(({ status }) => status === "failed") && verdict.items.some(({ broken }) => broken))
    return { slug, outcome: "unable", because: finding?.message ?? "the check itself failed" };
  // Such as the page's items where no browser can run: that says nothing about the learner.
  if (verdict.items.every(({ status }) => status === "skipped"))
    return { slug, outcome: "unable", because: verdict.items[0]?.because ?? "this machine cannot judge it" };
  return { slug, outcome: "failed", ...(finding && { finding: finding.id, because: finding.message }) };
}

/** Plain files alone: a link could lead anywhere. */
async function copyFiles(root: string): Promise<void> {
  for (const { path, kind } of learnerEntries(clone)) {
    if (kind === "folder") await mkdir(join(root, path), { recursive: true });
    if (kind !== "file") continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await cp(join(clone, path), join(root, path));
  }
}

/** Installed once for each lock file, without running any package's scripts, and copied for each learner. */
async function givePackages(root: string, folder: string): Promise<string | undefined> {
  if (!existsSync(join(root, folder, "package-lock.json")))
    return `${folder}/package-lock.json is not there, so its packages cannot be installed as they were`;
  const wanted = ["package.json", "package-lock.json"].map((name) => readFileSync(join(root, folder, name)));
  const name = createHash("sha256").update(wanted.join("\0")).digest("hex").slice(0, 16);
  const kept = join(packages, name);
  if (!existsSync(kept)) {
    const problem = await install(root, folder, kept);
    if (problem) return problem;
  }
  await cp(join(kept, "node_modules"), join(root, folder, "node_modules"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  return undefined;
}

async function install(root: string, folder: string, kept: string): Promise<string | undefined> {
  const draft = `${kept}.${process.pid}`;
  await mkdir(join(draft, folder), { recursive: true });
  for (const name of ["package.json", "package-lock.json"])
    await cp(join(root, folder, name), join(draft, folder, name));
  const env = { ...process.env, npm_config_ignore_scripts: "true" };
  const installed = await installPackages({ root: draft, folder, env });
  if (installed.ok) {
    await mkdir(join(draft, folder, "node_modules"), { recursive: true });
    await rename(join(draft, folder), kept).catch(() => {});
  }
  await rm(draft, { recursive: true, force: true });
  if (installed.ok) return undefined;
  return `the packages of ${folder}/ could not be installed: ${installed.offline ? "npm reaches no network" : installed.saying.split("\n").at(-1)}`;
}
