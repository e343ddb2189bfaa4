import { shownAt } from "../../facts/code-at.ts";
import { codeOfField, type FieldCode } from "../../facts/field-code.ts";
import { KEYS, lacking, NOW, setOnHome, unkept } from "../../facts/home-fields.ts";
import { endOf } from "../../facts/end-of-span.ts";
import { withoutTypes } from "../../facts/method-name.ts";
import { functionOf, placeOf, statementOf, textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import type { Evidence, FieldSet } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { moveBefore, plain, renameMethod, rightHomeValue, setValue } from "../edits/field-remedies.ts";
import type { Remedy } from "../remedy.ts";

const ON_EACH_SPAN = /are on each span/;

/** A field was set, and the SDK did not keep it: too late, or no string, number or boolean. */
export const kindMistakes: readonly Mistake[] = [
  {
    id: "set-too-late",
    learn: "before-the-span-ends",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const late = unkept(evidence).find((each) => each.late);
      const end = late && endOf(evidence, late.spanId);
      return (
        late && {
          message: `${late.name} is set after the span has ended${end ? ` (${end.place.file}:${end.place.line})` : ""}. A span that has ended takes no more fields.`,
          ...shownAt(evidence, late.at),
          remedy: end?.node && beforeTheEnd(codeOf(evidence, late), end.node),
        }
      );
    },
  },
  {
    id: "value-is-a-date",
    learn: "text-number-or-yes-and-no",
    when(evidence) {
      const date = setOnKeys(evidence).find(({ type }) => type === "Date");
      return (
        date && {
          message: `${date.name} was given a Date object. A field holds a string, a number or a boolean, and a Date is none of these.`,
          ...shownAt(evidence, date.at),
          remedy: date.name === NOW ? isoText(codeOf(evidence, date)) : rightValue(evidence, date),
        }
      );
    },
  },
  {
    id: "value-is-nothing",
    learn: "text-number-or-yes-and-no",
    when(evidence) {
      const nothing = setOnKeys(evidence).find(({ type }) => /^(undefined|null|NaN)$/.test(type));
      return (
        nothing && {
          message: `${nothing.name} was given ${nothing.type}, which is not a value for a field.`,
          ...shownAt(evidence, nothing.at),
          remedy: rightValue(evidence, nothing),
        }
      );
    },
  },
  {
    id: "value-is-an-object",
    learn: "text-number-or-yes-and-no",
    when(evidence) {
      const object = setOnKeys(evidence).find(({ type }) => isNoPlainValue(type));
      return (
        object && {
          message: `${object.name} was given ${withArticle(object.type)}. A field holds one string, number or boolean.`,
          ...shownAt(evidence, object.at),
          remedy: asPlainValue(evidence, object),
        }
      );
    },
  },
  {
    id: "fields-in-one-object",
    learn: "a-name-and-a-value",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const object = setOnHome(evidence).find(
        ({ name, type }) => name === "app" && /^(object|Map)$/.test(type) && lacking(evidence).length > 0,
      );
      return (
        object && {
          message:
            "The field app was given an object. The dot in app.now is part of the name: each of the two is a field of its own.",
          ...shownAt(evidence, object.at),
          remedy: asTwoFields(evidence, object),
        }
      );
    },
  },
];

/** What the code gave one of the two fields in good time. */
function setOnKeys(evidence: Evidence): FieldSet[] {
  return setOnHome(evidence).filter(({ name, late }) => KEYS.includes(name) && !late);
}

function codeOf(evidence: Evidence, { name, at }: FieldSet): FieldCode | undefined {
  return codeOfField(evidence, name, at);
}

function rightValue(evidence: Evidence, set: FieldSet): Remedy | undefined {
  return rightHomeValue(evidence, set.name, codeOf(evidence, set));
}

/** Only within one function: elsewhere the names may mean nothing. */
function beforeTheEnd(
  code: FieldCode | undefined,
  end: Parameters<typeof statementOf>[0],
): Remedy | undefined {
  const isBehind =
    code?.call && statementOf(end).end <= code.call.start && functionOf(end) === functionOf(code.call);
  return isBehind && code.call ? moveBefore(code.call, end) : undefined;
}

function isoText(code: FieldCode | undefined): Remedy | undefined {
  return code && setValue(code, `${operand(code)}.toISOString()`);
}

/** The value as it can stand before a dot. */
function operand({ value }: FieldCode): string {
  const text = plain(value);
  return /^(Identifier|MemberExpression|CallExpression|NewExpression)$/.test(withoutTypes(value).type)
    ? text
    : `(${text})`;
}

function isNoPlainValue(type: string): boolean {
  return !/^(string|number|boolean|undefined|null|NaN|Date)$/.test(type);
}

function withArticle(type: string): string {
  return `${/^[aeiou]/i.test(type) ? "an" : "a"} ${type}`;
}

/** By the kind of the value: what makes a plain one of it. */
function asPlainValue(evidence: Evidence, set: FieldSet): Remedy | undefined {
  const code = codeOf(evidence, set);
  if (!code) return undefined;
  switch (set.type) {
    case "array":
      return set.name === NOW ? rightValue(evidence, set) : setValue(code, `${operand(code)}.length`);
    case "function":
      return setValue(code, `${operand(code)}()`);
    case "bigint":
      return setValue(code, `Number(${plain(code.value)})`);
    case "Promise":
      return setValue(code, `await ${operand(code)}`);
    default:
      return rightValue(evidence, set);
  }
}

/** `setAttribute("app", { now: … })` as `setAttributes({ "app.now": … })`. */
function asTwoFields(evidence: Evidence, { at }: FieldSet): Remedy | undefined {
  const code = codeOfField(evidence, "app", at);
  const call = code?.call;
  const value = code && programOf(evidence).valueOf(code.value);
  const [first, second] = call?.arguments ?? [];
  if (value?.kind !== "object" || !first || !second) return undefined;
  const pairs = [...value.properties.values()].map(({ name, node }) =>
    node.type === "Property" && !node.shorthand ? `"app.${name}": ${textOf(node.value)}` : undefined,
  );
  if (pairs.includes(undefined) || placeOf(value.node).file !== at.file) return undefined;
  return renameMethod(call, "setAttributes", [
    { start: first.start, end: second.end, text: `{ ${pairs.join(", ")} }` },
  ]);
}
