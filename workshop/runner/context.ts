import type { Terminal } from "./terminal.ts";

/** 0 passed · 1 not yet · 2 the workshop or the machine is at fault. */
export type ExitCode = 0 | 1 | 2;

export interface Arguments {
  /** The first word after the command, such as a step's number or slug. */
  readonly query: string | undefined;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** All that a command knows of the world outside it. */
export interface Context {
  /** The repository's folder. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Where people are spoken to: standard error when standard output holds JSON. */
  readonly terminal: Terminal;
  readonly now: () => Date;
  readonly args: Arguments;
}

export type Command = (context: Context) => Promise<ExitCode>;
