import { calls, lastName, placeOf, withoutType } from "../../facts/look-in-sources.ts";
import { lineOfText, pointAt, shownAt } from "../../facts/code-at.ts";
import { nodesOf, textOf } from "../../facts/source-tree.ts";
import { ownReceived, startOf } from "../../facts/own-spans.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

const MAIL = /[\w.+-]+@[\w-]+\.\w{2,}/;

/** What passes and should still be mended, in every field of the learner's own. */
export const habits: readonly Mistake[] = [
  {
    id: "personal-data-in-a-field",
    severity: "advice",
    learn: "what-does-not-belong-into-a-field",
    when: (evidence) => {
      const told = personal(evidence);
      return (
        told && {
          message: `The field ${told.name} holds ${told.what}. Everybody who may see your traces can read it, for as long as they are kept.`,
          ...shownAt(evidence, setAt(evidence, told.name)),
          fix: "Leave it out, or put in an id that says nothing about the person.",
        }
      );
    },
  },
  {
    id: "personal-data-in-the-baggage",
    severity: "advice",
    learn: "what-does-not-belong-into-a-field",
    when: ({ backend }) => {
      const place = calls(backend.sources, /^(createBaggage|setEntry)$/).find(({ text }) =>
        /e?mail|password|token|phone|@/i.test(text),
      );
      return (
        place && {
          message:
            "Personal data is put into the baggage. Baggage goes out as a header with every request that the backend sends, to strangers too.",
          ...pointAt(place),
          fix: "Put in an id that says nothing about the person, or nothing at all.",
        }
      );
    },
  },
  {
    id: "field-past-the-api",
    severity: "advice",
    learn: "before-the-span-ends",
    when: (evidence) => {
      const written = writtenPastTheApi(evidence);
      return (
        written && {
          message: `The field ${written.name} is written into the span's attributes, which the API does not have: they belong to the SDK of today. Where a span records nothing, that line throws.`,
          ...pointAt(written.place),
          fix: `${written.span}.setAttribute("${written.name}", ${written.value});`,
        }
      );
    },
  },
  {
    id: "value-in-the-field-name",
    symptom: true,
    severity: "advice",
    learn: "a-name-and-a-value",
    when: (evidence) => {
      const names = new Set(ownReceived(evidence).flatMap(({ fields }) => Object.keys(fields)));
      const varying = [...names].find((name) => /[0-9a-f]{8}-[0-9a-f]{4}-|(^|[._-])\d+([._-]|$)/.test(name));
      return (
        varying && {
          message: `The field's name holds a value: ${varying}. Each name is a column of its own; with thousands of them nobody finds one any more.`,
          ...shownAt(evidence, setAt(evidence, varying)),
          fix: "A fixed name, and what varies as its value.",
        }
      );
    },
  },
];

function setAt(evidence: Evidence, name: string) {
  const set = evidence.run?.fieldsSet.find((each) => each.name === name)?.at;
  // Given at the start of a span, as an option.
  const span = ownReceived(evidence).find(({ fields }) => name in fields);
  return set ?? lineOfText(evidence, `"${name}"`) ?? startOf(evidence, span)?.at;
}

/** `span.attributes["name"] = value`, where a field of that name arrived although nobody set it. */
function writtenPastTheApi(evidence: Evidence) {
  const set = new Set(evidence.run?.fieldsSet.map(({ name }) => name));
  const arrived = new Set(ownReceived(evidence).flatMap(({ fields }) => Object.keys(fields)));
  for (const source of evidence.backend.sources) {
    if (!source.text.includes(".attributes[")) continue;
    for (const node of nodesOf(source)) {
      if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") continue;
      const { object, property } = node.left;
      if (object.type !== "MemberExpression" || lastName(object) !== "attributes") continue;
      const name = property.type === "Literal" ? String(property.value) : "";
      if (!arrived.has(name) || set.has(name)) continue;
      const span = withoutType(object.object);
      if (!span) continue;
      return {
        name,
        span: textOf(source, span),
        value: textOf(source, node.right),
        place: placeOf(source, node),
      };
    }
  }
  return undefined;
}

function personal(evidence: Evidence): { name: string; what: string } | undefined {
  for (const { fields } of ownReceived(evidence)) {
    for (const [name, value] of Object.entries(fields)) {
      const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
      if (MAIL.test(text)) return { name, what: "an e-mail address" };
      if (/\beyJ[\w-]{10,}\.[\w-]{10,}/.test(text)) return { name, what: "a token" };
      if (/password|passwd|secret|authorization|cookie/i.test(name))
        return { name, what: "a secret, by its name" };
    }
  }
  return undefined;
}
