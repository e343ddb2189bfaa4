import type { ComposeProblem } from "./compose-problem.ts";
import type { Lookup } from "./interpolate.ts";
import type { ComposeFile } from "./read-compose-file.ts";

/** What every part of the resolution looks at. */
export interface World {
  readonly files: readonly ComposeFile[];
  /** Shell and `.env`: what a variable in the compose file stands for. */
  readonly lookup: Lookup;
  /** The names that the lookup knows. */
  readonly names: readonly string[];
  readonly read: (path: string) => string | undefined;
}

/** What one service adds to the whole. */
export interface Notes {
  readonly problems: ComposeProblem[];
  readonly unset: Unset[];
}

/** A name that is used and set nowhere. */
export interface Unset {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** It stands alone, to be passed through from the shell. */
  readonly passThrough: boolean;
}
