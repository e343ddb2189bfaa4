import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { waitedForProcessor } from "./waited-for-processor.ts";

const BUSY = `
const { Worker } = require("node:worker_threads");
for (let index = 0; index < ${availableParallelism() * 2}; index++) new Worker("for (;;);", { eval: true });
`;

it.skipIf(process.platform !== "linux")(
  "counts what all threads wait, of a process and of those that it started",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "waited-"));
    const starter = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(BUSY)}]);`;
    const started = spawn(process.execPath, ["-e", starter], { detached: true, stdio: "ignore" });
    try {
      await writeFile(join(folder, `${started.pid}-records`), "");
      const leaderAlone = async () =>
        Number((await readFile(`/proc/${started.pid}/schedstat`, "utf8")).split(" ")[1]) / 1e6;
      await expect
        .poll(async () => (await waitedForProcessor(folder)) - (await leaderAlone()))
        .toBeGreaterThan(100);
    } finally {
      process.kill(-(started.pid ?? 0), "SIGKILL");
      await rm(folder, { recursive: true, force: true });
    }
  },
);
