import { spawn } from "node:child_process";
import { once } from "node:events";

/** Processes that do nothing but keep the machine busy, until they are disposed of or this process ends. */
export function busyLoops(count: number): AsyncDisposable {
  const loops = Array.from({ length: count }, () =>
    spawn(process.execPath, ["--eval", "for (;;);"], { stdio: "ignore" }),
  );
  const end = () => loops.forEach((loop) => loop.kill("SIGKILL"));
  process.once("exit", end);
  return {
    async [Symbol.asyncDispose]() {
      const ended = loops.map(async (loop) => await once(loop, "exit"));
      end();
      await Promise.all(ended);
      process.off("exit", end);
    },
  };
}
