import {
  calls,
  fileAt,
  lineAt,
  lineOfText,
  nodesOf,
  ownInVisits,
  ownReceived,
  ownThrow,
  placeOf,
  pointAt,
  remedyForError,
  serverSpan,
  shownAt,
  spanCalls,
  spanFrame,
  spanMs,
  startOf,
  thrown,
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
    id: "span-without-a-name",
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const odd = ownInVisits(evidence).find(({ name }) => /^\s*$|^undefined$|^null$|^\[object/.test(name));
      return (
        odd && {
          message: `A span of yours is called ${odd.name.trim() === "" ? "nothing at all" : JSON.stringify(odd.name)}. In the list of traces nobody can tell what it stands for.`,
          ...shownAt(evidence, odd.at),
          fix: 'Give it the name of its work, as a text:\ntracer.startActiveSpan("the-work", async (span) => { … })',
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
      const late = ownInVisits(evidence).find((span) => beginsLate(evidence, span));
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
    id: "open-after-the-answer",
    severity: "advice",
    learn: "around-the-work",
    when: (evidence) => {
      const late = ownInVisits(evidence).find(
        (span) => endsLate(evidence, span) && !beginsLate(evidence, span),
      );
      return (
        late && {
          message: `The span ${late.name} is still open when its request has been answered${howMuchLater(evidence, late)}. Its time then says nothing of what somebody waited for, and a process that stops loses it.`,
          ...shownAt(evidence, late.endings[0]?.at ?? late.at),
          fix: `Wait for that work before you answer, and end the span with it:\n${spanFrame(late.name)}`,
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
    id: "error-although-it-went-well",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const red = ownReceived(evidence).filter(
        ({ visit: id, status }) =>
          status.code === "error" && id !== undefined && visit(evidence, id).status === 200,
      );
      const place = red[0] && calls(evidence.backend.sources, /^setStatus$/)[0];
      return (
        red[0] && {
          message: `The span ${red[0].name} says error in a request that was answered well. Then WHERE error = true finds what works, too.`,
          ...(place && pointAt(place)),
          fix: "Set ERROR in the catch alone. A span without a status is a span without an error.",
        }
      );
    },
  },
  {
    id: "status-unknown",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const at = lineOfText(evidence, /\bSpanStatusCode\.(?!UNSET\b|OK\b|ERROR\b)\w/);
      const word = /SpanStatusCode\.\w+/.exec(lineAt(evidence, at))?.[0];
      return (
        at && {
          message: `There is no ${word}, so the status that is set says nothing. The words are SpanStatusCode.ERROR and, rarely needed, SpanStatusCode.OK.`,
          ...shownAt(evidence, at),
          fix: "span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });",
        }
      );
    },
  },
  {
    id: "failure-that-hides-the-first",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const error = thrown(evidence.run).find((line) => /^(Reference|Type)Error: /.test(line));
      const place = ownThrow(evidence.run);
      return (
        error &&
        place &&
        evidence.run?.visits.some(({ status }) => status === 200) && {
          message: `Where the work fails, the code throws an error of its own: ${error}. The first error, the one that you want to see, is lost.`,
          ...shownAt(evidence, place),
          fix:
            remedyForError(error, lineAt(evidence, place), fileAt(evidence, place)) ??
            "Mend that line, and throw the first error again:\nthrow error;",
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

/** Begun when the span of the request itself had ended, by the order of things. */
function beginsLate({ run }: Evidence, { began, visit: id }: StartedSpan): boolean {
  const server = run?.started.find(
    ({ visit: asked, by, parentSpanId }) =>
      asked === id && parentSpanId === undefined && by === "@opentelemetry/instrumentation-http",
  );
  return began > (server?.endings[0]?.moment ?? Infinity);
}

/** Ended when the answer was out and all that ends with it had ended. */
function endsLate({ run }: Evidence, { endings, visit: id }: StartedSpan): boolean {
  const out = run?.served.find(({ visit: asked }) => asked === id)?.moment ?? Infinity;
  return (endings[0]?.moment ?? 0) > out;
}

function howMuchLater(evidence: Evidence, { spanId, visit: id }: StartedSpan): string {
  const sent = ownReceived(evidence).find((each) => each.spanId === spanId);
  const server = id === undefined ? undefined : serverSpan(evidence, id);
  if (!sent || !server || sent.end <= server.end) return "";
  return `, and ends ${Math.round(spanMs({ start: server.end, end: sent.end }))} ms later`;
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
      name?.type === "TemplateLiteral" &&
      name.quasis.some(({ value }) => value.raw.length > 2)
    );
  });
}
