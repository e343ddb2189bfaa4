import { answerNumbers } from "../../facts/answer-numbers.ts";
import { journalPlace } from "../../facts/journal-place.ts";
import { percentileOf } from "../../facts/week2-facts.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import type { Span } from "../../trace/span.ts";
import { answerTo, isNear, milliseconds, runFacts, says, spanMilliseconds, type Question, type RunFacts } from "../../facts/journal-questions.ts";

export const HOMES_ONLY = '"filters": [{ "column": "name", "op": "=", "value": "GET /api/activities/home" }]';

export interface Explained {
  /** The answer is one of these. */
  readonly is?: readonly number[] | false;
  /** The answer is one of these counts, or about one of these durations, each with what it is: told as "That is …". */
  readonly known?: Readonly<Record<string, number>>;
  readonly message: string;
  readonly fix: string;
}

/** A wrong answer to a question for a number; explained by what it is, or by nothing else. */
export function wrongNumber(
  id: "07-traces" | "07-longest-result",
  explain: (facts: RunFacts) => Explained,
): Mistake["when"] {
  return (evidence) => {
    const facts = factsOf(evidence);
    const answer = answerTo(evidence, id);
    if (!facts || answer === "") return undefined;
    if (says(answer, id === "07-traces" ? facts.traces : facts.longest)) return undefined;
    return told(evidence, id, explain(facts));
  };
}

export function wrongP90(explain: (facts: RunFacts) => Explained): Mistake["when"] {
  return (evidence) => {
    const facts = factsOf(evidence);
    const answer = answerTo(evidence, "07-p90");
    if (!facts || answer === "" || isRightP90(answer, facts)) return undefined;
    return told(evidence, "07-p90", explain(facts));
  };
}

export function told(evidence: Evidence, id: Question, { is, known, message, fix }: Explained) {
  const answer = answerTo(evidence, id);
  const values = id === "07-p90" ? milliseconds(answer) : answerNumbers(answer).map(({ value }) => value);
  const isOne = (value: number, one: number) =>
    id !== "07-p90" && Number.isInteger(one) ? value === one : isNear(value, one);
  const names = Object.entries(known ?? {}).filter(([, each]) => values.some((value) => isOne(value, each)));
  const unexplained = is === undefined && known === undefined;
  if (!unexplained && names.length === 0 && !(is && is.some((each) => values.includes(each))))
    return undefined;
  const nearest = names.slice(0, 2).map(([name]) => name);
  return {
    message: `Behind ${id} stands ${short(answer)}. ${nearest.length > 0 ? `That is ${nearest.join(", or ")}. ` : ""}${message}`,
    ...given(evidence, id),
    fix,
  };
}

/** The answer as it stands in the journal, and where. */
export function given(evidence: Evidence, id: Question) {
  return {
    ...journalPlace(evidence, id),
    found: `Answer (${id}): ${short(answerTo(evidence, id))}`,
  };
}

export function factsOf(evidence: Evidence): RunFacts | undefined {
  return evidence.recorded?.week2?.spans.length ? runFacts(evidence) : undefined;
}

export function isRightP90(answer: string, facts: RunFacts): boolean {
  return milliseconds(answer).some((value) => isNear(value, facts.p90));
}

export function p90(spans: readonly Span[]): number {
  return at(spans, 0.9);
}

export function at(spans: readonly Span[], share: number): number {
  return percentileOf(spans.map(spanMilliseconds), share) ?? Number.NaN;
}

export function maximum(spans: readonly Span[]): number {
  return Math.max(...spans.map(spanMilliseconds));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
