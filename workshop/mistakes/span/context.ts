import { lineAt, pointAt, shownAt } from "../../facts/code-at.ts";
import { nodesOf } from "../../facts/source-tree.ts";
import { ownInVisits } from "../../facts/own-spans.ts";
import { placeOf, type Place } from "../../facts/look-in-sources.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

const OPTIONS = ["attributes", "kind", "links", "root", "startTime"];

/** What passes and should still be mended: contexts and options that have no effect. */
export const contextHabits: readonly Mistake[] = [
  {
    id: "context-thrown-away",
    severity: "advice",
    learn: "the-current-span",
    when: (evidence) => {
      const options = ownInVisits(evidence).find(({ contextAsOptions }) => contextAsOptions);
      const lost = asStatement(evidence, /^trace\.setSpan\(/);
      const fix =
        "Let the work run in it:\nawait context.with(trace.setSpan(context.active(), span), async () => {\n  // … the work\n});";
      if (options)
        return {
          message: `The span ${options.name} was given a context in the place of its options, where nobody looks at it: the second argument is for options, the third for a context.`,
          ...shownAt(evidence, options.at),
          fix: `Take it away: the span finds the current one by itself. Another context stands behind the options:\n${thirdPlace(evidence, options)}`,
        };
      return (
        lost && {
          message:
            "trace.setSpan() changes nothing by itself: it gives a new context, and here nobody takes it.",
          ...pointAt(lost),
          fix,
        }
      );
    },
  },
  {
    id: "extracted-context-thrown-away",
    symptom: true,
    severity: "advice",
    learn: "the-current-span",
    when: (evidence) => {
      const lost = asStatement(evidence, /^propagation\.(extract|setBaggage)\(/);
      const what = lost?.text.includes("extract") ? "propagation.extract()" : "propagation.setBaggage()";
      return (
        lost && {
          message: `${what} changes nothing by itself: it gives a new context, and here nobody takes it. HTTP requests need neither; their instrumentation does it.`,
          ...pointAt(lost),
          fix: `Take the line away, or let the work run in what it gives:\ncontext.with(${what.replace("()", "(…)")}, () => work());`,
        }
      );
    },
  },
  {
    id: "option-unknown",
    symptom: true,
    severity: "advice",
    learn: "the-current-span",
    when: (evidence) => {
      const found = ownInVisits(evidence).flatMap((span) =>
        span.options.filter((name) => !OPTIONS.includes(name)).map((name) => ({ span, name })),
      )[0];
      return (
        found && {
          message: `The span ${found.span.name} was started with the option ${found.name}, and OpenTelemetry knows none of that name. ${/parent|context/i.test(found.name) ? "The parent is whichever span is current, or the one in the context that stands in the third place." : `It knows ${OPTIONS.join(", ")}.`}`,
          ...shownAt(evidence, found.span.at),
          fix: /parent|context/i.test(found.name)
            ? `Take it away. Another context than the current one stands behind the options:\n${thirdPlace(evidence, found.span)}`
            : `Fields are attributes there:\n{ attributes: { "app.now": now.toISOString() } }`,
        }
      );
    },
  },
  {
    id: "link-without-a-span",
    severity: "advice",
    learn: "the-current-span",
    when: (evidence) => {
      const odd = ownInVisits(evidence).find(({ linksNothing }) => linksNothing);
      return (
        odd && {
          message: `A link of the span ${odd.name} leads nowhere: its context must be a span's spanContext(), not the span itself. And a link is no parent: the span's place in the trace does not change by it.`,
          ...shownAt(evidence, odd.at),
          fix: "{ links: [{ context: other.spanContext() }] }",
        }
      );
    },
  },
  {
    id: "span-without-a-name",
    symptom: true,
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const odd = ownInVisits(evidence).find(({ name }) => /^\s*$|^undefined$|^null$|^\[object/.test(name));
      return (
        odd && {
          message: `A span of yours is called ${odd.name.trim() === "" ? "nothing at all" : JSON.stringify(odd.name)}. In the trace nobody can tell what it stands for.`,
          ...shownAt(evidence, odd.at),
          fix: 'Give it the name of its work, as a text:\ntracer.startActiveSpan("the-work", async (span) => {',
        }
      );
    },
  },
];

/** The call that started a span, with a context where one belongs. */
function thirdPlace(evidence: Evidence, { name, at }: StartedSpan): string {
  const given = `"${name}", {}, trace.setSpan(context.active(), parent)`;
  return /startActiveSpan/.test(lineAt(evidence, at))
    ? `tracer.startActiveSpan(${given}, async (span) => {`
    : `tracer.startSpan(${given});`;
}

/** A call whose result nobody takes, as a statement of its own. */
function asStatement({ backend }: Evidence, code: RegExp): Place | undefined {
  for (const source of backend.sources) {
    if (!/setSpan|extract|setBaggage/.test(source.text)) continue;
    for (const node of nodesOf(source)) {
      if (node.type !== "ExpressionStatement" || node.expression.type !== "CallExpression") continue;
      const place = placeOf(source, node);
      if (code.test(place.text)) return place;
    }
  }
  return undefined;
}
