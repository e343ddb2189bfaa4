import { defineConfig } from "vitest/config";

/** The project's own proofs. The checks in `steps/` judge a learner's backend, so only the runner starts those. */
export default defineConfig({
  test: {
    include: ["workshop/**/*.test.ts", "backend/test/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    // Most of these tests wait for another process; one worker would leave the machine idle.
    maxWorkers: 3,
    // No test is about speed; on a busy machine even a short one may take its time.
    testTimeout: 20_000,
    // A busy machine draws late; what never comes still fails.
    expect: { poll: { timeout: 10_000 } },
    // The same holds within the files that check one learner's files after another.
    maxConcurrency: 2,
    // Hundreds of processes are started; where a machine is shared, one of them may starve. What fails twice is broken.
    retry: process.env["CI"] ? 1 : 0,
  },
});
