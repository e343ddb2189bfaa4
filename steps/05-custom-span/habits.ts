import {
  calls,
  lineAt,
  nodesOf,
  ownInVisits,
  ownReceived,
  placeOf,
  pointAt,
  serverSpan,
  shownAt,
  startOf,
  visit,
  type Evidence,
  type Mistake,
  type Place,
  type StartedSpan,
} from "#course-kit";
import { renamedSpans } from "./name-mistakes.ts";

const OPTIONS = ["attributes", "kind", "links", "root", "startTime"];
/** More spans of one name in one request than anybody reads. */
const MANY = 20;

/** What passes and should still be mended, in every span of the learner's own. */
export const habits: readonly Mistake[] = [
  {
    id: "context-thrown-away",
    severity: "advice",
    learn: "the-current-span",
    when: (evidence) => {
      const options = ownInVisits(evidence).find(({ contextAsOptions }) => contextAsOptions);
      const lost = asStatement(evidence, /^\w+\.setSpan\(/);
      const fix =
        "Let the work run in it:\nawait context.with(trace.setSpan(context.active(), span), async () => {\n  // … the work\n});";
      if (options)
        return {
          message: `The span ${options.name} was given a context in the place of its options, where nobody looks at it: the second argument is for options, the third for a context.`,
          ...shownAt(evidence, options.at),
          fix: `Options in between:\ntracer.startSpan("${options.name}", {}, trace.setSpan(context.active(), parent));`,
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
    severity: "advice",
    learn: "the-current-span",
    when: (evidence) => {
      const lost = asStatement(evidence, /^\w+\.(extract|setBaggage)\(/);
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
            ? `tracer.startSpan("${found.span.name}", {}, trace.setSpan(context.active(), parent));`
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
    id: "side-by-side",
    severity: "advice",
    learn: "the-current-span",
    when: (evidence) => {
      const pair = sideBySide(evidence);
      return (
        pair && {
          message: `The spans ${pair.outer.name} and ${pair.inner.name} stand side by side in the trace, although the second begins and ends within the first: startSpan does not make a span the current one. If the one is part of the other, the trace does not say so.`,
          ...shownAt(evidence, pair.inner.at),
          fix: `Let startActiveSpan start the outer one:\ntracer.startActiveSpan("${pair.outer.name}", async (span) => { … })`,
        }
      );
    },
  },
  {
    id: "after-the-answer",
    severity: "advice",
    learn: "around-the-work",
    when: (evidence) => {
      const late = ownInVisits(evidence).find(({ began, visit: id }) => {
        const server = id === undefined ? undefined : serverSpan(evidence, id);
        const ended = evidence.run?.started.find(({ spanId }) => spanId === server?.spanId)?.endings[0];
        return ended !== undefined && began > ended.moment;
      });
      return (
        late && {
          message: `The span ${late.name} begins when its request has already been answered. In the trace it stands behind the end of its parent, and a process that stops may lose it.`,
          ...shownAt(evidence, late.at),
          fix: "Wait for that work before you answer, or give it a trace of its own with a link to the request.",
        }
      );
    },
  },
  {
    id: "rename-without-effect",
    severity: "advice",
    learn: "end-only-what-you-started",
    when: (evidence) => {
      const renamed = renamedSpans(evidence)[0];
      const kept = renamed && renamed.to === renamed.arrivedAs;
      return (
        renamed && {
          message: `updateName() gave a span of ${renamed.maker} the name ${renamed.to}. ${kept ? "Who searches for Express's own names no longer finds it." : `It arrived as ${renamed.arrivedAs ?? "something else"}: the instrumentation writes its own name at the end.`}`,
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
          fix: `tracer.startActiveSpan("${odd.name}", async (span) => { … })`,
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
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const places = Map.groupBy(ownInVisits(evidence), ({ at }) => (at ? `${at.file}:${at.line}` : ""));
      const varying = [...places].find(
        ([place, spans]) => place !== "" && holdsValues(spans.map(({ name }) => name)),
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
  {
    id: "exception-without-status",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const failed = ownReceived(evidence).find(
        ({ events, status }) => events.some(({ name }) => name === "exception") && status.code === "unset",
      );
      const place = failed && calls(evidence.backend.sources, /^recordException$/)[0];
      return (
        failed && {
          message: `recordException() notes the error on the span ${failed.name}, but the span does not count as failed: WHERE error = true does not find it.`,
          ...(place && pointAt(place)),
          fix: "span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });",
        }
      );
    },
  },
  {
    id: "ok-although-it-failed",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const failed = ownReceived(evidence).find(
        ({ visit: id, status }) =>
          status.code === "ok" && id !== undefined && visit(evidence, id).status === 500,
      );
      const place = failed && calls(evidence.backend.sources, /^setStatus$/)[0];
      return (
        failed && {
          message: `The work failed and the span ${failed.name} says OK. The first OK is final; an ERROR that comes later is ignored.`,
          ...(place && pointAt(place)),
          fix: "Take the OK away. A span without a status is a span without an error.",
        }
      );
    },
  },
  {
    id: "fields-dropped",
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const full = ownReceived(evidence).find(({ droppedFields }) => droppedFields > 0);
      return (
        full && {
          message: `The span ${full.name} was given more fields than it takes: ${full.droppedFields} of them were thrown away without a word. A span holds 128.`,
          ...shownAt(evidence, startOf(evidence, full)?.at),
          fix: "Choose the few that somebody will ask for.",
        }
      );
    },
  },
];

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

/** Two spans of one function, the second within the first by the order of things, and yet with the same parent. */
function sideBySide(evidence: Evidence): { outer: StartedSpan; inner: StartedSpan } | undefined {
  const spans = ownInVisits(evidence).filter(({ endings }) => endings.length > 0);
  for (const outer of spans) {
    if (!/startSpan\(/.test(lineAt(evidence, outer.at))) continue;
    const inner = spans.find(
      (each) =>
        each.visit === outer.visit &&
        each.parentSpanId === outer.parentSpanId &&
        each.at?.file === outer.at?.file &&
        each.began > outer.began &&
        (each.endings[0]?.moment ?? Infinity) < (outer.endings[0]?.moment ?? 0) &&
        /startSpan\(/.test(lineAt(evidence, each.at)) &&
        each.at?.line !== outer.at?.line,
    );
    if (inner) return { outer, inner };
  }
  return undefined;
}

/** Names that differ in a word or a number, not names of different work that a helper was given. */
function holdsValues(names: readonly string[]): boolean {
  const [first = "", ...rest] = [...new Set(names)];
  return rest.length > 0 && first.length > 8 && rest.every((name) => name.slice(0, 8) === first.slice(0, 8));
}
