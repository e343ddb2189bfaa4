import type { CheckStatus } from "../findings/report.ts";
import type { ExitCode } from "./context.ts";

/** The exit code that a check's outcome stands for. */
export function exitCodeOf(status: CheckStatus): ExitCode {
  switch (status) {
    case "passed":
      return 0;
    case "unfinished":
    case "blocked":
    case "crashed":
    case "tampered":
      return 1;
    case "unable":
      return 2;
  }
}
