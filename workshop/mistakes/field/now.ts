import type { Mistake } from "../mistake.ts";
import {
  homeRequests,
  NOW,
  nowProblem,
  nowsOfOthers,
  shownValue,
  type HomeRequest,
} from "../../facts/home-fields.ts";
import { SET_NOW, wrongValue } from "../../facts/home-field-lines.ts";

const DAY = 24 * 60 * 60 * 1000;

/** `app.now` is there, and is not the time of its own request. */
export const nowMistakes: readonly Mistake[] = [
  {
    id: "now-is-no-text",
    symptom: true,
    learn: "text-number-or-yes-and-no",
    when: (evidence) =>
      wrongValue(
        evidence,
        NOW,
        ({ span }) => typeof span.fields[NOW] !== "string",
        (value) => ({
          message: `${NOW} is ${typeof value === "number" ? "the number " : ""}${shownValue(value)}. A person who reads the trace wants a time: ISO text, such as ${new Date().getUTCFullYear()}-11-30T12:00:00.000Z.`,
          fix: SET_NOW,
        }),
      ),
  },
  {
    id: "now-is-frozen",
    symptom: true,
    learn: "each-request-its-own-values",
    when: (evidence) => {
      const all = homeRequests(evidence);
      const values = new Set(all.map(({ span }) => span.fields[NOW]));
      const [value] = values;
      return (
        values.size === 1 &&
        all.length > 3 &&
        wrongValue(
          evidence,
          NOW,
          (request) => / its answer was /.test(nowProblem(evidence, request) ?? ""),
          () => ({
            message: `${NOW} is ${shownValue(value)} in each of ${all.length} requests, although they came one after the other: it is written into the code, or taken once when the file is loaded.`,
            fix: `Take the time inside homeActivities(), in each call:\nconst now = new Date();\n${SET_NOW}`,
          }),
        )
      );
    },
  },
  {
    id: "now-is-not-iso",
    learn: "text-number-or-yes-and-no",
    when: (evidence) =>
      wrongValue(
        evidence,
        NOW,
        (request) => /not ISO text/.test(nowProblem(evidence, request) ?? ""),
        (value) => ({
          message: `${NOW} is ${shownValue(value)}. ${whatIsOdd(String(value))} toISOString() always writes the same form, in UTC.`,
          fix: SET_NOW,
        }),
      ),
  },
  {
    id: "now-of-another-request",
    learn: "each-request-its-own-values",
    when: (evidence) => {
      const foreign = nowsOfOthers(evidence);
      return wrongValue(
        evidence,
        NOW,
        (request) => foreign.some(({ span }) => span === request.span),
        (value, { who, now }) => ({
          message: `${NOW} of ${who} is ${shownValue(value)}, but its answer was made at ${new Date(now).toISOString()}: it is the time of another request. A variable outside of the function is shared by all.`,
          fix: `Keep it inside the function, in a const:\nconst now = new Date();\n${SET_NOW}`,
        }),
      );
    },
  },
  {
    id: "now-is-another-time",
    symptom: true,
    learn: "each-request-its-own-values",
    when: (evidence) =>
      wrongValue(
        evidence,
        NOW,
        (request) => nowProblem(evidence, request) !== undefined,
        (value, request) => ({
          message: `${NOW} is ${shownValue(value)}, but the answer was made at ${new Date(request.now).toISOString()}.${howFar(value, request)}`,
          fix: `Use the now of homeActivities() itself:\n${SET_NOW}`,
        }),
      ),
  },
  {
    id: "now-read-twice",
    symptom: true,
    severity: "advice",
    learn: "each-request-its-own-values",
    when: (evidence) =>
      wrongValue(
        evidence,
        NOW,
        (request) => nowProblem(evidence, request) === undefined && isAnother(request),
        (value, { now }) => ({
          message: `${NOW} is ${Math.abs(Date.parse(String(value)) - now)} ms away from the time in the answer. Two readings of the clock give two times.`,
          fix: `Use the now that the answer is made with:\n${SET_NOW}`,
        }),
      ),
  },
];

/** Text with fractions tells the clock's reading; text without, or with zeros, has only lost them. */
function isAnother({ span, now }: HomeRequest): boolean {
  const value = String(span.fields[NOW]);
  return /\.(?!0+\D)/.test(value) && Date.parse(value) !== now;
}

function whatIsOdd(value: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return "That is the day, without the time.";
  if (/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(value)) return "It does not say which time zone it means.";
  if (/^\d{4}-\d\d-\d\d \d/.test(value)) return "Between day and time stands a blank, where ISO has a T.";
  if (/^["']/.test(value)) return "The quotation marks are part of the text.";
  if (/^\d+$/.test(value)) return "That is a number, written as text.";
  if (Number.isNaN(Date.parse(value))) return "That is no time that another program could read.";
  return "That is a time for people: other programs read it differently, and it does not sort.";
}

function howFar(value: unknown, { now }: HomeRequest): string {
  const away = Date.parse(String(value)) - now;
  if (Math.abs(away + 2 * DAY) < 1000)
    return " That is when the first activity was written, two days before.";
  if (Math.abs(away) < DAY / 2) return "";
  const days = Math.round(Math.abs(away) / DAY);
  return ` That is ${days === 1 ? "a day" : `${days} days`} ${away < 0 ? "before" : "after"}.`;
}
