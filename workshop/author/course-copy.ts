import { execFile, spawn, type ChildProcess } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { COURSE } from "./course-folder.ts";

const run = promisify(execFile);

export interface Screen {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The whole course in a folder of its own, as a learner's clone, with the packages of this one. */
export interface CourseCopy extends AsyncDisposable {
  readonly root: string;
  /** Runs a command of the workshop as its npm script would. */
  workshop(...args: readonly string[]): Promise<Screen>;
  start(...args: readonly string[]): ChildProcess;
  /** In a process group of its own, as a terminal starts a command. */
  startGroup(...args: readonly string[]): ChildProcess;
  /** The same copy, as commands see it with these variables as well. */
  within(env: NodeJS.ProcessEnv): Pick<CourseCopy, "workshop" | "start" | "startGroup">;
}

export async function courseCopy({
  name = "course",
  env = {},
}: { name?: string; env?: NodeJS.ProcessEnv } = {}): Promise<CourseCopy> {
  const parent = await mkdtemp(join(tmpdir(), "workshop-course-"));
  const root = join(parent, name);
  await mkdir(root);
  const listed = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: COURSE,
  });
  for (const file of new Set(listed.stdout.split("\0").filter(Boolean))) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await cp(join(COURSE, file), join(root, file), { force: true }).catch(() => {});
  }
  await symlink(join(COURSE, "node_modules"), join(root, "node_modules"), "junction");
  await run("git", ["init", "-q"], { cwd: root }).catch(() => {});
  const main = join(root, "workshop/runner/main.mjs");
  const within = (more: NodeJS.ProcessEnv): Pick<CourseCopy, "workshop" | "start" | "startGroup"> => {
    const options = { cwd: root, env: { ...bare(process.env), ...env, ...more } };
    return {
      workshop: async (...args) =>
        await new Promise((resolve) => {
          execFile(
            process.execPath,
            [main, ...args],
            { ...options, maxBuffer: 33_554_432 },
            (error, stdout, stderr) => {
              resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
            },
          );
        }),
      start: (...args) =>
        spawn(process.execPath, [main, ...args], { ...options, stdio: ["ignore", "pipe", "pipe"] }),
      startGroup: (...args) =>
        spawn(process.execPath, [main, ...args], { ...options, stdio: "ignore", detached: true }),
    };
  };
  return {
    root,
    within,
    ...within({}),
    [Symbol.asyncDispose]: async () => await rm(parent, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Without what would make the copy see this machine's workspace or key. */
function bare(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(HONEYCOMB|OTEL|GITPOD|CODESPACE|ONA|VITEST|NODE_OPTIONS|FORCE_COLOR)/.test(name),
  );
  return Object.fromEntries(kept);
}
