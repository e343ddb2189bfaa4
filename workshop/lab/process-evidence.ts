import type { CodeLine, Moment } from "./moment.ts";

/** A frame of the learner's own code in an error's stack. */
export interface OwnFrame extends CodeLine {
  /** As the stack names it, such as `homeActivities`; absent at a file's outermost level. */
  readonly function?: string;
  /** An `await` in this function was waiting: the stack says `at async`. */
  readonly isAsync: boolean;
}

export interface HandledError {
  readonly message: string;
  /** The innermost frame of the learner's code. */
  readonly at?: CodeLine;
  /** The learner's frames, the innermost first. The last one that `isAsync` made the outermost promise. */
  readonly frames: readonly OwnFrame[];
}

/** The error that killed the process. */
export interface Crash extends HandledError {
  readonly phase: "work" | "stop";
  /** A promise that was rejected, and that nothing awaited or caught; otherwise a plain throw. */
  readonly isRejection: boolean;
  /** The visit that was served; absent when Node did not know it any more. */
  readonly visit?: string;
  readonly moment: Moment;
}

/** A call of `process.exit()`, which does not wait for anything that is still on its way. */
export interface ExitCall {
  readonly code: number;
  readonly at?: CodeLine;
  readonly moment: Moment;
}

/** What the learner's code asked `process` to call. */
export interface Handler {
  readonly event:
    "SIGTERM" | "SIGINT" | "SIGHUP" | "beforeExit" | "exit" | "uncaughtException" | "unhandledRejection";
  readonly once: boolean;
  readonly at: CodeLine;
  readonly moment: Moment;
  /** Each time that it ran. */
  readonly ran: readonly { readonly moment: Moment; readonly error?: HandledError }[];
}

/** A warning of Node's, such as `DeprecationWarning` with code `DEP0205`. */
export interface ProcessWarning {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  readonly moment: Moment;
}
