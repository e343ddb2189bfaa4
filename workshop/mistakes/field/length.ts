import { fileAt } from "../../facts/code-at.ts";
import { lineWith } from "../../facts/look-in-sources.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  homeRequests,
  isCountedBefore,
  lastSet,
  LENGTH,
  lengthProblem,
  shownValue,
  staysTheSame,
  type HomeRequest,
} from "../../facts/home-fields.ts";
import { SET_LENGTH, wrongValue } from "../../facts/home-field-lines.ts";

/** `app.result_length` is there, and is not the number of activities in its own answer. */
export const lengthMistakes: readonly Mistake[] = [
  {
    id: "length-is-no-number",
    symptom: true,
    learn: "text-number-or-yes-and-no",
    when: (evidence) =>
      wrongValue(
        evidence,
        LENGTH,
        ({ span }) => typeof span.fields[LENGTH] !== "number",
        (value) => ({
          message: `${LENGTH} is ${typeof value === "string" ? "the text " : ""}${shownValue(value)}. MAX(${LENGTH}) can only reckon with numbers, and the first value that comes decides what Honeycomb takes the column for.`,
          fix:
            typeof value === "string"
              ? `Without quotation marks and without String():\n${SET_LENGTH}`
              : SET_LENGTH,
        }),
      ),
  },
  {
    id: "length-is-hard-coded",
    symptom: true,
    learn: "each-request-its-own-values",
    when: (evidence) =>
      wrongValue(
        evidence,
        LENGTH,
        (request) => staysTheSame(evidence, request),
        (value, { who, length }) => ({
          message: `${LENGTH} stayed ${shownValue(value)} when the store gave one row more: ${who} got ${length} activities. The number is written into the code, or it counts something that does not come from the store.`,
          fix: `Let the results say it:\n${SET_LENGTH}`,
        }),
      ),
  },
  {
    id: "length-taken-too-early",
    symptom: true,
    learn: "before-the-span-ends",
    when: (evidence) =>
      wrongLengths(evidence).every(
        ({ signedIn, span, length }) => signedIn && span.fields[LENGTH] === length - 1,
      ) &&
      wrongValue(evidence, LENGTH, isWrong(evidence), (value, { who, length }) => ({
        message: `${LENGTH} is ${shownValue(value)}, but ${who} got ${length} activities. Who is not signed in has it right: the one activity more, which those who are signed in get, is not counted.`,
        fix: isBeforeUnshift(evidence)
          ? `Set it behind the line with results.unshift():\n${SET_LENGTH}`
          : `Count what is given back:\n${SET_LENGTH}`,
      })),
  },
  {
    id: "length-of-another-request",
    symptom: true,
    learn: "each-request-its-own-values",
    when: (evidence) => {
      const wrong = wrongLengths(evidence);
      const mixed =
        wrong.some(({ signedIn }) => !signedIn) &&
        // Wrong for all of them is a wrong sum; wrong for some depends on who came beside them.
        homeRequests(evidence).some((each) => !each.signedIn && !isWrong(evidence)(each)) &&
        wrong.every(({ span }) => homeRequests(evidence).some((each) => each.length === span.fields[LENGTH]));
      return (
        mixed &&
        wrong.length < homeRequests(evidence).length &&
        wrongValue(
          evidence,
          LENGTH,
          (request) => isWrong(evidence)(request) && !request.signedIn,
          (value, { who, length }) => ({
            message: `${LENGTH} is ${shownValue(value)}, but ${who} got ${length}. Others have it right, so the number belongs to another request: a variable outside of homeActivities() is shared by all.`,
            fix: `Keep it inside the function:\n${SET_LENGTH}`,
          }),
        )
      );
    },
  },
  {
    id: "length-of-something-else",
    symptom: true,
    learn: "each-request-its-own-values",
    when: (evidence) =>
      wrongValue(evidence, LENGTH, isWrong(evidence), (value, { who, length }) => ({
        message: `${LENGTH} is ${shownValue(value)}, but ${who} got ${length} activities: it counts something else.`,
        fix: SET_LENGTH,
      })),
  },
  {
    id: "length-counted-before-the-store",
    severity: "advice",
    learn: "before-the-span-ends",
    when: (evidence) =>
      wrongValue(
        evidence,
        LENGTH,
        (request) => isCountedBefore(evidence, request),
        (value, { who, length }) => ({
          message: `${LENGTH} was set before the store had answered, so it cannot tell what the store gave. When that was one row more, ${who} got ${length} activities, and the field still said ${shownValue(value)}.`,
          fix: `Set it after the store has answered, right before return results:\n${SET_LENGTH}`,
        }),
      ),
  },
];

function isBeforeUnshift(evidence: Evidence): boolean {
  const [wrong] = wrongLengths(evidence);
  const at = wrong && lastSet(evidence, LENGTH, wrong)?.at;
  return at !== undefined && (lineWith(fileAt(evidence, at), /\bunshift\(/) ?? 0) > at.line;
}

function isWrong(evidence: Evidence): (request: HomeRequest) => boolean {
  return (request) =>
    typeof request.span.fields[LENGTH] === "number" && lengthProblem(evidence, request) !== undefined;
}

function wrongLengths(evidence: Evidence): HomeRequest[] {
  return homeRequests(evidence).filter(isWrong(evidence));
}
