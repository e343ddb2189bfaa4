import { baggageEntries } from "../../facts/baggage-entries.ts";
import { codeOfField } from "../../facts/field-code.ts";
import { ownReceived, startOf } from "../../facts/own-spans.ts";
import { shownAt } from "../../facts/code-at.ts";
import { shownNode } from "../../facts/shown-node.ts";
import { textOf } from "../../facts/program/places.ts";
import { writtenPastTheApi } from "../../facts/written-past-the-api.ts";
import type { CodeLine, Evidence } from "../../lab/evidence.ts";
import { plain, replaceNode } from "../edits/field-remedies.ts";
import type { Mistake } from "../mistake.ts";
import { edits } from "../remedy.ts";
import { withoutField } from "../edits/without-field.ts";
import { removeItem } from "../edits/edit-code.ts";

const MAIL = /[\w.+-]+@[\w-]+\.\w{2,}/;

/** What passes and is still better changed, in every field of the learner's own. */
export const habits: readonly Mistake[] = [
  {
    id: "personal-data-in-a-field",
    severity: "advice",
    learn: "what-does-not-belong-into-a-field",
    when(evidence) {
      const told = personal(evidence);
      const at = told && setAt(evidence, told.name);
      return (
        told && {
          message: `The field ${told.name} holds ${told.what}. Everyone who can see your traces can read it, for as long as they are kept.`,
          ...shownAt(evidence, at),
          remedy: withoutField(codeOfField(evidence, told.name, at)),
        }
      );
    },
  },
  {
    id: "personal-data-in-the-baggage",
    severity: "advice",
    learn: "what-does-not-belong-into-a-field",
    when(evidence) {
      const entry = baggageEntries(evidence).find(({ name }) => /e?mail|password|token|phone/i.test(name));
      return (
        entry && {
          message: `${entry.name} is put into the baggage. Baggage is sent as a header with every request that the backend makes, also to other companies.`,
          ...shownNode(entry.node),
          remedy: entry.node.type === "Property" ? edits(removeItem(entry.node)) : undefined,
        }
      );
    },
  },
  {
    id: "field-past-the-api",
    severity: "advice",
    learn: "before-the-span-ends",
    when(evidence) {
      const written = writtenPastTheApi(evidence);
      return (
        written && {
          message: `The field ${written.name} is written into the span's attributes. The API has no such property, and on a span that is not recorded this line throws.`,
          ...shownNode(written.node),
          remedy: edits(
            replaceNode(
              written.node,
              `${plain(written.span)}.setAttribute("${written.name}", ${textOf(written.value)})`,
            ),
          ),
        }
      );
    },
  },
  {
    id: "value-in-the-field-name",
    severity: "advice",
    learn: "a-name-and-a-value",
    when(evidence) {
      const names = new Set(ownReceived(evidence).flatMap(({ fields }) => Object.keys(fields)));
      const varying = [...names].find((name) => /[0-9a-f]{8}-[0-9a-f]{4}-|(^|[._-])\d+([._-]|$)/.test(name));
      return (
        varying && {
          message: `The name of the field has a value in it: ${varying}. Each name becomes a column of its own, so a query cannot take them together.`,
          ...shownAt(evidence, setAt(evidence, varying)),
          remedy: {
            kind: "ask",
            ask: "Decide on one fixed name for the field, and set what varies as its value.",
          },
        }
      );
    },
  },
];

/** Where a field was set, or where a span was started that was given it. */
function setAt(evidence: Evidence, name: string): CodeLine | undefined {
  const set = evidence.run?.fieldsSet.find((each) => each.name === name)?.at;
  return (
    set ??
    startOf(
      evidence,
      ownReceived(evidence).find(({ fields }) => name in fields),
    )?.at
  );
}

function personal(evidence: Evidence): { readonly name: string; readonly what: string } | undefined {
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
