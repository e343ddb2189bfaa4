import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Most of these tests wait for another process; one worker would leave the machine idle.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: "proofs",
          include: ["workshop/**/*.test.ts", "backend/test/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
          // No test is about speed; on a busy machine even a short one may take its time.
          testTimeout: 20_000,
          // A busy machine draws late; what never comes still fails.
          expect: { poll: { timeout: 10_000 } },
          // The same holds within the files that check one learner's files after another.
          maxConcurrency: 2,
          // Hundreds of processes are started; where a machine is shared, one of them may starve. What fails twice is broken.
          retry: process.env["CI"] ? 1 : 0,
        },
      },
      {
        // The lessons' checks judge the files as they are now: npx vitest run steps/05-custom-span
        test: {
          name: "steps",
          include: ["steps/*/check.test.ts"],
          setupFiles: ["workshop/runner/evidence-for-vitest.ts"],
          globals: true,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
