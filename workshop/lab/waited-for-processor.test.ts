import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { waitedForProcessor, type Waits } from "./waited-for-processor.ts";

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
      await expect.poll(async () => waitedForProcessor(folder) - (await leaderAlone())).toBeGreaterThan(100);
    } finally {
      process.kill(-(started.pid ?? 0), "SIGKILL");
      await rm(folder, { recursive: true, force: true });
    }
  },
);

it.skipIf(process.platform !== "linux")("forgets no wait of a process that has ended", async () => {
  const folder = await mkdtemp(join(tmpdir(), "waited-"));
  const started = spawn(process.execPath, ["-e", BUSY], { detached: true, stdio: "ignore" });
  const waits: Waits = new Map();
  try {
    await writeFile(join(folder, `${started.pid}-records`), "");
    await expect.poll(() => waitedForProcessor(folder, waits)).toBeGreaterThan(10);
    const before = waitedForProcessor(folder, waits);
    const ended = once(started, "exit");
    process.kill(-(started.pid ?? 0), "SIGKILL");
    await ended;
    expect(waitedForProcessor(folder, waits)).toBeGreaterThanOrEqual(before);
  } finally {
    started.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
});
