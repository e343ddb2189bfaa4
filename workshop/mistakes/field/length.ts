import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake, Told } from "../mistake.ts";
import {
  homeRequests,
  isCountedBefore,
  LENGTH,
  lengthProblem,
  shownValue,
  staysTheSame,
  type HomeRequest,
} from "../../facts/home-fields.ts";
import { resultsAt } from "../../facts/names-in-scope.ts";
import { sharedVariable } from "../../facts/shared-variable.ts";
import { usesBetween } from "../../facts/uses-between.ts";
import { wrongValue, type WrongValue } from "../../facts/wrong-value.ts";
import { moveBefore, rightHomeValue } from "../edits/field-remedies.ts";
import type { Remedy } from "../remedy.ts";

const OWN_NUMBER = /is the number of activities/;

/** `app.result_length` is there, and is not the number of activities in its own answer. */
export const lengthMistakes: readonly Mistake[] = [
  {
    id: "length-is-no-number",
    symptom: true,
    learn: "text-number-or-yes-and-no",
    explains: OWN_NUMBER,
    when(evidence) {
      const wrong = wrongValue(evidence, LENGTH, ({ span }) => typeof span.fields[LENGTH] !== "number");
      const kind = typeof wrong?.value === "string" ? "the string " : "";
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${LENGTH} is ${kind}${shownValue(wrong.value)}, not a number. MAX(${LENGTH}) works only with numbers, and the first value that arrives decides the column's type in Honeycomb.`,
        )
      );
    },
  },
  {
    id: "length-is-hard-coded",
    learn: "each-request-its-own-values",
    explains: OWN_NUMBER,
    when(evidence) {
      const wrong = wrongValue(evidence, LENGTH, (request) => staysTheSame(evidence, request));
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${LENGTH} stayed ${shownValue(wrong.value)} when the store gave one row more: ${wrong.request.who} got ${wrong.request.length} activities.`,
        )
      );
    },
  },
  {
    id: "length-taken-too-early",
    learn: "before-the-span-ends",
    explains: OWN_NUMBER,
    when(evidence) {
      const isOneShort = wrongLengths(evidence).every(
        ({ signedIn, span, length }) => signedIn && span.fields[LENGTH] === length - 1,
      );
      const wrong = isOneShort ? wrongValue(evidence, LENGTH, isWrong(evidence)) : undefined;
      return (
        wrong && {
          ...told(
            evidence,
            wrong,
            `${LENGTH} is ${shownValue(wrong.value)}, but ${wrong.request.who} got ${wrong.request.length} activities. Anonymous requests have it right: the one more activity that signed-in users get is not counted.`,
          ),
          remedy: afterTheLast(wrong) ?? rightHomeValue(evidence, LENGTH, wrong.code),
        }
      );
    },
  },
  {
    id: "length-of-another-request",
    symptom: true,
    learn: "each-request-its-own-values",
    explains: OWN_NUMBER,
    when(evidence) {
      const wrong = isMixed(evidence)
        ? wrongValue(evidence, LENGTH, (request) => isWrong(evidence)(request) && !request.signedIn)
        : undefined;
      const shared = wrong?.code && sharedVariable(wrong.code.value);
      const why = shared ? `: ${shared} is declared outside the function, so all requests share it` : "";
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${LENGTH} is ${shownValue(wrong.value)}, but ${wrong.request.who} got ${wrong.request.length}. Others have it right, so the number belongs to another request${why}.`,
        )
      );
    },
  },
  {
    id: "length-of-something-else",
    symptom: true,
    learn: "each-request-its-own-values",
    explains: OWN_NUMBER,
    when(evidence) {
      const wrong = wrongValue(evidence, LENGTH, isWrong(evidence));
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${LENGTH} is ${shownValue(wrong.value)}, but ${wrong.request.who} got ${wrong.request.length} activities.`,
        )
      );
    },
  },
  {
    id: "length-counted-before-the-store",
    severity: "advice",
    learn: "before-the-span-ends",
    when(evidence) {
      const early = wrongValue(evidence, LENGTH, (request) => isCountedBefore(evidence, request));
      return (
        early && {
          ...told(
            evidence,
            early,
            `${LENGTH} was set before the store had answered, so it cannot tell what the store gave. When that was one row more, ${early.request.who} got ${early.request.length} activities, and the field still said ${shownValue(early.value)}.`,
          ),
          remedy: afterTheLast(early) ?? rightHomeValue(evidence, LENGTH, early.code),
        }
      );
    },
  },
];

function told(evidence: Evidence, { shown, code }: WrongValue, message: string): Told {
  return { message, ...shown, remedy: rightHomeValue(evidence, LENGTH, code) };
}

/** The line moved below the last one that changes the results. */
function afterTheLast({ code }: WrongValue): Remedy | undefined {
  const results = code && resultsAt(code.value);
  const end = results && code.call && usesBetween(code.call, results);
  return end && code.call ? moveBefore(code.call, end) : undefined;
}

/** Wrong for all of them is a wrong sum; wrong for some depends on which requests ran beside them. */
function isMixed(evidence: Evidence): boolean {
  const all = homeRequests(evidence);
  const wrong = wrongLengths(evidence);
  return (
    wrong.some(({ signedIn }) => !signedIn) &&
    all.some((each) => !each.signedIn && !isWrong(evidence)(each)) &&
    wrong.every(({ span }) => all.some(({ length }) => length === span.fields[LENGTH]))
  );
}

function isWrong(evidence: Evidence): (request: HomeRequest) => boolean {
  return (request) =>
    typeof request.span.fields[LENGTH] === "number" && lengthProblem(evidence, request) !== undefined;
}

function wrongLengths(evidence: Evidence): HomeRequest[] {
  return homeRequests(evidence).filter(isWrong(evidence));
}
