import { type WrongAnswer, replace } from "../example.ts";
import { neither } from "../example-files/field-text.ts";

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
          'const now = new Date();\n      span.setAttributes("app.now", now.toISOString());',
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
    finding: "fields-in-an-unknown-option",
    made: "fields given at the start, under another name",
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: (text) =>
        neither(text).replace(
          '"home-activities-mock-data", async',
          '"home-activities-mock-data", { fields: { "app.now": new Date().toISOString() } }, async',
        ),
    },
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
          'span.setAttribute({ "app.now": now.toISOString(), "app.result_length": 3 });',
        )(text.replace(SET_LENGTH, "")),
    },
  },
  {
    finding: "set-attributes-without-object",
    made: "a list of pairs for setAttributes",
    step: "span-fields",
    says: "an array",
    change: {
      [FILE]: (text) =>
        replace(
          SET_LENGTH,
          'span.setAttributes([["app.now", now.toISOString()], ["app.result_length", results.length]]);',
        )(text.replace(SET_NOW, "")),
    },
  },
  {
    finding: "set-attributes-without-object",
    made: "a Map for setAttributes",
    step: "span-fields",
    says: "a Map",
    change: {
      [FILE]: replace(SET_LENGTH, 'span.setAttributes(new Map([["app.result_length", results.length]]));'),
    },
  },
  {
    finding: "name-and-value-swapped",
    made: "the number first",
    step: "span-fields",
    fix: 'span.setAttribute("app.result_length", results.length)',
    change: { [FILE]: replace(SET_LENGTH, 'span.setAttribute(results.length, "app.result_length")') },
  },
];
