import { lineAt, shownAt } from "../../facts/code-at.ts";
import { ownInVisits, ownReceived, startOf } from "../../facts/own-spans.ts";
import { spanCalls } from "../../facts/span-code.ts";
import { spanFrame } from "../../facts/span-frame.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { renamedSpans } from "./places.ts";

/** More spans of one name in one request than anybody reads. */
const MANY = 20;

/** What passes and should still be mended: names, kinds, and too many spans. */
export const namingHabits: readonly Mistake[] = [
  {
    id: "rename-without-effect",
    symptom: true,
    severity: "advice",
    learn: "end-only-what-you-started",
    when: (evidence) => {
      const renamed = renamedSpans(evidence)[0];
      const kept = renamed && renamed.to === renamed.arrivedAs;
      return (
        renamed && {
          message: `updateName() gave a span of ${renamed.maker} the name ${renamed.to}. ${kept ? "Who searches for its own name no longer finds it." : `It arrived as ${renamed.arrivedAs ?? "something else"}: the instrumentation writes its own name at the end.`}`,
          ...shownAt(evidence, renamed.at),
          fix: "Take it away. What you want to tell becomes a span of your own, or a field.",
        }
      );
    },
  },
  {
    id: "kind-of-the-span",
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const odd = ownReceived(evidence).find(({ kind }) => kind === "server" || kind === "client");
      return (
        odd && {
          message: `The span ${odd.name} says it is of kind ${odd.kind}. That word is for what comes in or goes out over the network; work inside the backend is internal, which is what a span is unless told otherwise.`,
          ...shownAt(evidence, startOf(evidence, odd)?.at),
          fix: `Take the option kind away:\n${withoutKind(lineAt(evidence, startOf(evidence, odd)?.at)) ?? spanFrame(odd.name)}`,
        }
      );
    },
  },
  {
    id: "a-span-for-everything",
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const counts = Map.groupBy(ownInVisits(evidence), ({ name, visit: id }) => `${id} ${name}`);
      const [first, ...more] = [...counts.values()].find((some) => some.length >= MANY) ?? [];
      return (
        first && {
          message: `One request made ${more.length + 1} spans named ${first.name}. Honeycomb counts each as an event, and the waterfall becomes a wall.`,
          ...shownAt(evidence, first.at),
          fix: "Make one span around the loop, and put the number into a field (step 6).",
        }
      );
    },
  },
  {
    id: "span-named-by-value",
    symptom: true,
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
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
          message: `One line of code gives spans several names: ${names.slice(0, 3).join(", ")}. A name is for grouping; what varies belongs into a field.`,
          ...shownAt(evidence, varying[0]?.at),
          fix: "One fixed name, and span.setAttribute(…) for what varies.",
        }
      );
    },
  },
];

/** The line without the option, where that is its only one. */
function withoutKind(line: string): string | undefined {
  const without = line.replace(/,\s*\{\s*kind:[^{},]*\}/, "");
  return without === line ? undefined : without;
}

/** Names that differ in a word or a number, not names of different work that a helper was given. */
function holdsValues(names: readonly string[], composed: boolean): boolean {
  const [first = "", ...rest] = [...new Set(names)];
  const isOneKind = first.length > 8 && rest.every((name) => name.slice(0, 8) === first.slice(0, 8));
  return rest.length > 0 && (composed || isOneKind);
}

/** Whether the code puts the name together where it starts the span. */
function isComposed({ backend }: Evidence, span: StartedSpan | undefined): boolean {
  return spanCalls(backend.sources).some(({ node, file, line }) => {
    const name = node.arguments[0];
    return (
      file === span?.at?.file &&
      line === span?.at?.line &&
      ((name?.type === "TemplateLiteral" && name.quasis.some(({ value }) => value.raw.length > 2)) ||
        (name?.type === "BinaryExpression" && name.operator === "+"))
    );
  });
}
