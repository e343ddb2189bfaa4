import { type WrongAnswer, replace } from "../example.ts";
import { ASK } from "../example-files/field-text.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "length-is-no-number",
    made: "the number as text",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("results.length)", "String(results.length))") },
  },
  {
    finding: "length-is-hard-coded",
    made: "3, as in the bootcamp",
    says: "got 4 activities",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("results.length)", "3)") },
  },
  {
    finding: "length-taken-too-early",
    made: "before the activity of who is signed in is added",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:15`,
    change: {
      [FILE]: (text) =>
        text.replace(SET_LENGTH, "").replace("      if (user)", `      ${SET_LENGTH}\n      if (user)`),
    },
  },
  {
    finding: "length-of-another-request",
    made: "a variable that all requests share",
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: home({
        top: 'const tracer = trace.getTracer("home.activities");\nlet length = 0;',
        body: `return tracer.startActiveSpan("home-activities-mock-data", async (span) => {
    try {
      const now = new Date();
      ${SET_NOW}
      length = everyonesActivities(now).length + (user ? 1 : 0);
      ${ASK}
      span.setAttribute("app.result_length", length);
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "length-of-something-else",
    made: "the replies of the first activity",
    step: "span-fields",
    inShort: true,
    change: { [FILE]: replace("results.length)", "results[0]?.replies?.length ?? 0)") },
  },
  {
    finding: "length-of-something-else",
    made: "the letters of the answer",
    step: "span-fields",
    change: { [FILE]: replace("results.length)", "JSON.stringify(results).length)") },
  },
  {
    finding: "length-of-something-else",
    made: "one too many for everyone who is not signed in",
    step: "span-fields",
    change: { [FILE]: replace("results.length)", "user ? results.length : results.length + 1)") },
  },
  {
    finding: "length-is-hard-coded",
    made: "4 for who is signed in and 3 for the others, by hand",
    entries: ["G18"],
    step: "span-fields",
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("results.length)", "user ? 4 : 3)") },
  },
  {
    finding: "length-is-hard-coded",
    made: "the right numbers by hand, in a variable",
    says: "stayed 3 when the store gave one row more",
    step: "span-fields",
    change: {
      [FILE]: replace(
        SET_LENGTH,
        `let count = 3;\n      if (user) count = 4;\n      span.setAttribute("app.result_length", count);`,
      ),
    },
  },
  {
    finding: "length-is-no-number",
    made: "text for some and a number for others",
    entries: ["G18"],
    step: "span-fields",
    change: { [FILE]: replace("results.length)", "user ? results.length : `${results.length}`)") },
  },
  {
    finding: "length-is-no-number",
    made: "whether there are any",
    step: "span-fields",
    change: { [FILE]: replace("results.length)", "results.length > 0)") },
  },
  {
    finding: "length-taken-too-early",
    made: "the one activity more left out of the count",
    step: "span-fields",
    change: {
      [FILE]: replace("results.length);", 'results.filter(({ handle }) => handle !== "Lore").length);'),
    },
  },
  {
    finding: "length-is-hard-coded",
    made: "the right numbers by hand, under a computed name",
    step: "span-fields",
    change: { [FILE]: replace(SET_LENGTH, 'span["setAttribute"]("app.result_length", user ? 4 : 3);') },
  },
  {
    finding: "length-is-hard-coded",
    made: "the first count kept for all that come later",
    step: "span-fields",
    change: {
      [FILE]: (text) =>
        replace("results.length)", "(counts[user ? 1 : 0] ??= results.length))")(text) +
        "\nconst counts: number[] = [];\n",
    },
  },
  {
    finding: "length-counted-before-the-store",
    made: "a number that the code knows before it asks",
    step: "span-fields",
    outcome: "advice",
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_LENGTH, "")
          .replace(SET_NOW, `${SET_NOW}\n      span.setAttribute("app.result_length", user ? 4 : 3);`),
    },
  },
  {
    finding: "length-is-hard-coded",
    made: "a function that knows the numbers",
    step: "span-fields",
    says: "when the store gave one row more",
    change: {
      [FILE]: (text) =>
        `${replace("results.length);", "count(user));")(text)}\nfunction count(user?: string): number {\n  return user ? 4 : 3;\n}\n`,
    },
  },
];
