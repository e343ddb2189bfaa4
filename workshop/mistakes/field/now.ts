import type { Mistake, Told } from "../mistake.ts";
import {
  homeRequests,
  isIsoTime,
  NOW,
  nowProblem,
  nowsOfOthers,
  shownValue,
  type HomeRequest,
} from "../../facts/home-fields.ts";
import { functionOf, placeOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { isNowCut } from "../../facts/span-limits.ts";
import { wrongValue, type WrongValue } from "../../facts/wrong-value.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { rightHomeValue } from "../edits/field-remedies.ts";

const DAY = 24 * 60 * 60 * 1000;
const OWN_TIME = /is the time of its own request/;

/** `app.now` is there, and is not the time of its own request. */
export const nowMistakes: readonly Mistake[] = [
  {
    id: "now-is-no-text",
    symptom: true,
    learn: "text-number-or-yes-and-no",
    explains: OWN_TIME,
    when(evidence) {
      const wrong = wrongNow(evidence, ({ span }) => typeof span.fields[NOW] !== "string");
      const kind = typeof wrong?.value === "number" ? "the number " : "";
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${NOW} is ${kind}${shownValue(wrong.value)}, not a time that a person can read. An ISO time looks like ${new Date(wrong.request.now).toISOString()}.`,
        )
      );
    },
  },
  {
    id: "now-is-frozen",
    learn: "each-request-its-own-values",
    explains: OWN_TIME,
    when(evidence) {
      const all = homeRequests(evidence);
      if (new Set(all.map(({ span }) => span.fields[NOW])).size !== 1 || all.length < 4) return undefined;
      const wrong = wrongNow(evidence, (request) => isOff(evidence, request));
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${NOW} is ${shownValue(wrong.value)} in each of ${all.length} requests, although they came one after the other.${whyFrozen(evidence, wrong)}`,
        )
      );
    },
  },
  {
    id: "now-is-not-iso",
    learn: "text-number-or-yes-and-no",
    explains: OWN_TIME,
    when(evidence) {
      const wrong = wrongNow(
        evidence,
        ({ span: { fields } }) => typeof fields[NOW] === "string" && !isIsoTime(fields[NOW]),
      );
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${NOW} is ${shownValue(wrong.value)}. ${whatIsOdd(String(wrong.value))} toISOString() always writes the same form, in UTC.`,
        )
      );
    },
  },
  {
    id: "now-of-another-request",
    learn: "each-request-its-own-values",
    explains: OWN_TIME,
    when(evidence) {
      const foreign = new Set(nowsOfOthers(evidence).map(({ span }) => span));
      const wrong = wrongNow(evidence, ({ span }) => foreign.has(span));
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${NOW} of ${wrong.request.who} is ${shownValue(wrong.value)}, but its answer was made at ${answeredAt(wrong)}. It is the time of another request.`,
        )
      );
    },
  },
  {
    id: "now-is-another-time",
    symptom: true,
    learn: "each-request-its-own-values",
    explains: OWN_TIME,
    when(evidence) {
      const wrong = wrongNow(evidence, (request) => isOff(evidence, request));
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${NOW} is ${shownValue(wrong.value)}, but the answer was made at ${answeredAt(wrong)}.${howFar(wrong.value, wrong.request)}`,
        )
      );
    },
  },
  {
    id: "now-read-twice",
    severity: "advice",
    learn: "each-request-its-own-values",
    when(evidence) {
      if (homeRequests(evidence).some((request) => nowProblem(evidence, request) !== undefined))
        return undefined;
      const wrong = wrongNow(evidence, isAnother);
      const away = wrong && Math.abs(Date.parse(String(wrong.value)) - wrong.request.now);
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${NOW} is ${away} ms away from the time in the answer: the clock was read twice, and gave two times.`,
        )
      );
    },
  },
];

function told(evidence: Evidence, { shown, code }: WrongValue, message: string): Told {
  return { message, ...shown, remedy: rightHomeValue(evidence, NOW, code) };
}

/** A value that was shorter when it arrived says nothing about the code. */
function wrongNow(evidence: Evidence, isWrong: (request: HomeRequest) => boolean): WrongValue | undefined {
  return wrongValue(evidence, NOW, (request) => !isNowCut(evidence, request) && isWrong(request));
}

/** An ISO time, and not the request's own. */
function isOff(evidence: Evidence, request: HomeRequest): boolean {
  return isIsoTime(request.span.fields[NOW]) && nowProblem(evidence, request) !== undefined;
}

function answeredAt({ request }: WrongValue): string {
  return new Date(request.now).toISOString();
}

/** As far as the code shows it: the time is a string in it, or was taken when the file was loaded. */
function whyFrozen(evidence: Evidence, { code }: WrongValue): string {
  if (!code) return "";
  const program = programOf(evidence);
  if (program.stringOf(code.value) !== undefined) return " It is a string in the code.";
  const taken = madeOf(evidence, code.value);
  if (!taken || functionOf(taken) !== undefined || program.runsAtLoad(taken) !== "yes") return "";
  const { file, line } = placeOf(taken);
  return ` It was taken once, when the file was loaded (${file}:${line}).`;
}

/** The `new Date()` whose method gives a value. */
function madeOf(evidence: Evidence, value: Parameters<typeof placeOf>[0]) {
  const program = programOf(evidence);
  if (value.type !== "CallExpression" || value.callee.type !== "MemberExpression") return undefined;
  const object = program.valueOf(value.callee.object);
  return object.kind === "construction" ? object.node : undefined;
}

/** A string with fractions tells the clock's reading; one without, or with zeros, has only lost them. */
function isAnother({ span, now }: HomeRequest): boolean {
  const value = String(span.fields[NOW]);
  return /\.(?!0+\D)/.test(value) && Date.parse(value) !== now;
}

function whatIsOdd(value: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return "That is the day, without the time.";
  if (/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(value)) return "It does not say which time zone it is in.";
  if (/^\d{4}-\d\d-\d\d \d/.test(value)) return "ISO has a T between the day and the time, not a space.";
  if (/^["']/.test(value)) return "The quotation marks are part of the string.";
  if (/^\d+$/.test(value)) return "That is a number, written as a string.";
  if (Number.isNaN(Date.parse(value))) return "No other program can read that as a time.";
  return "That form is for people: programs read it in different ways, and it does not sort.";
}

function howFar(value: unknown, { now }: HomeRequest): string {
  const away = Date.parse(String(value)) - now;
  if (Math.abs(away + 2 * DAY) < 1000)
    return " That is when the first activity was written, two days before.";
  if (Math.abs(away) < DAY / 2) return "";
  const days = Math.round(Math.abs(away) / DAY);
  return ` That is ${days === 1 ? "a day" : `${days} days`} ${away < 0 ? "before" : "after"}.`;
}
