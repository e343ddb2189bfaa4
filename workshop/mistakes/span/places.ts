import { INSTRUMENTATION, ownStarted } from "../../facts/own-spans.ts";
import { makerOf, renamedSpans } from "../../facts/renamed-spans.ts";
import { shownAt } from "../../facts/code-at.ts";
import { calledMethod } from "../../facts/called-method.ts";
import { bareStatement, startCallOf } from "../../facts/start-calls.ts";
import { programOf } from "../../facts/program/program.ts";
import { edits, type Remedy } from "../remedy.ts";
import { moveStartIntoFunction } from "../edits/move-start.ts";
import { removeStatement } from "../edits/edit-code.ts";
import type { CodeLine, Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";

const EXPLAINS = /makes one span|around its work/;

/** A span is there, but not one of the home feed's requests. */
export const placeMistakes: readonly Mistake[] = [
  {
    id: "renamed-instead-of-started",
    learn: "end-only-what-you-started",
    explains: EXPLAINS,
    when(evidence) {
      const renamed = renamedSpans(evidence).find(({ to }) => to === HOME_SPAN);
      return (
        renamed && {
          message: `updateName() gave the name ${HOME_SPAN} to a span of ${renamed.maker}. That makes no span: the trace has as many rows as before. Only a tracer starts a new one.`,
          ...shownAt(evidence, renamed.at),
        }
      );
    },
  },
  {
    id: "framework-span-ended",
    learn: "end-only-what-you-started",
    when(evidence) {
      const ended = evidence.run?.started.find(
        ({ scope, endings }) => INSTRUMENTATION.test(scope) && endings.some(({ at }) => at),
      );
      const at = ended?.endings.find((ending) => ending.at)?.at;
      return (
        ended &&
        at && {
          message: `Your code ends the span ${ended.name}, which ${makerOf(ended.scope)} started and ends itself.${ended.endings[0]?.at ? " Now it is shorter than what it measures." : " It had ended before."}`,
          ...shownAt(evidence, at),
          remedy: withoutEnd(evidence, at),
        }
      );
    },
  },
  {
    id: "span-before-requests",
    learn: "the-current-span",
    explains: EXPLAINS,
    when(evidence) {
      const early = outsideOfRequests(evidence).find(({ began }) => began < firstRequest(evidence));
      return (
        early && {
          message: `The span ${HOME_SPAN} is started before the first request, so it belongs to none. Each request needs a span of its own.`,
          ...shownAt(evidence, early.at),
          remedy: moveStartIntoFunction(startCallOf(evidence, early)),
        }
      );
    },
  },
  {
    id: "span-outside-of-its-request",
    learn: "the-current-span",
    explains: EXPLAINS,
    when(evidence) {
      const late = outsideOfRequests(evidence).find(({ began }) => began > firstRequest(evidence));
      return (
        late && {
          message: `The span ${HOME_SPAN} is started outside of any request: what runs this line, such as a timer or a listener, was set up before the requests came.`,
          ...shownAt(evidence, late.at),
          remedy: {
            kind: "ask",
            ask: "Decide what belongs to the request: start the span in homeActivities() itself, or wrap what runs later in context.bind(context.active(), …) there.",
          },
        }
      );
    },
  },
];

/** Without the statement that ends a span which is not the learner's. */
function withoutEnd(evidence: Evidence, at: CodeLine): Remedy | undefined {
  const ends = programOf(evidence)
    .nodesAt(at)
    .filter((node) => node.type === "CallExpression" && calledMethod(node) === "end");
  const [end] = ends;
  return ends.length === 1 && end && bareStatement(end) ? edits(removeStatement(end)) : undefined;
}

function outsideOfRequests(evidence: Evidence): StartedSpan[] {
  return ownStarted(evidence).filter(({ name, visit: id }) => name === HOME_SPAN && id === undefined);
}

/** The moment of the first span that a request made. */
function firstRequest({ run }: Evidence): number {
  return run?.started.find(({ visit: id }) => id !== undefined)?.began ?? Infinity;
}
