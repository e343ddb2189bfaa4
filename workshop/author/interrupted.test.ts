import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seededRandom } from "../trace/seeded-random.ts";
import { courseCopy, type CourseCopy } from "./course-copy.ts";
import { interrupt, isRunning, leftovers } from "./interrupted-command.ts";

/** Where a command is killed, all that it started ends, and the next one takes its folders away. */

const KILLS = process.env["HARD"] ? 40 : 8;
const SIGNALS = ["SIGKILL", "SIGINT", "SIGTERM", "SIGHUP"] as const;
/** The last moment at which a check is interrupted, in milliseconds. */
const LATEST = 1_500;

/** What the backend does besides, as it starts. */
const BACKENDS: Readonly<Record<string, string>> = {
  "that works": "",
  "that never rests": "for (;;);\n",
  "that detaches a child":
    'import { spawn } from "node:child_process";\nspawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" }).unref();\n',
};

let course: CourseCopy;
let temporary: string;
beforeAll(async () => {
  course = await courseCopy();
  temporary = join(course.root, "..", "temporary");
  mkdirSync(temporary);
  expect((await course.workshop("solution", "4", "--apply")).code).toBe(0);
}, 120_000);
afterAll(async () => await course[Symbol.asyncDispose]());

it.runIf(process.platform === "linux")(
  "leaves no process and no folder where a check is interrupted",
  { timeout: KILLS * 20_000 },
  async () => {
    const random = seededRandom(20);
    const backends = Object.keys(BACKENDS);
    const server = join(course.root, "backend/src/server.ts");
    const asWritten = readFileSync(server, "utf8");
    for (let kill = 0; kill < KILLS; kill += 1) {
      const signal = SIGNALS[(kill >> 1) % SIGNALS.length] as NodeJS.Signals;
      const group = (kill >> 3) % 2 === 1 || kill % 8 > 5;
      const backend = backends[kill % backends.length] as string;
      const ms = Math.round(random() * LATEST);
      // At any moment, and in every second check only once the backend is there: on a busy machine it comes late.
      const started = kill % 2 === 0 ? "the backend" : "the check";
      const what = `${signal} to ${group ? "its group" : "the check"} ${ms} ms after ${started}, with a backend ${backend}`;
      writeFileSync(server, `${BACKENDS[backend]}${asWritten}`);

      const child = course.within({ TMPDIR: temporary }).startGroup("check:step", "4");
      const begun = started === "the backend" ? isRunning(course.root, "src/server.ts", child) : undefined;
      const after = Promise.resolve(begun).then(async () => await setTimeout(begun ? ms / 5 : ms));
      const ended = await interrupt(child, { signal, group, after });

      expect(await leftovers(course.root), what).toEqual([]);
      expect(SAYS[signal], what).toContain(ended);
    }
    expect((await course.workshop("progress")).code).toBe(0);
    expect(readdirSync(join(course.root, ".workshop/tmp"))).toEqual([]);
    expect(readdirSync(temporary).filter((name) => name.startsWith("workshop-"))).toEqual([]);
  },
);

/** Commands that run other programs, and one of those by its command line. */
const OTHERS: readonly (readonly [command: readonly string[], program: string, words: string])[] = [
  [["start"], "the backend", "src/server.ts"],
  [["start"], "the page's server", "vite.js"],
  [["check:step", "8"], "the browser", "--type=renderer"],
  [["solution", "8", "--apply"], "npm", "npm ci"],
];

it.runIf(process.platform === "linux")(
  "leaves no process where another command is killed",
  { timeout: 240_000 },
  async () => {
    await using other = await courseCopy();
    const applied = await other.workshop("solution", process.env["HARD"] ? "8" : "4", "--apply");
    expect(applied.code, applied.stderr).toBe(0);
    for (const [command, program, words] of process.env["HARD"] ? OTHERS : OTHERS.slice(0, 1)) {
      const what = `${command.join(" ")}, killed with ${program}`;
      if (command[0] === "solution") rmSync(join(other.root, "frontend/node_modules"), { recursive: true });
      const child = other.within({ TMPDIR: temporary }).startGroup(...command);
      const ended = await interrupt(child, {
        signal: "SIGKILL",
        group: false,
        after: isRunning(other.root, words, child),
      });
      expect(ended, what).toBe("SIGKILL");
      expect(await leftovers(other.root), what).toEqual([]);
    }
    expect((await other.workshop("progress")).code).toBe(0);
    const scratch = join(other.root, ".workshop/tmp");
    expect(existsSync(scratch) ? readdirSync(scratch) : []).toEqual([]);
    expect(readdirSync(temporary).filter((name) => /^(workshop|playwright)/.test(name))).toEqual([]);
  },
);

/** How a check may end on a signal: by it while Node itself still starts, else with the code that custom asks for. */
const SAYS: Readonly<Record<string, readonly (number | string)[]>> = {
  SIGKILL: ["SIGKILL"],
  SIGINT: ["SIGINT", 130],
  SIGTERM: ["SIGTERM", 143],
  SIGHUP: ["SIGHUP", 129],
};
