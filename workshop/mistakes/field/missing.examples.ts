import { type WrongAnswer, replace } from "../example.ts";
import { neither } from "../example-files/field-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "fields-missing",
    made: "nothing was written yet",
    step: "span-fields",
    outcome: "open",
    inShort: true,
    change: { [FILE]: neither },
  },
  {
    finding: "fields-missing",
    made: "nothing was written yet, and a comment elsewhere names one",
    step: "span-fields",
    outcome: "open",
    unsaid: /stands in the code/,
    change: { [FILE]: neither, "backend/src/answer.ts": (text) => `// app.now is not set here.\n${text}` },
  },
  {
    finding: "fields-missing",
    made: "only app.now",
    step: "span-fields",
    outcome: "open",
    inShort: true,
    change: { [FILE]: replace(SET_LENGTH, "") },
  },
  {
    finding: "field-only-sometimes",
    made: "the length only for who is signed in",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace(SET_LENGTH, `if (user) ${SET_LENGTH}`) },
  },
  {
    finding: "field-name-differs",
    made: "result_lenght",
    entries: ["E26"],
    step: "span-fields",
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("app.result_length", "app.result_lenght") },
  },
  {
    finding: "field-name-differs",
    made: "camel case",
    entries: ["E26"],
    step: "span-fields",
    change: { [FILE]: replace("app.result_length", "app.resultLength") },
  },
  {
    finding: "field-name-differs",
    made: "without app.",
    entries: ["E26"],
    step: "span-fields",
    change: { [FILE]: replace('"app.now"', '"now"') },
  },
  {
    finding: "field-set-on-no-span",
    made: "the field in a helper that is never called",
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: (text) =>
        text.replace(SET_LENGTH, "") +
        '\nexport function note(length: number) {\n  trace.getActiveSpan()?.setAttribute("app.result_length", length);\n}\n',
    },
  },
  {
    finding: "field-set-on-no-span",
    made: "a span looked for where none is",
    entries: ["E03"],
    step: "span-fields",
    change: {
      [FILE]: (text) =>
        text
          .replace("import { trace }", "import { ROOT_CONTEXT, trace }")
          .replace(
            SET_LENGTH,
            'trace.getSpan(ROOT_CONTEXT)?.setAttribute("app.result_length", results.length);',
          ),
    },
  },
  {
    finding: "field-name-differs",
    made: "count instead of result_length",
    entries: ["E26"],
    step: "span-fields",
    change: { [FILE]: replace("app.result_length", "app.count") },
  },
  {
    finding: "field-name-differs",
    made: "a space after the name",
    says: '"app.now ", with a space',
    entries: ["E26"],
    step: "span-fields",
    change: { [FILE]: replace('"app.now"', '"app.now "') },
  },
  {
    finding: "name-without-a-field",
    made: "the fields written to the terminal",
    step: "span-fields",
    inShort: true,
    at: `${FILE}:13`,
    says: "prints app.now to the terminal",
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_NOW, 'console.log("app.now", now.toISOString());')
          .replace(SET_LENGTH, 'console.log("app.result_length", results.length);'),
    },
  },
  {
    finding: "fields-missing",
    made: "one of the two in a comment",
    step: "span-fields",
    outcome: "open",
    change: { [FILE]: replace(SET_LENGTH, `// ${SET_LENGTH}`) },
  },
  {
    finding: "name-without-a-field",
    made: "a property of the span",
    step: "span-fields",
    says: "sets a property",
    change: { [FILE]: replace(SET_NOW, 'span["app.now"] = now.toISOString();') },
  },
  {
    finding: "field-only-when-it-fails",
    made: "the fields in the catch alone",
    step: "span-fields",
    says: "only when the work fails",
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_NOW, "")
          .replace(SET_LENGTH, "")
          .replace(
            "} finally",
            '} catch (error) {\n      span.setAttribute("app.now", new Date().toISOString());\n      span.setAttribute("app.result_length", 0);\n      throw error;\n    } finally',
          ),
    },
  },
  {
    finding: "field-name-differs",
    made: "a typo in a constant",
    step: "span-fields",
    fix: 'const LENGTH = "app.result_length";',
    change: {
      [FILE]: (text) =>
        text
          .replace('"app.result_length"', "LENGTH")
          .replace("const tracer", 'const LENGTH = "app.result_lenght";\nconst tracer'),
    },
  },
  {
    finding: "field-only-sometimes",
    made: "the length after &&, for those who are signed in",
    step: "span-fields",
    fix: `      ${SET_LENGTH}`,
    change: { [FILE]: replace(SET_LENGTH, `user && ${SET_LENGTH}`) },
  },
];
