import type { Finding } from "./finding.ts";

export type CheckStatus = "passed" | "unfinished" | "blocked" | "crashed" | "tampered" | "unable";
export type ItemStatus = "passed" | "failed" | "not-reached" | "skipped";

export interface Item {
  /** The promise, as the lesson words it. */
  readonly title: string;
  readonly status: ItemStatus;
  /** Why it failed, was skipped or not reached; on a passed item a detail worth seeing. */
  readonly because?: string;
}

/** The one JSON document of `check:step --json`: a contract with scripts and graders. */
export interface CheckReport {
  readonly step: { readonly number: number; readonly slug: string; readonly title: string };
  readonly status: CheckStatus;
  readonly items: readonly Item[];
  /** Most probable cause first. */
  readonly findings: readonly Finding[];
  /** The received traces, each printed as a tree. */
  readonly traces: readonly string[];
  readonly durationMs: number;
}
