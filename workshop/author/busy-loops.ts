import { spawn } from "node:child_process";
import { once } from "node:events";

/** Processes that do nothing but keep the machine busy, until they are disposed of or this process ends. */
export function busyLoops(count: number): AsyncDisposable {
  const loops = Array.from({ length: count }, () =>
    spawn(process.execPath, ["--eval", "for (;;);"], { stdio: "ignore" }),
  );
  const end = () => loops.forEach((loop) => loop.kill("SIGKILL"));
  process.once("exit", end);
  // Else Ctrl-C would leave them running.
  const interrupted = () => process.exit(1);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupted);
  return {
    async [Symbol.asyncDispose]() {
      const ended = loops.map(async (loop) => await once(loop, "exit"));
      end();
      await Promise.all(ended);
      process.off("exit", end);
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupted);
    },
  };
}
