import type { ComposeProblem } from "./compose-problem.ts";
import type { Origin, Substitution } from "./interpolate.ts";
import type { Unset } from "./world.ts";

export interface ComposeInput {
  readonly service: string;
  /** The environment in which Compose would be run. */
  readonly shell: Readonly<Record<string, string | undefined>>;
  /** A file's text by its path from the repository's root; `undefined` when there is none. Throws when it cannot be read. */
  readonly readText: (path: string) => string | undefined;
  /** Names in the repository's root, to tell of a compose file under another name. */
  readonly listNames?: () => readonly string[];
}

export interface Interpolation extends Substitution {
  /** 1-based; where the entry begins. */
  readonly line: number;
}

/** One variable as the service really gets it. */
export interface ResolvedVariable {
  readonly name: string;
  readonly value: string;
  /** Where the entry stands; for a pass-through, where its value comes from. */
  readonly origin: Origin;
  /** The value as it is written there. */
  readonly written: string;
  readonly style: "map" | "list" | "env_file" | "pass-through";
  readonly interpolations: readonly Interpolation[];
}

/** What the files say of one service, variables in it replaced. */
export interface ServiceFacts {
  /** Keys that stand under the service, with their lines. */
  readonly keys: ReadonlyMap<string, number>;
  readonly variables: ReadonlyMap<string, ResolvedVariable>;
  /** Paths from the repository's root. */
  readonly envFiles: readonly string[];
  /** As `published:target`. */
  readonly ports: readonly string[];
  /** As `source:target`. */
  readonly volumes: readonly string[];
  readonly profiles: readonly string[];
  /** A list's items are joined by blanks. */
  readonly command?: string;
  readonly entrypoint?: string;
  readonly image?: string;
  /** The folder that is built. */
  readonly build?: string;
}

export type Resolution =
  | {
      readonly ok: true;
      /** The compose file that counts, from the repository's root. */
      readonly file: string;
      readonly files: readonly string[];
      readonly services: readonly string[];
      readonly serviceLine: number;
      readonly variables: ReadonlyMap<string, ResolvedVariable>;
      /** Names that are used and set nowhere, and pass-through entries without a value. */
      readonly unset: readonly Unset[];
      readonly problems: readonly ComposeProblem[];
      readonly facts: ServiceFacts;
      /** The variables of the other services. */
      readonly otherServices: ReadonlyMap<string, ReadonlyMap<string, ResolvedVariable>>;
      /** Every service's facts, this one's too. */
      readonly allFacts: ReadonlyMap<string, ServiceFacts>;
    }
  | { readonly ok: false; readonly problem: ComposeProblem };
