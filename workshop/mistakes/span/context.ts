import type { Node } from "oxc-parser";
import { bareStatement, startCallOf } from "../../facts/start-calls.ts";
import { optionOf } from "../../facts/parent-in-code.ts";
import { ownInVisits } from "../../facts/own-spans.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { programOf } from "../../facts/program/program.ts";
import { removeProperty, removeStatement, replaceNode, writeBefore } from "../edits/edit-code.ts";
import { edits, type Remedy } from "../remedy.ts";
import { textOf } from "../../facts/program/places.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

const OPTIONS = ["attributes", "kind", "links", "root", "startTime"];

/** What passes and should still be fixed: contexts and options that have no effect. */
export const contextHabits: readonly Mistake[] = [
  {
    id: "context-thrown-away",
    severity: "advice",
    learn: "the-current-span",
    when(evidence) {
      const span = ownInVisits(evidence).find(({ contextAsOptions }) => contextAsOptions);
      if (span) {
        const context = startCallOf(evidence, span)?.node.arguments[1];
        return {
          message: `The span ${span.name} was given a context where its options belong, so the context has no effect: the second argument is for options, the third for a context.`,
          ...shownAt(evidence, span.at),
          remedy: context && edits(writeBefore(context, "{}, ")),
        };
      }
      const lost = unused(evidence, ["trace", "setSpan"]);
      return (
        lost && {
          message:
            "trace.setSpan() changes nothing by itself: it returns a new context, and this line drops it.",
          ...pointAt(lost),
          remedy: edits(removeStatement(lost.node)),
        }
      );
    },
  },
  {
    id: "extracted-context-thrown-away",
    symptom: true,
    severity: "advice",
    learn: "the-current-span",
    when(evidence) {
      const extract = unused(evidence, ["propagation", "extract"]);
      const lost = extract ?? unused(evidence, ["propagation", "setBaggage"]);
      return (
        lost && {
          message: `propagation.${extract ? "extract" : "setBaggage"}() changes nothing by itself: it returns a new context, and this line drops it. HTTP requests do not need it; their instrumentation does it.`,
          ...pointAt(lost),
          remedy: edits(removeStatement(lost.node)),
        }
      );
    },
  },
  {
    id: "option-unknown",
    symptom: true,
    severity: "advice",
    learn: "the-current-span",
    when(evidence) {
      const found = ownInVisits(evidence).flatMap((span) =>
        span.options.filter((name) => !OPTIONS.includes(name)).map((name) => ({ span, name })),
      )[0];
      return (
        found && {
          message: `The span ${found.span.name} was started with the option ${found.name}, which OpenTelemetry does not know. ${/parent|context/i.test(found.name) ? "The parent is the current span, or the one in the context that is the third argument." : `It knows ${OPTIONS.join(", ")}.`}`,
          ...shownAt(evidence, found.span.at),
          remedy: withoutOption(evidence, found.span, found.name),
        }
      );
    },
  },
  {
    id: "link-without-a-span",
    severity: "advice",
    learn: "the-current-span",
    when(evidence) {
      const odd = ownInVisits(evidence).find(({ linksNothing }) => linksNothing);
      return (
        odd && {
          message: `A link of the span ${odd.name} leads nowhere: its context must be a span's spanContext(), not the span itself.`,
          ...shownAt(evidence, odd.at),
          remedy: linkOfSpan(evidence, odd),
        }
      );
    },
  },
  {
    id: "span-without-a-name",
    symptom: true,
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when(evidence) {
      const odd = ownInVisits(evidence).find(({ name }) => /^\s*$|^undefined$|^null$|^\[object/.test(name));
      return (
        odd && {
          message: `A span of yours is called ${odd.name.trim() === "" ? "nothing at all" : JSON.stringify(odd.name)}. In the trace it does not tell what it stands for.`,
          ...shownAt(evidence, odd.at),
          remedy: { kind: "ask", ask: "Decide what to call it: the name of its work, as a string." },
        }
      );
    },
  },
];

/** A call of the API whose result is dropped, in a statement of its own. */
function unused(evidence: Evidence, path: readonly string[]) {
  return programOf(evidence)
    .callsOf({ from: "@opentelemetry/api", path })
    .find(({ node }) => bareStatement(node));
}

function withoutOption(evidence: Evidence, span: StartedSpan, name: string): Remedy | undefined {
  const call = startCallOf(evidence, span);
  const option = call && optionOf(evidence, call, name);
  return option && edits(removeProperty(option.node));
}

/** The one link's span, asked for its context. */
function linkOfSpan(evidence: Evidence, span: StartedSpan): Remedy | undefined {
  const call = startCallOf(evidence, span);
  const links = call && optionOf(evidence, call, "links")?.value;
  const [link, ...more] = links?.kind === "array" ? links.elements : [];
  const context = link?.kind === "object" ? link.properties.get("context")?.node : undefined;
  const given = context?.type === "Property" ? bareOf(context.value) : undefined;
  if (!given || more.length > 0) return undefined;
  const optional = given.type === "CallExpression" ? "!" : "";
  return edits(replaceNode(given, `${textOf(given)}${optional}.spanContext()`));
}

function bareOf(node: Node): Node {
  return node.type === "TSAsExpression" || node.type === "TSNonNullExpression" ? node.expression : node;
}
