import { besideTheWork } from "../../facts/store-work.ts";
import { endInFinally } from "../edits/end-in-finally.ts";
import { howLong } from "../../facts/how-long.ts";
import { ownInVisits, ownStarted } from "../../facts/own-spans.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { spanMethods } from "../../facts/span-methods.ts";
import { bareStatement, startCallOf } from "../../facts/start-calls.ts";
import { declareWhereAssigned, moveStartIntoFunction } from "../edits/move-start.ts";
import { edits, type Remedy } from "../remedy.ts";
import { endedBeforeTheWork } from "./ended-before-the-work.ts";
import { moveWorkIntoSpan } from "../edits/move-work.ts";
import { removeStatement, replaceNode } from "../edits/edit-code.ts";
import { wrongTimes } from "./wrong-times.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { BESIDE, HOME_SPAN, startedIn, SUCCEEDING } from "../../facts/home-span.ts";

const EXPLAINS = /ends? exactly once/;

/** A span that is not ended, ended too often, by another request, or at another time than its work. */
export const endMistakes: readonly Mistake[] = [
  {
    id: "span-shared-by-requests",
    symptom: true,
    lasting: true,
    learn: "the-current-span",
    when(evidence) {
      const shared = ownInVisits(evidence).find(({ visit, endings }) =>
        endings.some((end) => end.visit !== undefined && end.visit !== visit),
      );
      const at = shared?.endings.find((end) => end.visit !== shared.visit)?.at ?? shared?.at;
      return (
        shared && {
          message: `The span ${shared.name} of one request is ended by another: both use the same variable, and while the first one waits, the second puts its own span there.`,
          ...shownAt(evidence, at),
          remedy: declareWhereAssigned(startCallOf(evidence, shared)),
        }
      );
    },
  },
  {
    id: "span-never-ended",
    symptom: true,
    lasting: true,
    learn: "every-span-must-end",
    explains: EXPLAINS,
    when(evidence) {
      const open = ownInVisits(evidence).find(
        ({ ended, visit }) => ended === 0 && ![undefined, 500].includes(statusOf(evidence, visit)),
      );
      if (!open || evidence.run?.uncaught) return undefined;
      const call = startCallOf(evidence, open);
      const named =
        call && spanMethods(call, "end").find(({ node, isCalled }) => !isCalled && bareStatement(node));
      if (named)
        return {
          message: `The span ${open.name} is started and never ended: ${named.text} without () names the function and does not call it. A span is sent when it ends, so this one is not in the trace.`,
          ...pointAt(named),
          remedy: edits(replaceNode(named.node, `${named.text}()`)),
        };
      return {
        message: howOpen(evidence, open),
        ...shownAt(evidence, open.at),
        remedy: endInFinally(evidence, call),
      };
    },
  },
  {
    id: "open-when-it-fails",
    symptom: true,
    lasting: true,
    learn: "also-when-it-fails",
    explains: EXPLAINS,
    when(evidence) {
      const open = ownInVisits(evidence).find(
        ({ ended, visit }) => ended === 0 && statusOf(evidence, visit) === 500,
      );
      const end = open && sameLine(evidence, open).find(({ ended }) => ended > 0)?.endings[0]?.at;
      return (
        open &&
        end && {
          message: `Where the work fails, as for ${request(evidence, open)}, the line that ends the span is not reached. So the request that failed lacks its span ${open.name}.`,
          ...shownAt(evidence, end),
          remedy: endInFinally(evidence, startCallOf(evidence, open)),
        }
      );
    },
  },
  {
    id: "ended-twice",
    symptom: true,
    lasting: true,
    learn: "end-only-what-you-started",
    explains: /ends? exactly once|around its work/,
    when(evidence) {
      const twice = ownStarted(evidence).find(({ ended }) => ended > 1);
      if (!twice) return undefined;
      const isShared = twice.visit === undefined && new Set(twice.endings.map(({ visit }) => visit)).size > 1;
      if (isShared)
        return {
          message: `The span ${twice.name} is started once, outside of any request, and each request ends it: ${twice.ended} times. Only the first end counts, and the span is part of no request's trace.`,
          ...shownAt(evidence, twice.at),
          remedy: moveStartIntoFunction(startCallOf(evidence, twice)),
        };
      const places = twice.endings.flatMap(({ at }) => (at ? [at] : []));
      const lines = [...new Set(places.map(({ line }) => line))].sort((a, b) => a - b);
      return {
        message: `The span ${twice.name} is ended ${twice.ended} times${lines.length > 1 ? `, on lines ${lines.join(" and ")}` : ""}. Only the first end counts.`,
        ...shownAt(evidence, places[0] ?? twice.at),
        remedy: oneEnd(evidence, twice),
      };
    },
  },
  wrongTimes,
  endedBeforeTheWork,
  {
    id: "begun-after-the-work",
    symptom: true,
    learn: "around-the-work",
    explains: /lasts as long|makes one span/,
    when(evidence) {
      const late = startedIn(evidence, ...SUCCEEDING)
        .filter(({ ended }) => ended > 0)
        .map((span) => ({ span, beside: besideTheWork(evidence, span) }))
        .find(({ beside }) => beside === "begins-too-late" || beside === "after-it");
      return (
        late?.beside && {
          message: `The store's work is not inside the span ${HOME_SPAN}: ${BESIDE[late.beside]}.${howLong(evidence, late.span)}`,
          ...shownAt(evidence, late.span.at),
          remedy: moveWorkIntoSpan(startCallOf(evidence, late.span)),
        }
      );
    },
  },
];

/** In which requests a span stays open. */
function howOpen(evidence: Evidence, open: StartedSpan): string {
  const ended = sameLine(evidence, open).filter((each) => each.ended > 0);
  if (ended.length === 0)
    return `The span ${open.name} is started and never ended. A span is sent when it ends, so this one is not in the trace.`;
  if (ended.every(({ visit }) => statusOf(evidence, visit) === 500))
    return `The span ${open.name} is ended only when the work fails. When it succeeds the span stays open, and an open span is not sent.`;
  return `The span ${open.name} is ended in some requests and stays open in others, as for ${request(evidence, open)}. An open span is not sent.`;
}

/** The request of a span in a few words. */
function request({ run }: Evidence, { visit }: StartedSpan): string {
  const { path = "", headers } = run?.visits.find(({ id }) => id === visit) ?? {};
  const user = headers?.["x-cruddur-user"];
  return path.endsWith("/home") && user ? `the user ${user}` : path;
}

/** Without each end that is no part of a `finally`, where there is one that is. */
function oneEnd(evidence: Evidence, span: StartedSpan): Remedy | undefined {
  const call = startCallOf(evidence, span);
  const all = call ? spanMethods(call, "end").filter(({ isCalled }) => isCalled) : [];
  const ran = all.filter(({ file, line }) =>
    span.endings.some(({ at }) => at?.file === file && at.line === line),
  );
  const [first] = ran.filter(({ node }) => bareStatement(node));
  const last = ran.at(-1);
  return first && last && first !== last ? edits(removeStatement(first.node)) : undefined;
}

function sameLine(evidence: Evidence, { at }: StartedSpan): StartedSpan[] {
  return ownInVisits(evidence).filter((each) => each.at?.file === at?.file && each.at?.line === at?.line);
}

function statusOf({ run }: Evidence, visit: string | undefined): number | undefined {
  return run?.visits.find(({ id }) => id === visit)?.status;
}
