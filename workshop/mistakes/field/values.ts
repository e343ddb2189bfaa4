import { ownStarted } from "../../facts/own-spans.ts";
import { shownAt } from "../../facts/code-at.ts";
import { shownNode } from "../../facts/shown-node.ts";
import { callsAt, codeOfProperty, onlyCallAt } from "../../facts/field-code.ts";
import { textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { lacking, setOnHome } from "../../facts/home-fields.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";
import type { Evidence, FieldSet } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { renameMethod, replaceNode, swapArguments } from "../edits/field-remedies.ts";
import { edits, type Remedy } from "../remedy.ts";

const OPTIONS = ["attributes", "kind", "links", "root", "startTime"];
const ON_EACH_SPAN = /are on each span/;

/** A field is set in a way that the SDK does not take. */
export const valueMistakes: readonly Mistake[] = [
  {
    id: "set-attributes-without-object",
    learn: "a-name-and-a-value",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const given = evidence.run?.spanCalls.find(
        ({ call, type, spanId }) => call === "setAttributes" && type in MADE_OF && isHome(evidence, spanId),
      );
      return (
        given && {
          message: `setAttributes, with an s, takes one object. It was given ${MADE_OF[given.type]}`,
          ...shownAt(evidence, given.at),
          remedy: asObject(evidence, given),
        }
      );
    },
  },
  {
    id: "set-attribute-with-object",
    learn: "a-name-and-a-value",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const object = setOnHome(evidence).find(({ name }) => name === "[object Object]");
      return (
        object && {
          message:
            "setAttribute, without an s, takes a name and a value. It was given an object, and took that as the name.",
          ...shownAt(evidence, object.at),
          remedy: renameMethod(onlyCallAt(evidence, object.at, /^setAttribute$/), "setAttributes"),
        }
      );
    },
  },
  {
    id: "name-and-value-swapped",
    learn: "a-name-and-a-value",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const swapped = setOnHome(evidence).find(isSwapped);
      return (
        swapped && {
          message: `The name and the value are swapped: the field is called ${swapped.name}, and its value is ${JSON.stringify(swapped.text)}.`,
          ...shownAt(evidence, swapped.at),
          remedy: swapArguments(swappedCall(evidence, swapped)),
        }
      );
    },
  },
  {
    id: "fields-in-an-unknown-option",
    learn: "your-task",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const option = unknownOption(evidence);
      return (
        option && {
          message: `The span was started with the option ${option.name}. OpenTelemetry has no such option, so ${option.key} in it is lost. The option for fields is attributes.`,
          ...shownNode(option.node),
          remedy: edits(replaceNode(option.written, "attributes")),
        }
      );
    },
  },
];

/** What becomes of an argument of setAttributes() that is no plain object. */
const MADE_OF: Readonly<Record<string, string>> = {
  string: "a string, and made a field of each letter.",
  array: "an array, and made a field of each element, with its number as the name.",
  Map: "a Map, and found no properties in it.",
};

function isHome({ run }: Evidence, spanId: string): boolean {
  return run?.started.some((span) => span.spanId === spanId && span.name === HOME_SPAN) === true;
}

/** A single pair belongs in setAttribute(); pairs in a list or a Map make an object. */
function asObject(evidence: Evidence, { at, type }: Pick<FieldSet, "at" | "type">): Remedy | undefined {
  const call = onlyCallAt(evidence, at, /^setAttributes$/);
  const [first] = call?.arguments ?? [];
  if (!call || !first) return undefined;
  if (type === "string") return call.arguments.length === 2 ? renameMethod(call, "setAttribute") : undefined;
  const value = programOf(evidence).valueOf(first);
  const isPairs = value.kind === "array" && value.elements.every(({ kind }) => kind === "array");
  return type === "Map" || isPairs
    ? edits(replaceNode(first, `Object.fromEntries(${textOf(first)})`))
    : undefined;
}

/** A time or a number as the name, and a name with a dot as the value. */
function isSwapped({ name, text, type }: FieldSet): boolean {
  return type === "string" && /^\d{4}-\d\d-\d\dT|^\d+$/.test(name) && /^[a-z]\w*\.\w/i.test(text ?? "");
}

function swappedCall(evidence: Evidence, { at, text }: FieldSet) {
  const program = programOf(evidence);
  return callsAt(evidence, at, /^setAttribute$/).find(
    ({ arguments: [, second] }) => program.stringOf(second) === text,
  );
}

/** An option that OpenTelemetry does not know and that holds a field which is missing. */
function unknownOption(evidence: Evidence) {
  const program = programOf(evidence);
  for (const span of ownStarted(evidence)) {
    const name = span.options.find((each) => !OPTIONS.includes(each));
    if (span.name !== HOME_SPAN || name === undefined) continue;
    for (const { arguments: given } of callsAt(evidence, span.at, /^start(Active)?Span$/)) {
      const options = given[1] && program.valueOf(given[1]);
      const option = options?.kind === "object" ? options.properties.get(name) : undefined;
      const key = lacking(evidence).find((each) => codeOfProperty(option?.value, each));
      if (!option || !key || option.node.type !== "Property" || option.node.shorthand) continue;
      return { name, key, node: option.node, written: option.node.key };
    }
  }
  return undefined;
}
