import { type WrongAnswer, replace } from "../example.ts";
import { home } from "../example-files/home-text.ts";
import { neither } from "../example-files/field-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "set-too-late",
    made: "the length is set after the end",
    entries: ["E07"],
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan("home-activities-mock-data");
    const now = new Date();
    ${SET_NOW}
    const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now)).finally(() => span.end());
    if (user) results.unshift(lore(now));
    ${SET_LENGTH}
    return results;`,
      }),
    },
  },
  {
    finding: "value-is-a-date",
    made: "a Date object",
    entries: ["E13"],
    unsaid: /is set only when the work fails/,
    step: "span-fields",
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", "now") },
  },
  {
    finding: "value-is-a-date",
    made: "a Date object, on the 2.x line",
    entries: ["E13"],
    step: "span-fields",
    line: "otel-2x",
    change: { [FILE]: replace("now.toISOString()", "now") },
  },
  {
    finding: "value-is-nothing",
    made: "a property that is not there",
    entries: ["E15"],
    step: "span-fields",
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("results.length)", "results.size)") },
  },
  {
    finding: "value-is-nothing",
    made: "not a number",
    entries: ["E15"],
    step: "span-fields",
    unsaid: /a list or a map/,
    change: { [FILE]: replace("results.length)", "Number(results))") },
  },
  {
    finding: "fields-in-one-object",
    made: "one object with both values",
    entries: ["E14"],
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: (text) =>
        neither(text).replace(
          "return results;",
          'span.setAttribute("app", { now: now.toISOString(), result_length: results.length });\n      return results;',
        ),
    },
  },
  {
    finding: "value-is-an-object",
    made: "the whole list as the value",
    entries: ["E14"],
    step: "span-fields",
    change: { [FILE]: replace("results.length)", "results)") },
  },
  {
    finding: "value-is-an-object",
    made: "a Map",
    entries: ["E13"],
    step: "span-fields",
    change: { [FILE]: replace("results.length)", 'new Map([["length", results.length]]))') },
  },
  {
    finding: "value-is-an-object",
    made: "a BigInt",
    entries: ["E13"],
    step: "span-fields",
    change: { [FILE]: replace("results.length)", "BigInt(results.length))") },
  },
  {
    finding: "value-is-an-object",
    made: "a function instead of what it gives",
    unsaid: /is set only when the work fails/,
    entries: ["E13"],
    step: "span-fields",
    change: { [FILE]: replace("now.toISOString()", "(() => now.toISOString())") },
  },
  {
    finding: "set-too-late",
    made: "below the end, in the finally",
    step: "span-fields",
    fix: "before line 18, add:",
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan("home-activities-mock-data", async (work) => {
    let rows: Activity[] = [];
    try {
      const now = new Date();
      work.setAttribute("app.now", now.toISOString());
      rows = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
      if (user) rows.unshift(lore(now));
      return rows;
    } finally {
      work.end();
      work.setAttribute("app.result_length", rows.length);
    }
  });`,
      }),
    },
  },
  {
    finding: "value-is-a-date",
    made: "a Date in an object with both fields",
    step: "span-fields",
    fix: '"app.now": now.toISOString()',
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_NOW, "")
          .replace(
            SET_LENGTH,
            'const fields = { "app.now": now, "app.result_length": results.length };\n      span.setAttributes(fields);',
          ),
    },
  },
];
