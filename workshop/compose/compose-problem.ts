export type ComposeProblemKind =
  // Compose stops at these, and so does the resolution.
  | "no-file"
  | "unreadable-file"
  | "malformed-yaml"
  | "not-a-mapping"
  | "no-services"
  | "no-such-service"
  | "service-shape"
  | "unknown-key" // but for another name of `environment`
  | "environment-shape"
  | "blank-before-equals"
  | "env-file-shape"
  | "env-file-missing"
  | "extends"
  | "bad-interpolation"
  | "required-variable"
  | "dotenv-stops"
  // With these it goes on, and the service may get something other than what was meant.
  | "several-files"
  | "other-files"
  | "profiles"
  | "unset-variable"
  | "swallowed-dollar"
  | "key-as-name"
  | "colon-for-equals"
  | "kept-quotes"
  | "kept-blank"
  | "read-as-number"
  | "dotenv-line";

/** Something about the compose files that a learner should know, in a whole sentence. It holds no key. */
export interface ComposeProblem {
  readonly kind: ComposeProblemKind;
  readonly message: string;
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** The variable, or the key of the file, that it is about. */
  readonly variable?: string;
}

/** Stops the resolution, as Compose itself would stop. */
export class ComposeStop extends Error {
  override readonly name = "ComposeStop";
  readonly problem: ComposeProblem;
  constructor(problem: ComposeProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
