import { fieldCalls } from "../../facts/span-code.ts";
import { fileAt, lineAt, lineOfText, pointAt, shownAt } from "../../facts/code-at.ts";
import { lineWith } from "../../facts/look-in-sources.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { visit } from "../../facts/run-facts.ts";
import type { FieldSet } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { homeRequests, KEYS, LENGTH, NOW, setOnHome } from "../../facts/home-fields.ts";
import { HOME_SPAN, HOME_FILE } from "../../facts/home-span.ts";
import { lacksAll, lineFor, SET_BOTH, SET_LENGTH, SET_NOW } from "../../facts/home-field-lines.ts";

/** A field is not there, or not on every span, or under another name. */
export const missingMistakes: readonly Mistake[] = [
  {
    id: "field-name-differs",
    symptom: true,
    learn: "a-name-and-a-value",
    when: (evidence) => {
      for (const key of KEYS) {
        const request = homeRequests(evidence).find(({ span }) => span.fields[key] === undefined);
        const set = setOnHome(evidence);
        // The SDK throws some values away: then only the code tells the name.
        const tried = set.filter(({ spanId }) => spanId === request?.span.spanId).map(({ name }) => name);
        const other =
          request && [...Object.keys(request.span.fields), ...tried].find((name) => isMeant(name, key));
        if (!other) continue;
        const at = set.find(({ name }) => name === other)?.at ?? lineOfText(evidence, other);
        return {
          message: `${other in request.span.fields ? "The span has" : "The code sets"} a field ${shownName(other)}; the one that is looked for is ${key}. Two spellings make two columns, and a query sees only one.`,
          ...shownAt(evidence, at),
          fix: lineFor(key),
        };
      }
      return undefined;
    },
  },
  {
    id: "field-set-on-no-span",
    symptom: true,
    learn: "on-your-own-span",
    when: (evidence) => {
      const set = new Set(evidence.run?.fieldsSet.map(({ name }) => name));
      const call = fieldCalls(evidence.backend.sources).find(
        ({ gives, file }) =>
          gives !== undefined && KEYS.includes(gives) && !set.has(gives) && file === HOME_FILE,
      );
      return (
        call &&
        homeRequests(evidence).some(({ span }) => span.fields[call.gives ?? ""] === undefined) && {
          message: `The code sets ${call.gives}, but that line reached no span: ${/\?\./.test(call.text) ? "what stands before ?. was nothing, or " : ""}no request ran it.`,
          ...pointAt(call),
          fix: `Set it where every request comes past, before the return, on the span that startActiveSpan hands to your function:\n${lineFor(call.gives ?? NOW)}`,
        }
      );
    },
  },
  {
    id: "field-only-when-it-fails",
    learn: "each-request-its-own-values",
    when: (evidence) => {
      const set = setOnHome(evidence).filter(({ name }) => KEYS.includes(name));
      const inFailing = ({ visit: id }: FieldSet) => id !== undefined && visit(evidence, id).status === 500;
      const failed = set.find(inFailing);
      const succeeded = homeRequests(evidence);
      return (
        failed &&
        set.every((each) => each.name !== failed.name || inFailing(each)) &&
        succeeded.length > 0 &&
        succeeded.every(({ span }) => span.fields[failed.name] === undefined) && {
          message: `${failed.name} is set only when the work fails. A request that succeeds does not come past that line.`,
          ...shownAt(evidence, failed.at),
          fix: `Set it inside the try, where the work succeeds:\n${lineFor(failed.name)}`,
        }
      );
    },
  },
  {
    id: "name-without-a-field",
    symptom: true,
    learn: "on-your-own-span",
    when: (evidence) => {
      const key = KEYS.find(
        (each) =>
          homeRequests(evidence).some(({ span }) => span.fields[each] === undefined) &&
          !evidence.run?.fieldsSet.some(({ name }) => name === each),
      );
      if (key === undefined) return undefined;
      const at = lineOfText(evidence, key);
      // A comment in another file is no attempt.
      const isAside =
        at?.file !== HOME_FILE && /\/\/|^\s*\/?\*/.test(lineAt(evidence, at).split(key)[0] ?? "");
      return (
        at &&
        !isAside && {
          message: `The name ${key} stands in the code, but no span was given a field of that name. ${whyNoField(lineAt(evidence, at), key)}`,
          ...shownAt(evidence, at),
          fix: lacksAll(evidence)
            ? SET_BOTH
            : `Set it on the span that startActiveSpan hands to your function:\n${lineFor(key)}`,
        }
      );
    },
  },
  {
    id: "fields-missing",
    symptom: true,
    learn: "your-task",
    when: (evidence) => {
      const line = lineWith(fileAt(evidence, { file: HOME_FILE }), "const now");
      return (
        lacksAll(evidence) && {
          message: `The span ${HOME_SPAN} has neither ${NOW} nor ${LENGTH} yet.`,
          file: HOME_FILE,
          ...(line !== undefined && { line }),
          fix: `Where now is known:\n${SET_NOW}\nand where the results are complete, before the return:\n${SET_LENGTH}`,
        }
      );
    },
  },
  {
    id: "field-only-sometimes",
    symptom: true,
    learn: "each-request-its-own-values",
    when: (evidence) => {
      const all = homeRequests(evidence);
      const key = KEYS.find(
        (each) =>
          all.some(({ span }) => span.fields[each] !== undefined) &&
          all.some(({ span }) => span.fields[each] === undefined),
      );
      const without = all.find(({ span }) => key !== undefined && span.fields[key] === undefined);
      return (
        key &&
        without && {
          message: `${key} is not on every span: ${without.who} has none. The line that sets it is not always reached.`,
          ...shownAt(evidence, setOnHome(evidence).find(({ name }) => name === key)?.at),
          fix: `Take it out of the if:\n${lineFor(key)}`,
        }
      );
    },
  },
  {
    id: "one-field-missing",
    symptom: true,
    learn: "your-task",
    when: (evidence) => {
      const all = homeRequests(evidence);
      const key = KEYS.find(
        (each) => all.length > 0 && all.every(({ span }) => span.fields[each] === undefined),
      );
      return (
        key &&
        !lacksAll(evidence) && {
          message: `One of the two fields is there; ${key} is missing.`,
          ...setOnHome(evidence).find(({ name }) => KEYS.includes(name))?.at,
          fix: lineFor(key),
        }
      );
    },
  },
];

