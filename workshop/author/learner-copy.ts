import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { changeFile } from "./change-file.ts";
import type { Change } from "../mistakes/example-files/change.ts";
import { COURSE } from "./course-folder.ts";
import { installLine, type WebLine } from "./install-line.ts";
import type { Line } from "../mistakes/example-files/otel-line.ts";
import { startingFiles, writeFiles, type Run } from "./starting-files.ts";

export interface LearnerCopyOptions {
  /** Solutions 1…after are applied to the starter. */
  readonly after: number;
  readonly change?: Change;
  /** `own`: the folder backend/node_modules holds only what `change` puts there. */
  readonly line?: Line | "own";
  /** From step 7 on a run `week2` is there, the usual one unless said; `null` for none. */
  readonly run?: Run;
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
  const parent = await takeFolder();
  const root = join(parent, name);
  const remove = async () => await rm(parent, { recursive: true, force: true });
  try {
    writeFiles(root, await startingFiles(after, options.run));
    if (line !== "own") {
      const modules = after >= 3 ? await installLine(line) : join(COURSE, "backend/node_modules");
      await symlink(modules, join(root, "backend/node_modules"), "junction");
    }
    if (after === PAGE_STEP) await installPage(root, line === "otel-2x" ? "web-2x" : "web-3x");
    if (options.past) await commitPast(root, options.past);
    for (const [path, to] of Object.entries(change)) await changeFile(root, path, to);
    if (track) await commitAll(root);
  } catch (error) {
    await remove();
    throw error;
  }
  return { root, [Symbol.asyncDispose]: remove };
}

/**
 * The first free one of a few names: tsx keeps what it has translated by a file's path, so a name that comes again saves
 * the next backend most of that work, as a learner's own folder does.
 */
async function takeFolder(): Promise<string> {
  for (let place = 1; ; place += 1) {
    const folder = join(tmpdir(), `workshop-copy-${place}`);
    if (await mkdir(folder).then(() => true, isTaken)) return folder;
  }
}

function isTaken(error: NodeJS.ErrnoException): false {
  if (error.code === "EEXIST") return false;
  throw error;
}

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
