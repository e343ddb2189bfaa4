import { codeLine, stackToOwnCode } from "./code-line.ts";
import { record } from "./record.ts";

/** Records who ends the process: `process.exit()` does not wait for spans that are still on their way. */
export function watchExit(): void {
  const exit = process.exit;
  process.exit = ((code?: number | string | null) => {
    record("exit-call", { code: Number(code ?? process.exitCode ?? 0), place: codeLine(stackToOwnCode()) });
    return exit.call(process, code);
  }) as typeof process.exit;
}
