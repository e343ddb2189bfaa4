import { spawnSync } from "node:child_process";

/**
 * The long proofs: every finding, every right answer on its lines of OpenTelemetry, pairs of mistakes, and fuzzing.
 * `-- --every` takes every wrong answer that anyone has written down, and not only those that stand for something.
 */
const LONG = [
  "workshop/author/wrong-answers",
  "workshop/author/right-answers",
  "workshop/author/pairs",
  "workshop/author/journey",
  "workshop/author/classroom",
  "workshop/receiver/receive-otlp",
  "workshop/receiver/query/run-query",
  "workshop/trace/decode-body",
];
const every = process.argv.includes("--every");
const env = { ...process.env, HARD: every ? "every" : "1", FUZZ_RUNS: "100000" };
const { status } = spawnSync("vitest", ["run", ...LONG, "--testTimeout=600000"], {
  stdio: "inherit",
  env,
  shell: true,
});
process.exit(status ?? 1);
