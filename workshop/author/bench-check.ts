import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { resolveService } from "../compose/resolve-service.ts";
import { backendEnv } from "../lab/backend-env.ts";
import { buildPreload } from "../lab/build-preload.ts";
import { readManifest } from "../lab/read-manifest.ts";
import { readTextSync } from "../lab/read-text.ts";
import { runBackend } from "../lab/run-backend.ts";
import { courseCopy, type CourseCopy } from "./course-copy.ts";

const ROUNDS = 9;

export interface CheckBench {
  /** Medians, in milliseconds. */
  readonly floor: number;
  /** The floor right after a save: tsx has one file to translate anew. */
  readonly floorAfterSave: number;
  readonly cold: number;
  readonly watch: number;
  readonly hint: number;
  readonly progress: number;
  /** Medians of the ratios, pair by pair. */
  readonly coldOverFloor: number;
  readonly watchOverFloor: number;
}

/**
 * A passing `check:step 4`, cold and in `--watch`, over the floor: the learner's own start script with the lab's
 * preload, one request, flush, stop. All three in turn, so that a slow moment of the machine slows all of them.
 */
export async function benchCheck(): Promise<CheckBench> {
  await using course = await courseCopy();
  await course.workshop("solution", "4", "--apply");
  // A copy of its own, because the watching check would see its saves.
  await using second = await courseCopy();
  await second.workshop("solution", "4", "--apply");
  const floorOnce = await prepareFloor(second);
  await using watching = await openWatch(course);
  const rounds: Record<"floor" | "floorAfterSave" | "cold" | "watch" | "hint" | "progress", number>[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times = {
      floor: await timed(floorOnce),
      cold: await timed(async () => await expectCode(course.workshop("check:step", "4", "--json"), 0)),
      watch: await watching.save(),
      floorAfterSave: await save(second).then(async () => await timed(floorOnce)),
      hint: await timed(async () => void (await course.workshop("hint", "4"))),
      progress: await timed(async () => await expectCode(course.workshop("progress"), 0)),
    };
    // The first round fills caches.
    if (round > 0) rounds.push(times);
  }
  const of = (name: keyof (typeof rounds)[number]) => median(rounds.map((times) => times[name]));
  return {
    floor: of("floor"),
    floorAfterSave: of("floorAfterSave"),
    cold: of("cold"),
    watch: of("watch"),
    hint: of("hint"),
    progress: of("progress"),
    coldOverFloor: median(rounds.map(({ cold, floor }) => cold / floor)),
    watchOverFloor: median(rounds.map(({ watch, floorAfterSave }) => watch / floorAfterSave)),
  };
}

export function renderCheckBench(bench: CheckBench): string {
  const ms = (value: number) => `${value.toFixed(0)} ms`.padStart(8);
  return [
    `floor: start, one request, flush, stop   ${ms(bench.floor)}`,
    `the same, right after a save             ${ms(bench.floorAfterSave)}`,
    `check:step 4, cold                       ${ms(bench.cold)}   ${bench.coldOverFloor.toFixed(2)} × floor (goal 1.5, never over 1.8)`,
    `check:step 4 --watch, save to verdict    ${ms(bench.watch)}   ${bench.watchOverFloor.toFixed(2)} × floor (goal 1.2, never over 1.4)`,
    `hint                                     ${ms(bench.hint)}   (goal under 400 ms)`,
    `progress                                 ${ms(bench.progress)}   (goal under 400 ms)`,
  ].join("\n");
}

async function prepareFloor({ root }: CourseCopy): Promise<() => Promise<void>> {
  const preload = await buildPreload(join(root, "node_modules/.cache/workshop"));
  const readText = (path: string) => readTextSync(root, path);
  const compose = resolveService({ service: "backend", shell: {}, readText });
  const manifest = readManifest(readText("backend/package.json"));
  if (!compose.ok || !manifest.ok) throw new Error("The solution of step 4 does not resolve.");
  const env = backendEnv({ root, shell: process.env, variables: compose.variables });
  const visits = [[{ id: "home", path: "/api/activities/home" }]];
  return async () => {
    const run = await runBackend({ root, scripts: manifest.scripts, env, preload, visits });
    if (run.spans.length === 0) throw new Error(`The floor sent no spans: ${run.stderr}`);
  };
}

async function openWatch(course: CourseCopy): Promise<AsyncDisposable & { save: () => Promise<number> }> {
  const child = course.start("check:step", "4", "--watch");
  let verdict = Promise.withResolvers<void>();
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
    if (line.startsWith("Passed ")) verdict.resolve();
  });
  await verdict.promise;
  return {
    async save() {
      verdict = Promise.withResolvers<void>();
      const started = performance.now();
      await save(course);
      await verdict.promise;
      return performance.now() - started;
    },
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      await ended;
    },
  };
}

/** A comment more in a file of the backend. */
async function save({ root }: CourseCopy): Promise<void> {
  await appendFile(join(root, "backend/src/app.ts"), "// saved\n");
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function expectCode(
  screen: Promise<{ code: number; stdout: string; stderr: string }>,
  code: number,
): Promise<void> {
  const { code: got, stdout, stderr } = await screen;
  if (got !== code) throw new Error(`Exit code ${got}: ${stdout}${stderr}`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
