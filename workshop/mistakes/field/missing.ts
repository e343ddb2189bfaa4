import { codeOfField } from "../../facts/field-code.ts";
import { idleCalls, isMentioned, misusesOf, type Misused } from "../../facts/field-mentions.ts";
import { homeFrame } from "../../facts/home-frame.ts";
import { homeRequests, KEYS, lacking, LENGTH, NOW, setOnHome } from "../../facts/home-fields.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";
import { isKnownAt } from "../../facts/names-in-scope.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { ownStarted } from "../../facts/own-spans.ts";
import { shownAt } from "../../facts/code-at.ts";
import { shownNode } from "../../facts/shown-node.ts";
import { textOf } from "../../facts/program/places.ts";
import { visit } from "../../facts/run-facts.ts";
import { isMemberOf, unconditional } from "../edits/unconditional.ts";
import { addHomeFields, onHomeSpan, renameField, replaceNode } from "../edits/field-remedies.ts";
import { edits, type Remedy } from "../remedy.ts";
import type { Evidence, FieldSet } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

const ON_EACH_SPAN = /are on each span/;

/** A field is not there, or not on every span, or under another name. */
export const missingMistakes: readonly Mistake[] = [
  {
    id: "field-name-differs",
    learn: "a-name-and-a-value",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const other = otherName(evidence);
      return (
        other && {
          message: `The field is called ${shownName(other.name)}; the check looks for ${other.key}. Two spellings make two columns, and a query sees only one of them.`,
          ...(other.set ? shownAt(evidence, other.set.at) : shownNode(other.code?.key)),
          remedy: renameField(other.code, other.key),
        }
      );
    },
  },
  {
    id: "field-only-when-it-fails",
    learn: "each-request-its-own-values",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const failed = onlyInFailing(evidence);
      return (
        failed && {
          message: `${failed.name} is set only when the work fails. A request that succeeds does not run that line.`,
          ...shownAt(evidence, failed.at),
          remedy: addHomeFields(evidence, lacking(evidence)),
        }
      );
    },
  },
  {
    id: "name-without-a-field",
    learn: "on-your-own-span",
    explains: ON_EACH_SPAN,
    when(evidence) {
      for (const key of neverSet(evidence)) {
        const [misused] = misusesOf(evidence, key);
        if (!misused) continue;
        return {
          message: `${NO_FIELD[misused.how](key)} A field is made by setAttribute() or setAttributes().`,
          ...shownNode(misused.node),
          remedy: asField(evidence, misused, key),
        };
      }
      return undefined;
    },
  },
  {
    id: "field-set-on-no-span",
    symptom: true,
    learn: "on-your-own-span",
    explains: ON_EACH_SPAN,
    when(evidence) {
      for (const key of neverSet(evidence)) {
        const [call] = idleCalls(evidence, key);
        if (!call) continue;
        return {
          message: `This line sets ${key}, but in all the requests of the check it gave no span that field.`,
          ...shownNode(call),
          remedy: onHomeSpan(evidence, call) ?? addHomeFields(evidence, [key]),
        };
      }
      return undefined;
    },
  },
  {
    id: "fields-missing",
    severity: "open",
    learn: "your-task",
    explains: ON_EACH_SPAN,
    when: (evidence) =>
      neverSet(evidence).some((key) => !isMentioned(evidence, key)) && {
        message: `The span ${HOME_SPAN} does not have both fields yet.`,
      },
  },
  {
    id: "field-only-sometimes",
    symptom: true,
    learn: "each-request-its-own-values",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const all = homeRequests(evidence);
      const key = lacking(evidence).find((each) => all.some(({ span }) => span.fields[each] !== undefined));
      const without = all.find(({ span }) => key !== undefined && span.fields[key] === undefined);
      const at = setOnHome(evidence).find(({ name }) => name === key)?.at;
      return (
        key &&
        without && {
          message: `${key} is not on every span: ${without.who} has none.`,
          ...shownAt(evidence, at),
          remedy: unconditional(codeOfField(evidence, key, at)?.call),
        }
      );
    },
  },
];

const NO_FIELD: Readonly<Record<Misused["how"], (key: string) => string>> = {
  console: (key) => `This line prints ${key} to the terminal; it does not set a field.`,
  property: (key) => `This line sets a property with the name ${key} on an object; that is not a field.`,
};

/** Fields that are missing and that no code set on any span. */
function neverSet(evidence: Evidence): string[] {
  const set = new Set(evidence.run?.fieldsSet.map(({ name }) => name));
  const arrived = homeRequests(evidence).flatMap(({ span }) => Object.keys(span.fields));
  return lacking(evidence).filter((key) => !set.has(key) && !arrived.includes(key));
}

/** A field on the home feed's span whose name is nearly the right one, or means the same. */
function otherName(evidence: Evidence) {
  const set = setOnHome(evidence);
  const at = ownStarted(evidence).find(({ name }) => name === HOME_SPAN)?.at;
  for (const key of lacking(evidence)) {
    const request = homeRequests(evidence).find(({ span }) => span.fields[key] === undefined);
    // The SDK ignores some values: those are only among what was tried.
    const tried = set.filter(({ spanId }) => spanId === request?.span.spanId).map(({ name }) => name);
    const name =
      request && [...Object.keys(request.span.fields), ...tried].find((each) => isMeant(each, key));
    if (!name || tried.includes(key)) continue;
    const own = set.find((each) => each.name === name);
    return { key, name, set: own, code: codeOfField(evidence, name, own?.at ?? at) };
  }
  return undefined;
}

function onlyInFailing(evidence: Evidence): FieldSet | undefined {
  const set = setOnHome(evidence).filter(({ name }) => KEYS.includes(name));
  const inFailing = ({ visit: id }: FieldSet) => id !== undefined && visit(evidence, id).status === 500;
  const failed = set.find(inFailing);
  const isOnly = set.every((each) => each.name !== failed?.name || inFailing(each));
  return failed && isOnly && lacking(evidence).includes(failed.name) ? failed : undefined;
}

/** The same name and value, given to the span. */
function asField(evidence: Evidence, { how, node, value }: Misused, key: string): Remedy | undefined {
  const frame = homeFrame(evidence);
  if (!frame || !value || !isKnownAt(frame.span, node)) return undefined;
  // `span["app.now"] = …` may be a property of something that the code needs.
  if (how === "property" && !isMemberOf(node, frame.span)) return undefined;
  return edits(replaceNode(node, `${frame.span.name}.setAttribute("${key}", ${textOf(value)})`));
}

/** In quotation marks where a space at an end would not be seen. */
function shownName(name: string): string {
  const quoted = JSON.stringify(name);
  return /^\s|\s$/.test(name) ? `${quoted}, with a space in it` : quoted.slice(1, -1);
}

/** The same letters without case and punctuation, or few of them different. */
function isMeant(name: string, key: string): boolean {
  if (KEYS.includes(name)) return false;
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const [mine, wanted] = [letters(name), letters(key)];
  return (
    mine === wanted ||
    `app${mine}` === wanted ||
    mine.endsWith(wanted.slice(3)) ||
    (key === LENGTH && /^(app)?(results?|activities)?(length|count|size|number)$/.test(mine)) ||
    (key === NOW && /^(app)?(time|timestamp|date|nowiso|isonow|currenttime)$/.test(mine)) ||
    (wanted.length > 8 && nearestWord(mine, [wanted]) !== undefined)
  );
}
