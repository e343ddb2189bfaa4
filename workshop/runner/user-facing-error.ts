import type { ExitCode } from "./context.ts";

/** An error that a person can act on: what is wrong and where, and the command or the deed that comes next. */
export class UserFacingError extends Error {
  override readonly name = "UserFacingError";
  readonly next: string;
  readonly exitCode: ExitCode;

  constructor({ what, next, exitCode = 1 }: { what: string; next: string; exitCode?: ExitCode }) {
    super(what);
    this.next = next;
    this.exitCode = exitCode;
  }
}
