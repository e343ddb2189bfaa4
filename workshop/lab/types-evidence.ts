import type { CodeLine } from "./evidence.ts";

/** What TypeScript's own checker says about the files that ran, with the installed packages' types. */
export interface TypesEvidence {
  readonly backend: readonly TypeDiagnostic[];
  readonly frontend: readonly TypeDiagnostic[];
}

export interface TypeDiagnostic extends CodeLine {
  /** Such as `TS2551`. */
  readonly code: string;
  readonly column: number;
  /** TypeScript's words, without the paths of this machine. */
  readonly message: string;
  /** The lines below the message: each one is the reason for the line above it. */
  readonly because: readonly string[];
  /** The name, option or module that does not exist. */
  readonly name?: string;
  /** What TypeScript would write instead. */
  readonly suggested?: string;
}
