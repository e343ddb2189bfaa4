export type ComposeProblemKind =
  | "no-file"
  | "malformed-yaml"
  | "not-a-mapping"
  | "no-services"
  | "no-such-service"
  | "unknown-key"
  | "environment-shape"
  | "kept-quotes"
  | "bad-interpolation"
  | "required-variable"
  | "unset-variable"
  | "swallowed-dollar"
  | "env-file-missing"
  | "dotenv-line";

/** Something about the compose files that a learner should know, in a whole sentence. */
export interface ComposeProblem {
  readonly kind: ComposeProblemKind;
  readonly message: string;
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** The variable it is about. */
  readonly variable?: string;
}

/** Stops the resolution, as Compose itself would stop. */
export class ComposeStop extends Error {
  readonly problem: ComposeProblem;
  constructor(problem: ComposeProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
