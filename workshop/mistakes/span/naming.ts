import { optionOf } from "../../facts/parent-in-code.ts";
import { ownInVisits, ownReceived, startOf } from "../../facts/own-spans.ts";
import { programOf } from "../../facts/program/program.ts";
import { renamedSpans } from "../../facts/renamed-spans.ts";
import { shownAt } from "../../facts/code-at.ts";
import { bareStatement, startCallOf } from "../../facts/start-calls.ts";
import { calledMethod } from "../../facts/called-method.ts";
import { removeProperty, removeStatement } from "../edits/edit-code.ts";
import { edits, type Remedy } from "../remedy.ts";
import type { CodeLine, Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

/** More spans of one name in one request than anyone reads. */
const MANY = 20;

/** What passes and should still be fixed: names, kinds, and too many spans. */
export const namingHabits: readonly Mistake[] = [
  {
    id: "rename-without-effect",
    symptom: true,
    severity: "advice",
    learn: "end-only-what-you-started",
    when(evidence) {
      const renamed = renamedSpans(evidence)[0];
      const isKept = renamed && renamed.to === renamed.arrivedAs;
      return (
        renamed && {
          message: `updateName() gave a span of ${renamed.maker} the name ${renamed.to}. ${isKept ? "A search for its own name no longer finds it." : `It arrived as ${renamed.arrivedAs ?? "something else"}: the instrumentation writes its own name at the end.`}`,
          ...shownAt(evidence, renamed.at),
          remedy: withoutRename(evidence, renamed.at),
        }
      );
    },
  },
  {
    id: "kind-of-the-span",
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when(evidence) {
      const odd = ownReceived(evidence).find(({ kind }) => kind === "server" || kind === "client");
      const start = startOf(evidence, odd);
      const call = startCallOf(evidence, start);
      const kind = call && optionOf(evidence, call, "kind");
      return (
        odd && {
          message: `The span ${odd.name} says it is of kind ${odd.kind}. That word is for what comes in or goes out over the network; work inside the backend is internal, which every span is without the option kind.`,
          ...shownAt(evidence, start?.at),
          remedy: kind && edits(removeProperty(kind.node)),
        }
      );
    },
  },
  {
    id: "a-span-for-everything",
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when(evidence) {
      const counts = Map.groupBy(ownInVisits(evidence), ({ name, visit: id }) => `${id} ${name}`);
      const [first, ...more] = [...counts.values()].find((some) => some.length >= MANY) ?? [];
      return (
        first && {
          message: `One request made ${more.length + 1} spans named ${first.name}. Honeycomb counts each as an event, and the waterfall becomes a wall. One span around the loop, with the number in a field (step 6), says the same.`,
          ...shownAt(evidence, first.at),
        }
      );
    },
  },
  {
    id: "span-named-by-value",
    symptom: true,
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when(evidence) {
      const places = Map.groupBy(ownInVisits(evidence), ({ at }) => (at ? `${at.file}:${at.line}` : ""));
      const varying = [...places].find(
        ([place, spans]) =>
          place !== "" &&
          holdsValues(
            spans.map(({ name }) => name),
            isComposed(evidence, spans[0]),
          ),
      )?.[1];
      const names = [...new Set(varying?.map(({ name }) => name))];
      return (
        varying && {
          message: `One line of code gives spans several names: ${names.slice(0, 3).join(", ")}. A name is for grouping; what varies belongs in a field, by span.setAttribute().`,
          ...shownAt(evidence, varying[0]?.at),
        }
      );
    },
  },
];

/** Without the statement that renames, where it does nothing else. */
function withoutRename(evidence: Evidence, at: CodeLine): Remedy | undefined {
  const calls = programOf(evidence)
    .nodesAt(at)
    .filter((node) => node.type === "CallExpression" && calledMethod(node) === "updateName");
  const [call] = calls;
  return calls.length === 1 && call && bareStatement(call) ? edits(removeStatement(call)) : undefined;
}

/** Names that differ in a word or a number, not names of different work that a helper was given. */
function holdsValues(names: readonly string[], composed: boolean): boolean {
  const [first = "", ...rest] = [...new Set(names)];
  const isOneKind = first.length > 8 && rest.every((name) => name.slice(0, 8) === first.slice(0, 8));
  return rest.length > 0 && (composed || isOneKind);
}

/** Whether the code puts the name together where it starts the span. */
function isComposed(evidence: Evidence, span: StartedSpan | undefined): boolean {
  const name = startCallOf(evidence, span)?.node.arguments[0];
  return (
    (name?.type === "TemplateLiteral" && name.quasis.some(({ value }) => value.raw.length > 2)) ||
    (name?.type === "BinaryExpression" && name.operator === "+")
  );
}
