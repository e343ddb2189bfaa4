import { ownStarted } from "../../facts/own-spans.ts";
import { shownAt } from "../../facts/code-at.ts";
import type { Mistake } from "../mistake.ts";
import { homeRequests, KEYS, LENGTH, NOW, setOnHome } from "../../facts/home-fields.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";
import { lacksSome, lineFor, SET_LENGTH, SET_NOW } from "../../facts/home-field-lines.ts";

const OPTIONS = ["attributes", "kind", "links", "root", "startTime"];

/** A field is set in a way, or given a value, that the SDK does not take. */
export const valueMistakes: readonly Mistake[] = [
  {
    id: "set-attributes-without-object",
    learn: "a-name-and-a-value",
    when: (evidence) => {
      const first = setOnHome(evidence).find(({ name }) => name === "0");
      return (
        first && {
          message: `setAttributes, with an s, takes one object. It was given ${first.type === "string" ? "a text, and made a field of each letter" : "a list, and counted its parts for names"}.`,
          ...shownAt(evidence, first.at),
          fix: `One field:\n${SET_NOW}\nor several at once:\nspan.setAttributes({ "${NOW}": now.toISOString(), "${LENGTH}": results.length });`,
        }
      );
    },
  },
  {
    id: "set-attribute-with-object",
    learn: "a-name-and-a-value",
    when: (evidence) => {
      const object = setOnHome(evidence).find(({ name }) => name === "[object Object]");
      return (
        object && {
          message:
            "setAttribute, without an s, takes a name and a value. It was given an object, and took that for the name.",
          ...shownAt(evidence, object.at),
          fix: `With an s it takes an object:\nspan.setAttributes({ "${NOW}": now.toISOString(), "${LENGTH}": results.length });`,
        }
      );
    },
  },
  {
    id: "name-and-value-swapped",
    symptom: true,
    learn: "a-name-and-a-value",
    when: (evidence) => {
      const swapped = setOnHome(evidence).find(
        ({ name }) => /^\d{4}-\d\d-\d\dT|^\d+$/.test(name) && name !== "0",
      );
      return (
        swapped && {
          message: `The field is named ${swapped.name}: name and value are swapped.`,
          ...shownAt(evidence, swapped.at),
          fix: `First the name, then the value:\n${SET_NOW}`,
        }
      );
    },
  },
  {
    id: "fields-in-an-unknown-option",
    learn: "your-task",
    when: (evidence) => {
      const span = ownStarted(evidence).find(
        ({ name, options }) => name === HOME_SPAN && options.some((each) => !OPTIONS.includes(each)),
      );
      const option = span?.options.find((each) => !OPTIONS.includes(each));
      return (
        span &&
        lacksSome(evidence) && {
          message: `The span was started with the option ${option}, and OpenTelemetry knows none of that name: what stands in it is lost. Fields that are known at the start go into attributes.`,
          ...shownAt(evidence, span.at),
          fix: `Set each where its value is known:\n${SET_NOW}\n${SET_LENGTH}`,
        }
      );
    },
  },
  {
    id: "set-too-late",
    learn: "before-the-span-ends",
    when: (evidence) => {
      const late = setOnHome(evidence).find(({ name, late: isLate }) => isLate && KEYS.includes(name));
      return (
        late &&
        homeRequests(evidence).some(({ span }) => span.fields[late.name] === undefined) && {
          message: `${late.name} is set after the span has ended. An ended span is closed, and takes nothing more.`,
          ...shownAt(evidence, late.at),
          fix: `Set it before the span ends. The end stands last, in a finally:\n  ${lineFor(late.name)}\n  return results;\n} finally {\n  span.end();\n}`,
        }
      );
    },
  },
  {
    id: "value-is-a-date",
    learn: "text-number-or-yes-and-no",
    when: (evidence) => {
      const date = setOnHome(evidence).find(({ name, type }) => name === NOW && type === "Date");
      return (
        date && {
          message: `${NOW} was given a Date object. A field holds text, a number, or true and false; a Date is thrown away.`,
          ...shownAt(evidence, date.at),
          fix: SET_NOW,
        }
      );
    },
  },
  {
    id: "value-is-nothing",
    learn: "text-number-or-yes-and-no",
    when: (evidence) => {
      const nothing = setOnHome(evidence).find(
        ({ name, type }) => KEYS.includes(name) && /^(undefined|null|NaN)$/.test(type),
      );
      return (
        nothing && {
          message: `${nothing.name} was given ${nothing.type}, which is no value for a field.`,
          ...shownAt(evidence, nothing.at),
          fix: lineFor(nothing.name),
        }
      );
    },
  },
  {
    id: "value-is-an-object",
    learn: "text-number-or-yes-and-no",
    when: (evidence) => {
      const object = setOnHome(evidence).find(
        ({ name, type }) =>
          (KEYS.includes(name) || name === "app") &&
          /^(object|array|function|bigint|symbol|[A-Z]\w+)$/.test(type) &&
          type !== "NaN" &&
          !(name === NOW && type === "Date"),
      );
      return (
        object && {
          message: `${object.name} was given ${/^[aeiou]/i.test(object.type) ? "an" : "a"} ${object.type}. ${object.name === "app" ? "The dot in app.now is part of the name; it makes no nesting." : "It should be one plain value."}`,
          ...shownAt(evidence, object.at),
          fix:
            object.name === "app"
              ? `Set the two one by one:\n${SET_NOW}\n${SET_LENGTH}`
              : lineFor(object.name),
        }
      );
    },
  },
  {
    id: "field-behind-the-limit",
    learn: "your-task",
    when: (evidence) => {
      const full = homeRequests(evidence).find(
        ({ span }) => span.droppedFields > 0 && KEYS.some((key) => span.fields[key] === undefined),
      );
      const key = KEYS.find((each) => full?.span.fields[each] === undefined) ?? NOW;
      const at = setOnHome(evidence).find(({ name }) => name === key)?.at;
      return (
        full &&
        at && {
          message: `${key} is set, but the span was full: it takes ${Object.keys(full.span.fields).length} fields, and ${full.span.droppedFields} that came later were thrown away.`,
          ...shownAt(evidence, at),
          fix: "Choose the few fields that somebody will ask for, and take the others away.",
        }
      );
    },
  },
];
