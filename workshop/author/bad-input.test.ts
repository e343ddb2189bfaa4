import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { courseCopy, type CourseCopy } from "./course-copy.ts";
import { replace } from "../mistakes/example.ts";

/** Files and programs that are broken rather than wrong: each gets a sentence, and nothing is left behind. */

let course: CourseCopy;
beforeAll(async () => {
  course = await courseCopy();
  await course.workshop("solution", "4", "--apply");
}, 60_000);
afterAll(async () => await course[Symbol.asyncDispose]());

const COMPOSE = "docker-compose.yml";
const MANIFEST = "backend/package.json";
const start = (script: string) => replace(/"start": ".*"/, `"start": ${JSON.stringify(script)}`);

it.each<[string, string, ((text: string) => string) | null, number, RegExp]>([
  [
    "a compose file that is no YAML",
    COMPOSE,
    replace("    build:", "   build:"),
    1,
    /not valid YAML at line \d+/,
  ],
  [
    "a compose file without the service",
    COMPOSE,
    replace("  backend:", "  web:"),
    1,
    /no service called backend\. It has: web/,
  ],
  ["no compose file", COMPOSE, null, 1, /There is no docker-compose\.yml/],
  [
    "a package.json that is no JSON",
    MANIFEST,
    replace('"scripts": {', '"scripts": {,'),
    1,
    /backend\/package\.json:6/,
  ],
  ["a start script that ends at once", MANIFEST, start("exit 3"), 1, /ended before it listened, with code 3/],
  ["a start script that never listens", MANIFEST, start("sleep 60"), 1, /opened no port/],
  [
    "a start script that prints megabytes",
    MANIFEST,
    start("node -e 'process.stdout.write(`x`.repeat(2e7))' && exit 4"),
    1,
    /ended before it listened/,
  ],
  [
    "a check whose judgement was taken out",
    "steps/04-initialize-provider/check.test.ts",
    (text) => text.replace(/^item\("([^"]+)"[^]*?^\}\);$/gm, 'item("$1", () => "seen");'),
    1,
    /pass whatever they are given[^]*The check itself was changed/,
  ],
  ["a folder in a file's place", ".env", null, 1, /\.env is a folder/],
])(
  "explains %s",
  async (_, path, change, code, words) => {
    const file = join(course.root, path);
    const before = existsSync(file) ? await readFile(file, "utf8") : "";
    await rm(file, { recursive: true, force: true });
    if (change) await writeFile(file, change(before));
    if (path === ".env") await mkdir(file);
    const screen = await course.workshop("check:step", "4");
    await rm(file, { recursive: true, force: true });
    await writeFile(file, before);
    expect(screen.stdout + screen.stderr).toMatch(words);
    expect(screen.code).toBe(code);
    expect(screen.stdout + screen.stderr).not.toMatch(/\n\s+at .*(workshop|node:internal)/);
    expect(screen.stdout.trimEnd().split("\n").at(-1)).toMatch(/Next/);
    expect(processesOf(course.root)).toEqual([]);
  },
  30_000,
);

it.each([
  ["goes to the background", (script: string) => `${script} &`],
  [
    "is started by another program",
    (script: string) =>
      `node -e 'require("child_process").spawn(process.argv[1], { shell: true, stdio: "inherit" })' '${script}'`,
  ],
])(
  "lets a backend pass that %s, and ends it",
  async (_, wrap) => {
    const file = join(course.root, MANIFEST);
    const before = await readFile(file, "utf8");
    const script = (JSON.parse(before) as { scripts: { start: string } }).scripts.start;
    await writeFile(file, start(wrap(script))(before));
    const screen = await course.workshop("check:step", "4");
    await writeFile(file, before);
    expect(screen.stdout).toContain("Passed");
    expect(processesOf(course.root)).toEqual([]);
  },
  30_000,
);

/** Programs that still run from the copy's folder. */
function processesOf(root: string): string[] {
  if (process.platform !== "linux") return [];
  const rows = execFileSync(
    "sh",
    [
      "-c",
      "for p in /proc/[0-9]*; do echo $(readlink $p/cwd) $(tr '\\0' ' ' < $p/cmdline); done 2>/dev/null",
    ],
    { encoding: "utf8" },
  );
  return rows.split("\n").filter((row) => row.startsWith(join(root, "backend")));
}
