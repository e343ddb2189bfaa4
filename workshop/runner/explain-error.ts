import type { ExitCode } from "./context.ts";
import { explainSystemError } from "./system-error.ts";
import type { Terminal } from "./terminal.ts";
import { UserFacingError } from "./user-facing-error.ts";

/** A known error becomes its message and the next command; an unknown one is told whole, as the workshop's fault. */
export function explainError(error: unknown, terminal: Terminal, root: string): ExitCode {
  const known = error instanceof UserFacingError ? error : explainSystemError(error, root);
  if (known) {
    terminal.print(`${terminal.look.paint.red(terminal.look.glyph.failed)} ${known.message}`);
    terminal.print(`Next: ${known.next}`);
    return known.exitCode;
  }
  terminal.print(error instanceof Error ? (error.stack ?? error.message) : String(error));
  terminal.print("This is a fault of the workshop, not of your work.");
  terminal.print("Next: open an issue with the lines above, and carry on with: npm run progress");
  return 2;
}
