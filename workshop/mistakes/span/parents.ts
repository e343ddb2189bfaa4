import { acceptedSpans } from "../../facts/run-facts.ts";
import { ancestorsOf, ownInVisits, ownReceived, serverSpan, startOf } from "../../facts/own-spans.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { isOfPackage, optionOf, parentInCode } from "../../facts/parent-in-code.ts";
import { placeOf } from "../../facts/program/places.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { programOf } from "../../facts/program/program.ts";
import { startCallOf } from "../../facts/start-calls.ts";
import { dropArgument, removeProperty } from "../edits/edit-code.ts";
import { edits, type Remedy } from "../remedy.ts";
import type { Evidence, ReceivedSpan, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";

const EXPLAINS = /part of (its|their) own request|one connected trace/;
const ARRIVES = /ends? exactly once|part of (its|their) own request/;

/** A span that is not below the request that made it, or does not arrive. */
export const parentMistakes: readonly Mistake[] = [
  {
    id: "span-is-a-root",
    lasting: true,
    learn: "the-current-span",
    explains: EXPLAINS,
    when(evidence) {
      const root = inRequests(evidence).find(({ parentSpanId }) => parentSpanId === undefined);
      const start = startOf(evidence, root);
      return (
        root && {
          message: `The span ${root.name} has no parent: it is a trace of its own, apart from the request that made it.${whyRoot(evidence, start)}`,
          ...shownAt(evidence, start?.at),
          remedy: currentParent(evidence, start),
        }
      );
    },
  },
  {
    id: "span-under-another-request",
    lasting: true,
    learn: "the-current-span",
    explains: EXPLAINS,
    when(evidence) {
      const stray = inRequests(evidence).find(
        (span) => isStray(evidence, span) && otherRequest(evidence, span),
      );
      const other = stray && otherRequest(evidence, stray);
      const start = startOf(evidence, stray);
      return (
        stray &&
        other && {
          message: `The span ${stray.name} of ${asked(evidence, stray.visit)} got its parent in the trace of ${asked(evidence, other.visit)}: ${parentName(evidence, stray)}. What it took for its parent was left over from that request.`,
          ...shownAt(evidence, start?.at),
          remedy: currentParent(evidence, start),
        }
      );
    },
  },
  {
    id: "parent-of-nobody",
    lasting: true,
    learn: "the-current-span",
    explains: EXPLAINS,
    when(evidence) {
      const stray = inRequests(evidence).find(
        (span) => isStray(evidence, span) && !otherRequest(evidence, span),
      );
      const top = topOf(evidence, stray);
      const isOpen = evidence.run?.started.some(
        ({ spanId, ended }) => spanId === top?.parentSpanId && ended === 0,
      );
      const start = startOf(evidence, top);
      return (
        stray &&
        top &&
        !isOpen && {
          message: `The span ${top.name} was started with the parent ${top.parentSpanId} in the trace ${top.traceId}, and no span of this run has that id. So it is not part of its request.`,
          ...shownAt(evidence, start?.at),
          remedy: currentParent(evidence, start),
        }
      );
    },
  },
  {
    id: "span-not-recorded",
    lasting: true,
    learn: "every-span-must-end",
    explains: ARRIVES,
    when(evidence) {
      const dark = ownInVisits(evidence).find(({ recording }) => !recording);
      const isLost =
        dark?.visit !== undefined &&
        serverSpan(evidence, dark.visit) &&
        ownReceived(evidence).every(({ spanId }) => spanId !== dark.spanId);
      return (
        dark &&
        isLost && {
          message: `The span ${dark.name} records nothing, although its request does.${whyDark(evidence, dark)}`,
          ...shownAt(evidence, dark.at),
          remedy: isSuppressed(evidence, dark) ? currentParent(evidence, dark) : undefined,
        }
      );
    },
  },
  {
    id: "span-kept-back",
    symptom: true,
    lasting: true,
    learn: "every-span-must-end",
    explains: ARRIVES,
    when(evidence) {
      const lost = keptBack(evidence);
      const own = ownProcessor(evidence);
      return (
        lost &&
        !evidence.run?.uncaught && {
          message: `The span ${lost.name} was ended and did not arrive, although its request's other spans did.${own ? ` They go through ${own.name}, a span processor of yours, and it did not pass this one on.` : ""}`,
          ...(own ? pointAt(own) : shownAt(evidence, lost.at)),
        }
      );
    },
  },
];

/** What the code says of the parent, where it names it. */
function whyRoot(evidence: Evidence, start: StartedSpan | undefined): string {
  const call = startCallOf(evidence, start);
  if (start?.options.includes("root")) return " The option root: true does that.";
  const context = call && parentInCode(evidence, call).context;
  if (context && isOfPackage(context.value, "ROOT_CONTEXT"))
    return " It is started with ROOT_CONTEXT, a context without a current span.";
  return context ? ` It is started with the context ${placeOf(context.node).text}, which holds no span.` : "";
}

/** Without the option or the context that keeps the span from its own request. */
function currentParent(evidence: Evidence, start: StartedSpan | undefined): Remedy | undefined {
  const call = startCallOf(evidence, start);
  if (!call) return undefined;
  const root = optionOf(evidence, call, "root");
  if (start?.options.includes("root")) return root && edits(removeProperty(root.node));
  const { context } = parentInCode(evidence, call);
  return context && edits(dropArgument(call.node, context.node));
}

function whyDark(evidence: Evidence, dark: StartedSpan): string {
  if (isSuppressed(evidence, dark)) return " It is started in a context of suppressTracing().";
  const sampler = evidence.run?.sdk.provider?.sampler;
  return sampler && !/^(ParentBased\{root=AlwaysOnSampler|AlwaysOnSampler)/.test(sampler)
    ? ` The SDK's sampler is ${sampler}.`
    : "";
}

function isSuppressed(evidence: Evidence, span: StartedSpan): boolean {
  const call = startCallOf(evidence, span);
  const context = call && parentInCode(evidence, call).context;
  return context !== undefined && isOfPackage(context.value, "suppressTracing");
}

function keptBack(evidence: Evidence): StartedSpan | undefined {
  const sent = new Set<string>(ownReceived(evidence).map(({ spanId }) => spanId));
  return ownInVisits(evidence).find(
    ({ spanId, recording, ended, visit }) =>
      recording &&
      ended > 0 &&
      !sent.has(spanId) &&
      visit !== undefined &&
      serverSpan(evidence, visit) !== undefined,
  );
}

/** The learner's class of a processor that the SDK really has. */
function ownProcessor(evidence: Evidence) {
  const names = new Set(evidence.run?.sdk.provider?.processors?.map(({ name }) => name));
  const own = programOf(evidence)
    .files.flatMap(({ nodes }) => nodes)
    .find((node) => node.type === "ClassDeclaration" && names.has(node.id?.name ?? ""));
  return own?.type === "ClassDeclaration" && own.id
    ? { ...placeOf(own), text: firstLine(own), name: own.id.name }
    : undefined;
}

function firstLine(node: Parameters<typeof fileOf>[0]): string {
  return fileOf(node).text.slice(node.start, node.end).split("\n")[0] ?? "";
}

function asked({ run }: Evidence, id: string | undefined): string {
  const { path = "another request", headers } = run?.visits.find((each) => each.id === id) ?? {};
  const user = headers?.["x-cruddur-user"];
  return `${path}${user ? ` by ${user}` : ""}`;
}

function parentName(evidence: Evidence, span: ReceivedSpan): string {
  const [parent] = ancestorsOf(evidence, span);
  return parent ? `the span ${parent.name}` : `a span with the id ${span.parentSpanId}`;
}

/** The learner's own spans that arrived from the lab's requests whose own span arrived too; a browser's are others. */
function inRequests(evidence: Evidence): ReceivedSpan[] {
  const sent = new Set(evidence.run?.visits.map(({ id }) => id));
  return ownReceived(evidence)
    .filter(
      ({ visit }) => visit !== undefined && sent.has(visit) && serverSpan(evidence, visit) !== undefined,
    )
    .sort((a, b) => Number(b.name === HOME_SPAN) - Number(a.name === HOME_SPAN));
}

function isStray(evidence: Evidence, span: ReceivedSpan): boolean {
  const server = span.visit === undefined ? undefined : serverSpan(evidence, span.visit);
  return (
    server !== undefined && span.parentSpanId !== undefined && !ancestorsOf(evidence, span).includes(server)
  );
}

/** The request in whose trace a span is, where that is not its own. */
function otherRequest({ run }: Evidence, span: ReceivedSpan): ReceivedSpan | undefined {
  const spans = run ? acceptedSpans(run) : [];
  return spans.find(
    ({ traceId, visit, kind }) => traceId === span.traceId && visit !== span.visit && kind === "server",
  );
}

/** The topmost span above it that arrived, whose parent is the one that did not. */
function topOf(evidence: Evidence, span: ReceivedSpan | undefined): ReceivedSpan | undefined {
  return span && (ancestorsOf(evidence, span).at(-1) ?? span);
}
