import { besideTheWork } from "../../facts/store-work.ts";
import { calls, uncalled } from "../../facts/look-in-sources.ts";
import { lineOf, nodesOf } from "../../facts/source-tree.ts";
import { ownInVisits, ownStarted, serverSpan, spanMs } from "../../facts/own-spans.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { spanFrame } from "../../facts/span-frame.ts";
import type { CodeLine, Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import type { Node } from "oxc-parser";
import {
  BESIDE,
  hasOddTimes,
  HOME_VISITS,
  sentFrom,
  HOME_SPAN,
  startedIn,
  SUCCEEDING,
  WHOLE,
} from "../../facts/home-span.ts";

/** A span that is not ended, ended too often, by another request, or at another time than its work. */
export const endMistakes: readonly Mistake[] = [
  {
    id: "span-shared-by-requests",
    symptom: true,
    lasting: true,
    learn: "the-current-span",
    when: (evidence) => {
      const shared = ownInVisits(evidence).find(({ visit, endings }) =>
        endings.some((end) => end.visit !== undefined && end.visit !== visit),
      );
      const at = shared?.endings.find((end) => end.visit !== shared.visit)?.at ?? shared?.at;
      return (
        shared && {
          message: `The span ${shared.name} of one request is ended by another. It is kept in a variable outside of the function, which all requests share: while one waits, the next puts its own span there.`,
          ...shownAt(evidence, at),
          fix: `Keep the span inside the function, in a const:\n${spanFrame(shared.name)}`,
        }
      );
    },
  },
  {
    id: "span-never-ended",
    symptom: true,
    lasting: true,
    learn: "every-span-must-end",
    when: (evidence) => {
      const open = ownInVisits(evidence).find(
        ({ ended, visit }) => ended === 0 && ![undefined, 500].includes(statusOf(evidence, visit)),
      );
      const path = evidence.run?.visits.find(({ id }) => id === open?.visit)?.path;
      const ended = open ? sameLine(evidence, open).filter((each) => each.ended > 0) : [];
      const [named] = uncalled(evidence.backend.sources, /^end$/).filter(
        ({ file }) => file === open?.at?.file,
      );
      const onlyFailing = ended.length > 0 && ended.every(({ visit }) => statusOf(evidence, visit) === 500);
      return (
        open &&
        !evidence.run?.uncaught && {
          message: onlyFailing
            ? `The span ${open.name} is ended only when the work fails. When it succeeds it stays open, and an open span is not sent.`
            : ended.length > 0
              ? `The span ${open.name} is ended in some requests and stays open in others, as for ${path}. An open span is not sent: in those traces it is simply not there.`
              : `The span ${open.name} is started and never ended${named ? `: ${named.text} without () names the function and does not call it` : ""}. An open span is not sent: in the trace it is simply not there.`,
          ...(named ? pointAt(named) : shownAt(evidence, open.at)),
          fix: named
            ? `Call it:\n${named.text}();`
            : `${ended.length > 0 ? "A finally runs in every case" : "Nobody ends it for you, startActiveSpan neither. Put the end into a finally"}:\n${spanFrame(open.name)}`,
        }
      );
    },
  },
  {
    id: "open-when-it-fails",
    symptom: true,
    lasting: true,
    learn: "also-when-it-fails",
    when: (evidence) => {
      const open = ownInVisits(evidence).find(
        ({ ended, visit }) => ended === 0 && isForBorg(evidence, visit),
      );
      const end = open && sameLine(evidence, open).find(({ ended }) => ended > 0)?.endings[0]?.at;
      const { path, headers } = evidence.run?.visits.find(({ id }) => id === open?.visit) ?? {};
      const user = headers?.["x-cruddur-user"];
      return (
        open && {
          message: `When the store throws, as for ${path?.endsWith("/home") ? `the user ${user}` : path}, the line that ends the span is never reached, and just the request that failed lacks its span ${open.name}.`,
          ...shownAt(evidence, end ?? open.at),
          fix: `A finally runs in both cases:\n${spanFrame(open.name)}`,
        }
      );
    },
  },
  {
    id: "ended-twice",
    symptom: true,
    lasting: true,
    learn: "end-only-what-you-started",
    when: (evidence) => {
      const twice = ownStarted(evidence).find(({ ended }) => ended > 1);
      const places = (twice?.endings ?? []).flatMap(({ at }) => (at ? [at] : []));
      const lines = [...new Set(places.map(({ line }) => line))].sort((a, b) => a - b);
      return (
        twice &&
        (twice.visit === undefined && new Set(twice.endings.map(({ visit }) => visit)).size > 1
          ? {
              message: `The span ${twice.name} is started once, outside of any request, and each request ends it: ${twice.ended} times. Only the first counts, and it belongs to no request's trace.`,
              ...shownAt(evidence, twice.at),
              fix: `Start it inside the function, where the work is:\n${spanFrame(twice.name)}`,
            }
          : {
              message: `The span ${twice.name} is ended ${twice.ended} times${lines.length > 1 ? ` (lines ${lines.join(" and ")})` : ""}. Only the first counts, and OpenTelemetry complains about the rest.`,
              ...shownAt(evidence, places[0] ?? twice.at),
              fix: "Keep one, in a finally, and take the others away:\nfinally {\n  span.end();\n}",
            })
      );
    },
  },
  {
    id: "wrong-times",
    learn: "every-span-must-end",
    when: (evidence) => {
      const { run } = evidence;
      const refused = run?.exchanges
        .flatMap(({ problems }) => problems ?? [])
        .find((problem) => problem.includes(`"${HOME_SPAN}"`));
      const odd = sentFrom(evidence, ...HOME_VISITS).find((span) => hasOddTimes(evidence, span));
      const given = startedIn(evidence, ...HOME_VISITS).find(({ givenTimes }) => givenTimes);
      const at = given && placeOfTime(evidence, given);
      const what = refused
        ? `: ${refused.replace(/^[^:]*refused: /, "").replace(/(: OTLP counts .*| \([^()]*\)\.)$/, "")}`
        : odd && odd.end <= odd.start
          ? ", and so it took no time at all"
          : ", and so it lies outside of its request";
      return (
        given &&
        (refused || odd) && {
          message: `The span was given a time that cannot be${what}. OpenTelemetry wants milliseconds since 1970, as Date.now() gives them; seconds are something else.`,
          ...shownAt(evidence, at),
          fix: "Leave the times away: a span takes the clock itself, at its start and at span.end().",
        }
      );
    },
  },
  {
    id: "ended-before-the-work",
    symptom: true,
    learn: "around-the-work",
    when: (evidence) => {
      const short = besideIts(evidence, /^(before-it|ends-too-early)$/);
      const at = short?.span.endings[0]?.at ?? short?.span.at;
      return (
        short && {
          message: `The store's work is not inside the span ${HOME_SPAN}: ${BESIDE[short.beside]}.${howLong(evidence, short.span)}${whyEarly(evidence, short.span)}`,
          ...shownAt(evidence, at),
          fix: `Wait for the store before the span ends:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "begun-after-the-work",
    symptom: true,
    learn: "around-the-work",
    when: (evidence) => {
      const late = besideIts(evidence, /^(begins-too-late|after-it)$/);
      return (
        late && {
          message: `The store's work is not inside the span ${HOME_SPAN}: ${BESIDE[late.beside]}.${howLong(evidence, late.span)}`,
          ...shownAt(evidence, late.span.at),
          fix: `Start it before the store is asked:\n${WHOLE}`,
        }
      );
    },
  },
];

function besideIts(evidence: Evidence, which: RegExp) {
  for (const span of startedIn(evidence, ...SUCCEEDING)) {
    const beside = span.ended > 0 ? besideTheWork(evidence, span) : undefined;
    if (beside && which.test(beside)) return { span, beside };
  }
  return undefined;
}

/** What the learner sees in the trace; it proves nothing by itself. */
function howLong(evidence: Evidence, { spanId, visit }: StartedSpan): string {
  const own = sentFrom(evidence, ...SUCCEEDING).find((each) => each.spanId === spanId);
  const server = visit === undefined ? undefined : serverSpan(evidence, visit);
  return own && server
    ? ` In the trace it took ${spanMs(own).toFixed(1)} of the request's ${spanMs(server).toFixed(1)} ms.`
    : "";
}

/** The two ways to leave too early that the code itself shows. */
function whyEarly(evidence: Evidence, { at, endings }: StartedSpan): string {
  const source = evidence.backend.sources.find(({ path }) => path === at?.file);
  const end = endings[0]?.at;
  if (!source || end?.file !== at?.file) return "";
  const nodes = nodesOf(source);
  const holds = (node: Node | null, line = 0) =>
    node !== null && lineOf(source, node) <= line && line <= lineOf(source, { start: node.end });
  const ending = nodes.find((node) => node.type === "TryStatement" && holds(node.finalizer, end?.line));
  if (ending?.type === "TryStatement" && returnsWithoutWaiting(ending.block, nodes))
    return " In a try with a finally, return alone does not wait: write return await.";
  const starting = calls([source], /^start(Active)?Span$/).find(({ node }) => holds(node, at?.line))?.node;
  const loop = calls([source], /^forEach$/).find(({ node }) => isAsync(node.arguments[0]));
  return loop && starting && loop.node.start > starting.start && loop.line <= (end?.line ?? 0)
    ? " forEach waits for nobody: write for … of, with await."
    : "";
}

/** Whether a block waits for nothing, and gives back what a call gives. */
function returnsWithoutWaiting(block: Node, nodes: readonly Node[]): boolean {
  const inside = (outer: Node) => (node: Node) => node.start > outer.start && node.end < outer.end;
  const within = nodes.filter(inside(block));
  const functions = within.filter(({ type }) => /Function/.test(type));
  const own = within.filter((node) => !functions.some((work) => inside(work)(node)));
  return (
    !own.some(({ type }) => type === "AwaitExpression") &&
    own.some((node) => node.type === "ReturnStatement" && node.argument?.type === "CallExpression")
  );
}

function isAsync(node: Node | undefined): boolean {
  return (node?.type === "ArrowFunctionExpression" || node?.type === "FunctionExpression") && node.async;
}

function sameLine(evidence: Evidence, { at }: StartedSpan): StartedSpan[] {
  return ownInVisits(evidence).filter((each) => each.at?.file === at?.file && each.at?.line === at?.line);
}

/** The store fails for whoever or whatever is called borg. */
function isForBorg({ run }: Evidence, visit: string | undefined): boolean {
  const { path = "", headers, status } = run?.visits.find(({ id }) => id === visit) ?? {};
  return status === 500 && (path.endsWith("borg") || headers?.["x-cruddur-user"] === "borg");
}

function statusOf({ run }: Evidence, visit: string | undefined): number | undefined {
  return run?.visits.find(({ id }) => id === visit)?.status;
}

/** Where the code gives the time: at the start, or at the end. */
function placeOfTime({ backend }: Evidence, span: StartedSpan): CodeLine | undefined {
  if (span.options.includes("startTime")) return span.at;
  const end = calls(backend.sources, /^end$/).find(
    ({ node, file }) => node.arguments.length > 0 && file === span.at?.file,
  );
  return end ? { file: end.file, line: end.line } : span.endings[0]?.at;
}
