import { acceptedSpans } from "../../facts/run-facts.ts";
import { INSTRUMENTATION, ownStarted } from "../../facts/own-spans.ts";
import { lineAt, shownAt } from "../../facts/code-at.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { HOME_SPAN, whole } from "../../facts/home-span.ts";

/** A span is there, but not one of the home feed's requests. */
export const placeMistakes: readonly Mistake[] = [
  {
    id: "renamed-instead-of-started",
    learn: "end-only-what-you-started",
    when: (evidence) => {
      const renamed = renamedSpans(evidence).find(({ to }) => to === HOME_SPAN);
      return (
        renamed && {
          message: `updateName() gave the name ${HOME_SPAN} to a span of ${renamed.maker}. That makes no span: the trace has as many rows as before.`,
          ...shownAt(evidence, renamed.at),
          fix: `Start one of your own:\n${whole(evidence)}`,
        }
      );
    },
  },
  {
    id: "framework-span-ended",
    learn: "end-only-what-you-started",
    when: (evidence) => {
      const ended = evidence.run?.started.find(
        ({ scope, endings }) => INSTRUMENTATION.test(scope) && endings.some(({ at }) => at),
      );
      const at = ended?.endings.find((ending) => ending.at)?.at;
      return (
        ended &&
        at && {
          message: `Your code ends the span ${ended.name}, which ${makerOf(ended.scope)} made and ends by itself.${ended.endings[0]?.at ? " Its time is too short now." : " It had ended before."}${/getActiveSpan/.test(lineAt(evidence, at)) ? " getActiveSpan() gives the span that is current, whoever made it." : ""}`,
          ...shownAt(evidence, at),
          fix: `Take that end() away. End only what you started yourself:\n${whole(evidence)}`,
        }
      );
    },
  },
  {
    id: "span-before-requests",
    learn: "the-current-span",
    when: (evidence) => {
      const early = outsideOfRequests(evidence).find(({ began }) => began < firstRequest(evidence));
      return (
        early && {
          message: `The span ${HOME_SPAN} is started before the first request came, and belongs to none. Each request needs a span of its own.`,
          ...shownAt(evidence, early.at),
          fix: `The tracer stays at the top of the file; the span begins inside homeActivities():\n${whole(evidence)}`,
        }
      );
    },
  },
  {
    id: "span-outside-of-its-request",
    learn: "the-current-span",
    when: (evidence) => {
      const late = outsideOfRequests(evidence).find(({ began }) => began > firstRequest(evidence));
      return (
        late && {
          message: `The span ${HOME_SPAN} is started, but in no request: what runs that line was set up before (a timer, a queue, a listener), and knows of no request.`,
          ...shownAt(evidence, late.at),
          fix: `Start it in homeActivities() itself. What must run later is handed its request's context:\nimport { context } from "@opentelemetry/api";\n\nqueue.push(context.bind(context.active(), job));`,
        }
      );
    },
  },
];

/** Spans of instrumentations that the learner's code gave another name. */
export function renamedSpans({ run }: Evidence) {
  return (run?.renamed ?? []).flatMap(({ spanId, name, at }) => {
    const span = run?.started.find((each) => each.spanId === spanId);
    if (!span || !INSTRUMENTATION.test(span.scope)) return [];
    const arrived = run && acceptedSpans(run).find((each) => each.spanId === spanId);
    return [{ to: name, at, maker: makerOf(span.scope), arrivedAs: arrived?.name }];
  });
}

function makerOf(scope: string): string {
  const library = scope.replace(INSTRUMENTATION, "");
  return library === "express" ? "Express" : `the ${library} instrumentation`;
}

function outsideOfRequests(evidence: Evidence): StartedSpan[] {
  return ownStarted(evidence).filter(({ name, visit: id }) => name === HOME_SPAN && id === undefined);
}

/** The moment of the first span that a request made. */
function firstRequest({ run }: Evidence): number {
  return run?.started.find(({ visit: id }) => id !== undefined)?.began ?? Infinity;
}
