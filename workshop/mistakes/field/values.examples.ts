import { type WrongAnswer, replace } from "../example.ts";
import { home } from "../home-text.ts";
import { neither } from "../field-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "set-attributes-without-object",
    made: "setAttributes with a name and a value",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:13`,
    change: {
      [FILE]: (text) =>
        neither(text).replace(
          "const now = new Date();",
          'const now = new Date();\n      (span as any).setAttributes("app.now", now.toISOString());',
        ),
    },
  },
  {
    finding: "name-and-value-swapped",
    made: "the value first",
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: replace(SET_NOW, 'span.setAttribute(now.toISOString(), "app.now");'),
    },
  },
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
    change: { [FILE]: replace("now.toISOString()", "now as never") },
  },
  {
    finding: "value-is-a-date",
    made: "a Date object, on the 2.x line",
    entries: ["E13"],
    step: "span-fields",
    line: "otel-2x",
    change: { [FILE]: replace("now.toISOString()", "now as never") },
  },
  {
    finding: "value-is-nothing",
    made: "a property that is not there",
    entries: ["E15"],
    step: "span-fields",
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("results.length)", "(results as any).size)") },
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
    finding: "value-is-an-object",
    made: "one object with both values",
    entries: ["E14"],
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: (text) =>
        neither(text).replace(
          "return results;",
          'span.setAttribute("app", { now: now.toISOString(), result_length: results.length } as never);\n      return results;',
        ),
    },
  },
  {
    finding: "value-is-an-object",
    made: "the whole list as the value",
    entries: ["E14"],
    step: "span-fields",
    change: { [FILE]: replace("results.length)", "results as never)") },
  },
  {
    finding: "fields-in-an-unknown-option",
    made: "fields given at the start, under another name",
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: (text) =>
        neither(text).replace(
          '"home-activities-mock-data", async',
          '"home-activities-mock-data", { fields: { "app.now": new Date().toISOString() } } as never, async',
        ),
    },
  },
  {
    finding: "field-behind-the-limit",
    made: "the fields behind two hundred others",
    unsaid: /is set only when the work fails/,
    entries: ["E30"],
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: replace(
        SET_NOW,
        'for (let row = 0; row < 200; row += 1) span.setAttribute(`row${row}`, row);\n      span.setAttribute("app.now", now.toISOString());',
      ),
    },
  },
  {
    finding: "value-is-an-object",
    made: "a Map",
    entries: ["E13"],
    step: "span-fields",
    change: { [FILE]: replace("results.length)", 'new Map([["length", results.length]]) as never)') },
  },
  {
    finding: "value-is-an-object",
    made: "a BigInt",
    entries: ["E13"],
    step: "span-fields",
    change: { [FILE]: replace("results.length)", "BigInt(results.length) as never)") },
  },
  {
    finding: "value-is-an-object",
    made: "a function instead of what it gives",
    unsaid: /is set only when the work fails/,
    entries: ["E13"],
    step: "span-fields",
    change: { [FILE]: replace("now.toISOString()", "(() => now.toISOString()) as never") },
  },
  {
    finding: "set-attribute-with-object",
    made: "an object for setAttribute, without the s",
    step: "span-fields",
    at: `${FILE}:13`,
    change: {
      [FILE]: (text) =>
        replace(
          SET_NOW,
          '(span as any).setAttribute({ "app.now": now.toISOString(), "app.result_length": 3 });',
        )(text.replace(SET_LENGTH, "")),
    },
  },
  {
    finding: "set-attributes-without-object",
    made: "a list of pairs for setAttributes",
    step: "span-fields",
    says: "a list",
    change: {
      [FILE]: (text) =>
        replace(
          SET_LENGTH,
          'span.setAttributes([["app.now", now.toISOString()], ["app.result_length", results.length]] as any);',
        )(text.replace(SET_NOW, "")),
    },
  },
];
