import { spawnSync } from "node:child_process";

/** The long proofs: every wrong and right answer, on both of OpenTelemetry's lines, and fuzzing without end in sight. */
const env = { ...process.env, HARD: "1", FUZZ_RUNS: "100000" };
const files = ["workshop/author", "workshop/trace", "workshop/receiver"];
const { status } = spawnSync("vitest", ["run", ...files, "--testTimeout=600000"], {
  stdio: "inherit",
  env,
  shell: true,
});
process.exit(status ?? 1);
