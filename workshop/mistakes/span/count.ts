import { besideTheWork } from "../../facts/store-work.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { tracerCalls } from "../../facts/span-code.ts";
import { visit } from "../../facts/run-facts.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  describeVisit,
  FAILING_VISIT,
  HOME_VISITS,
  HOME_SPAN,
  startedIn,
  TRACER,
  WHOLE,
} from "../../facts/home-span.ts";

/** A request has more spans than one, or some have none; and the tracer's name. */
export const spanCountMistakes: readonly Mistake[] = [
  {
    id: "span-made-more-than-once",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const id = HOME_VISITS.find((each) => startedIn(evidence, each).length > 1);
      const spans = id === undefined ? [] : startedIn(evidence, id);
      const places = [...new Set(spans.map(({ at }) => (at ? `${at.file}:${at.line}` : "")))].filter(Boolean);
      return (
        spans.length > 1 && {
          message: `One request made the span ${HOME_SPAN} ${spans.length} times${places.length > 1 ? `, at ${places.join(" and ")}` : ": that line runs more than once in a request"}. One is enough; each span counts as an event.`,
          ...shownAt(evidence, spans.at(-1)?.at),
          fix: `Keep one, around the whole work of homeActivities():\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "some-requests-without-span",
    symptom: true,
    learn: "a-span-of-your-own",
    when: (evidence) => {
      const some = startedIn(evidence, ...HOME_VISITS);
      const without = HOME_VISITS.filter(
        (id) => evidence.run?.visits.some((each) => each.id === id) && startedIn(evidence, id).length === 0,
      );
      // A span that begins behind the store's answer is not reached when the store fails: that is its own mistake.
      const isBehind = some.every((span) => besideTheWork(evidence, span) === "after-it");
      if (isBehind && without.every((id) => id === FAILING_VISIT)) return undefined;
      const lacking = [...new Set(without.map((id) => describeVisit(visit(evidence, id))))];
      return (
        some.length > 0 &&
        without.length > 0 &&
        !evidence.run?.uncaught && {
          message: `Not every request for the home feed made the span. Without it: ${lacking.join(", ")}.`,
          ...shownAt(evidence, some[0]?.at),
          fix: `Start it before any if, in every call of homeActivities():\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "tracer-name-differs",
    symptom: true,
    learn: "your-task",
    when: (evidence) => {
      const other = startedIn(evidence, ...HOME_VISITS).find(({ scope }) => scope !== TRACER);
      return (
        other && {
          message: `The tracer that started the span ${other.scope ? `is called ${other.scope}` : "has no name"}; it should be ${TRACER}. In Honeycomb this is the column library.name.`,
          ...placeOfTracer(evidence, other),
          fix: `const tracer = trace.getTracer("${TRACER}");`,
        }
      );
    },
  },
];

function placeOfTracer(evidence: Evidence, { scope, at }: StartedSpan) {
  const named = tracerCalls(evidence.backend.sources).filter(({ gives }) => gives === scope);
  const call = named.find(({ file }) => file === at?.file) ?? named[0];
  return call ? pointAt(call) : shownAt(evidence, at);
}
