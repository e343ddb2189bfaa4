import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  existsSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { COURSE } from "./course-folder.ts";

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Readonly<Record<string, unknown>>[] }>>;
}

const FOLDER = join(COURSE, ".github/workflows");
const names = readdirSync(FOLDER);
const read = (name: string) => readFileSync(join(FOLDER, name), "utf8");

/** The keys that GitHub documents (docs.github.com, "Workflow syntax for GitHub Actions"). */
const KEYS = {
  root: words("name run-name on permissions env defaults concurrency jobs"),
  job: words(
    "name permissions needs if runs-on environment concurrency outputs env defaults steps timeout-minutes strategy continue-on-error container services uses with secrets",
  ),
  step: words("id if name uses run working-directory shell with env continue-on-error timeout-minutes"),
};

it.each(names)(
  "has in %s only keys that GitHub knows, actions by their commit, and rights to read",
  (name) => {
    const workflow = parse(read(name)) as Workflow;
    const jobs = Object.values(workflow.jobs);
    const steps = jobs.flatMap((job) => job.steps);
    const unknown = (object: object, known: readonly string[]) =>
      Object.keys(object).filter((key) => !known.includes(key));
    expect(unknown(workflow, KEYS.root)).toEqual([]);
    expect(jobs.flatMap((job) => unknown(job, KEYS.job))).toEqual([]);
    expect(steps.flatMap((step) => unknown(step, KEYS.step))).toEqual([]);
    expect(steps.filter((step) => "uses" in step === "run" in step)).toEqual([]);
    expect(workflow.permissions).toEqual({ contents: "read" });
    const used = [...read(name).matchAll(/uses: (.*)/g)].map(([, action = ""]) => action);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual(
      [],
    );
  },
);

it.each(names)("gives in %s no secret away and takes no text of a stranger into a command", (name) => {
  const text = read(name);
  expect(text).not.toContain("pull_request_target");
  expect(text).not.toMatch(/secrets\.|GITHUB_TOKEN/);
  const commands = Object.values((parse(text) as Workflow).jobs).flatMap(({ steps }) =>
    steps.map(({ run = "" }) => String(run)),
  );
  expect(commands.filter((run) => run.includes("${{"))).toEqual([]);
});

it.each(names)("runs in %s only scripts that are there", (name) => {
  const { scripts } = JSON.parse(readFileSync(join(COURSE, "package.json"), "utf8")) as { scripts: object };
  const named = [...read(name).matchAll(/npm run ([\w:-]+)/g)].map(([, script = ""]) => script);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
  if (read(name).includes(".ci/run")) expect(existsSync(join(COURSE, ".ci/run"))).toBe(true);
});

it("grades the learner's files with the course's own checks, whatever else they changed", () => {
  const { steps } = (parse(read("grade.yml")) as Workflow).jobs["grade"] as Workflow["jobs"][string];
  const script = steps.find(({ name }) => name === "Put the learner's files into the course")?.["run"];
  const root = mkdtempSync(join(tmpdir(), "workshop-grade-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  try {
    const course = [
      "steps/01-a/check.test.ts",
      "workshop/x.ts",
      "package.json",
      "backend/src/app.ts",
      "backend/src/gone.ts",
      "journal/week2.md",
      "docker-compose.yml",
      ".gitignore",
    ];
    for (const path of course) write(path, path === ".gitignore" ? ".env\n" : "course\n");
    const learner = [
      "steps/01-a/check.test.ts",
      "workshop/x.ts",
      "package.json",
      "backend/src/app.ts",
      "backend/src/instrumentation.ts",
      "journal/week2.md",
      "docker-compose.yml",
      ".env",
    ];
    for (const path of learner) write(`learner/${path}`, "learner\n");
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    execFileSync("bash", ["-e", "-c", String(script)], { cwd: root });
    const says = (path: string) => readFileSync(join(root, path), "utf8").trim();
    expect(["steps/01-a/check.test.ts", "workshop/x.ts", "package.json"].map(says)).toEqual([
      "course",
      "course",
      "course",
    ]);
    expect(
      ["backend/src/app.ts", "backend/src/instrumentation.ts", "journal/week2.md", "docker-compose.yml"].map(
        says,
      ),
    ).toEqual(["learner", "learner", "learner", "learner"]);
    expect(existsSync(join(root, "backend/src/gone.ts"))).toBe(false);
    expect(existsSync(join(root, "learner"))).toBe(false);
    const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
    expect(tracked).toContain(".env");
    expect(tracked).toContain("backend/src/instrumentation.ts");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}, 30_000);

function words(text: string): string[] {
  return text.split(" ");
}
