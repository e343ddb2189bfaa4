import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { fillAnswer } from "../course/fill-answer.ts";
import { setDotenvValue } from "../compose/set-dotenv-value.ts";
import { computedAnswers } from "../runner/solution-files.ts";
import type { Span } from "../trace/span.ts";
import { installLine, type Line, type WebLine } from "./install-line.ts";
import { keepWeek2, week2Run } from "./week2-run.ts";

export const COURSE = join(import.meta.dirname, "../..");

/** New text for a file, a change of its text, or `null` to take it away. */
export type Change = Readonly<Record<string, string | ((text: string) => string) | null>>;

export interface LearnerCopyOptions {
  /** Solutions 1…after are applied to the starter. */
  readonly after: number;
  readonly change?: Change;
  /** `own`: the folder backend/node_modules holds only what `change` puts there. */
  readonly line?: Line | "own";
  /** From step 7 on a run `week2` is there, the usual one unless said; `null` for none. */
  readonly run?: ((usual: readonly Span[]) => readonly Span[]) | null;
  /** Make it a git checkout in which everything is committed. */
  readonly track?: boolean;
  /** Files that were once committed with these texts, before they came to be what they are. */
  readonly past?: Readonly<Record<string, string>>;
  /** Name of the folder, to try one with spaces. */
  readonly name?: string;
}

/** A folder of its own with a learner's files, and nothing of the workshop: enough for the lab. */
export async function learnerCopy(options: LearnerCopyOptions): Promise<{ root: string } & AsyncDisposable> {
  const { after, change = {}, line = "otel-3x", name = "learner", track = false } = options;
  const parent = await mkdtemp(join(tmpdir(), "workshop-copy-"));
  const root = join(parent, name);
  await copyStarter(root);
  const usual = after < RUN_SINCE ? [] : week2Run();
  const spans = options.run ? options.run(usual) : usual;
  if (spans.length > 0 && options.run !== null) keepWeek2(root, spans);
  for (const folder of await solutionFolders(after)) await applySolution(root, folder, spans);
  if (after >= 1)
    await changeFile(root, ".env", (text) => setDotenvValue(text, "HONEYCOMB_API_KEY", "practice-abcdefgh"));
  if (line !== "own") {
    const modules = after >= 3 ? await installLine(line) : join(COURSE, "backend/node_modules");
    await symlink(modules, join(root, "backend/node_modules"), "junction");
  }
  if (after === PAGE_STEP) await installPage(root, line === "otel-2x" ? "web-2x" : "web-3x");
  if (options.past) await commitPast(root, options.past);
  for (const [path, to] of Object.entries(change)) await changeFile(root, path, to);
  if (track) await commitAll(root);
  return { root, [Symbol.asyncDispose]: async () => await rm(parent, { recursive: true, force: true }) };
}

/** The first step that reads the run. */
const RUN_SINCE = 7;

/** The step that looks at the page. */
const PAGE_STEP = 8;

/** Each package is a link of its own, so that one can be taken away, and Vite's cache belongs to the copy. */
async function installPage(root: string, line: WebLine): Promise<void> {
  const from = await installLine(line);
  for (const scope of ["", "@opentelemetry"]) {
    const folder = join(root, "frontend/node_modules", scope);
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(join(from, scope)))
      if (name !== "@opentelemetry") await symlink(join(from, scope, name), join(folder, name), "junction");
  }
}

async function copyStarter(root: string): Promise<void> {
  const filter = (source: string) => basename(source) !== "node_modules";
  for (const path of ["backend", "frontend", "journal", "docker-compose.yml", ".env.example"]) {
    if (existsSync(join(COURSE, path)))
      await cp(join(COURSE, path), join(root, path), { recursive: true, filter });
  }
  await cp(join(root, ".env.example"), join(root, ".env"));
}

async function solutionFolders(after: number): Promise<string[]> {
  const names = (await readdir(join(COURSE, "solution"))).sort();
  return names
    .filter((name) => Number(name.slice(0, 2)) <= after)
    .map((name) => join(COURSE, "solution", name));
}

async function applySolution(root: string, folder: string, spans: readonly Span[]): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name === "NOTE.md") continue;
    if (name === "answers.ts")
      await fillAnswers(root, (await computedAnswers(COURSE, basename(folder)))?.answers(spans) ?? {});
    else if (name === "answers.json")
      await fillAnswers(root, JSON.parse(await readFile(join(folder, name), "utf8")));
    else await cp(join(folder, name), join(root, name), { recursive: true });
  }
}

async function fillAnswers(root: string, answers: Record<string, string>): Promise<void> {
  for (const [id, value] of Object.entries(answers)) {
    await changeFile(root, "journal/week2.md", (text) => fillAnswer(text, id, value).markdown);
  }
}

async function changeFile(root: string, path: string, to: Change[string]): Promise<void> {
  const file = join(root, path);
  if (to === null) return await rm(file, { recursive: true, force: true });
  await mkdir(dirname(file), { recursive: true });
  const before = existsSync(file) ? await readFile(file, "utf8") : "";
  const after = typeof to === "string" ? to : to?.(before);
  if (after === undefined || after === before) throw new Error(`The change leaves ${path} as it was.`);
  await writeFile(file, after, { mode: path.startsWith("bin/") ? 0o755 : 0o644 });
}

async function commitAll(root: string): Promise<void> {
  await git(root, "init", "--quiet");
  await git(root, "add", "--all", "--force", ":!backend/node_modules", ":!frontend/node_modules");
}

async function commitPast(root: string, past: Readonly<Record<string, string>>): Promise<void> {
  const today = new Map(
    await Promise.all(
      Object.keys(past).map(
        async (path) =>
          [path, existsSync(join(root, path)) ? await readFile(join(root, path), "utf8") : null] as const,
      ),
    ),
  );
  await git(root, "init", "--quiet");
  for (const versions of [new Map(Object.entries(past)), today]) {
    for (const [path, text] of versions) await changeFile(root, path, text);
    await git(root, "add", "--all", "--force", ...Object.keys(past));
    await git(root, ...AS_LEARNER, "commit", "--quiet", "--no-verify", "-m", "notes");
  }
}

const AS_LEARNER = ["user.name=learner", "user.email=learner@example.org", "commit.gpgsign=false"].flatMap(
  (setting) => ["-c", setting],
);

async function git(root: string, ...args: string[]): Promise<void> {
  await promisify(execFile)("git", ["-C", root, ...args]);
}
