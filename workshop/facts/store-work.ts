import type { JudgedEvidence, StartedSpan, Wait } from "../lab/evidence.ts";

const STORE = /\/query-mock-store\.\w+$/;

/** How a span stands beside the work of the mock store, where it does not stand around it. */
export type BesideTheWork =
  /** The store was not asked in that request. */
  | "no-work"
  /** The span had ended before the store was asked. */
  | "before-it"
  /** The span ended while the store was still at work. */
  | "ends-too-early"
  /** The span began when the store was already at work. */
  | "begins-too-late"
  /** The span began when the store had answered. */
  | "after-it";

/** What the mock store did for one request. */
export function storeWork({ run }: JudgedEvidence, visit: string | undefined): Wait[] {
  return run?.waits.filter(({ at, visit: id }) => id === visit && STORE.test(at.file)) ?? [];
}

/**
 * Whether a span ends while the store still does what was asked of it within the span: somebody did not wait. A span
 * that stands around other work of the same request may overlap it.
 */
export function leavesWorkBehind(evidence: JudgedEvidence, span: StartedSpan): boolean {
  const end = span.endings[0]?.moment ?? Infinity;
  const asked = storeWork(evidence, span.visit).filter(({ began }) => span.began < began && began < end);
  return asked.length > 0 && asked.every(({ ended = Infinity }) => end < ended);
}

/**
 * Whether a span was open while the store worked for its request, by the order in which things happened: how long they
 * took says nothing on a busy machine. Nothing when it was.
 */
export function besideTheWork(evidence: JudgedEvidence, span: StartedSpan): BesideTheWork | undefined {
  const work = storeWork(evidence, span.visit);
  if (work.length === 0) return "no-work";
  const end = span.endings[0]?.moment ?? Infinity;
  const problems = work.map(({ began, ended = began }): BesideTheWork | undefined => {
    if (end < began) return "before-it";
    if (span.began > ended) return "after-it";
    if (end < ended) return "ends-too-early";
    return span.began > began ? "begins-too-late" : undefined;
  });
  return problems.find((problem) => problem !== undefined);
}
