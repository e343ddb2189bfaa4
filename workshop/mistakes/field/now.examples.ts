import { type WrongAnswer, replace } from "../example.ts";
import { ASK } from "../example-files/field-text.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "now-is-no-text",
    made: "milliseconds",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", "now.getTime()") },
  },
  {
    finding: "now-is-not-iso",
    made: "the local form of the date",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", "now.toLocaleString()") },
  },
  {
    finding: "now-is-not-iso",
    made: "a template that turns the date into text",
    step: "span-fields",
    change: { [FILE]: replace("now.toISOString()", "`${now}`") },
  },
  {
    finding: "now-is-not-iso",
    made: "ISO text without its zone",
    step: "span-fields",
    change: { [FILE]: replace("now.toISOString()", "now.toISOString().slice(0, 19)") },
  },
  {
    finding: "now-is-frozen",
    made: "a time written into the code",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", '"2026-11-24T09:30:00.000Z"') },
  },
  {
    finding: "now-is-frozen",
    made: "the time at which the file was loaded",
    step: "span-fields",
    change: {
      [FILE]: (text) =>
        text
          .replace(
            'const tracer = trace.getTracer("home.activities");',
            'const tracer = trace.getTracer("home.activities");\nconst began = new Date();',
          )
          .replace("now.toISOString()", "began.toISOString()"),
    },
  },
  {
    finding: "now-is-another-time",
    made: "the time of the first activity",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", "isoTime(now, { days: -2 })") },
  },
  {
    finding: "now-read-twice",
    made: "the clock is read again at the end",
    step: "span-fields",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_NOW, "")
          .replace(
            SET_LENGTH,
            `${SET_LENGTH}\n      span.setAttribute("app.now", new Date().toISOString());`,
          ),
    },
  },
  {
    finding: "now-of-another-request",
    made: "the time of the request before, from a variable that all share",
    unsaid: /Two readings of the clock/,
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: home({
        top: 'const tracer = trace.getTracer("home.activities");\nlet last: Date | undefined;',
        body: `return tracer.startActiveSpan("home-activities-mock-data", async (span) => {
    try {
      const now = new Date();
      const before = last ?? now;
      last = now;
      ${ASK}
      span.setAttribute("app.now", before.toISOString());
      ${SET_LENGTH}
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "now-is-not-iso",
    made: "the day alone",
    step: "span-fields",
    change: { [FILE]: replace("now.toISOString()", "now.toISOString().slice(0, 10)") },
  },
  {
    finding: "now-is-not-iso",
    made: "JSON of the date, with its quotation marks",
    step: "span-fields",
    change: { [FILE]: replace("now.toISOString()", "JSON.stringify(now)") },
  },
  {
    finding: "now-is-not-iso",
    made: "the form of an HTTP header",
    step: "span-fields",
    change: { [FILE]: replace("now.toISOString()", "now.toUTCString()") },
  },
];