/** In quotation marks where a blank at an end would not be seen. */
function shownName(name: string): string {
  const quoted = JSON.stringify(name);
  return /^\s|\s$/.test(name) ? `${quoted}, with a blank in it` : quoted.slice(1, -1);
}

/** What the line that holds the name does with it, as far as the line itself shows. */
function whyNoField(line: string, key: string): string {
  const before = line.slice(0, line.indexOf(key));
  if (/\/\/|^\s*(\/?\*|#)/.test(before)) return "It stands in a comment, which nothing runs.";
  if (/\bconsole\.\w+\(/.test(before)) return "console writes to the terminal, and not onto a span.";
  if (/new Map\(/.test(before)) return "setAttributes() wants a plain object, and takes nothing from a Map.";
  if (/^["'`]\]\s*=[^=]/.test(line.slice(line.indexOf(key) + key.length)))
    return "A property of an object is no field.";
  return "A field is made by setAttribute(), setAttributes() or the option attributes.";
}

/** The same letters without case and punctuation, or few of them different. */
function isMeant(name: string, key: string): boolean {
  if (KEYS.includes(name)) return false;
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const [mine, wanted] = [plain(name), plain(key)];
  return (
    mine === wanted ||
    `app${mine}` === wanted ||
    mine.endsWith(wanted.slice(3)) ||
    (key === LENGTH && /^(app)?(results?|activities)?(length|count|size|number)$/.test(mine)) ||
    (key === NOW && /^(app)?(time|timestamp|date|nowiso|isonow|currenttime)$/.test(mine)) ||
    (wanted.length > 8 && nearestWord(mine, [wanted]) !== undefined)
  );
}
