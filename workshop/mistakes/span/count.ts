import { besideTheWork } from "../../facts/store-work.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { tracerOf } from "../../facts/tracer-calls.ts";
import { visit } from "../../facts/run-facts.ts";
import { edits, type Remedy } from "../remedy.ts";
import { replaceNode } from "../edits/edit-code.ts";
import type { StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  describeVisit,
  FAILING_VISIT,
  HOME_VISITS,
  HOME_SPAN,
  startedIn,
  TRACER,
} from "../../facts/home-span.ts";

/** A request has more spans than one, or some have none; and the tracer's name. */
export const spanCountMistakes: readonly Mistake[] = [
  {
    id: "span-made-more-than-once",
    learn: "one-name-for-one-kind-of-work",
    explains: /makes one span/,
    when(evidence) {
      const id = HOME_VISITS.find((each) => startedIn(evidence, each).length > 1);
      const spans = id === undefined ? [] : startedIn(evidence, id);
      const places = [...new Set(spans.map(({ at }) => (at ? `${at.file}:${at.line}` : "")))].filter(Boolean);
      return (
        spans.length > 1 && {
          message: `One request made the span ${HOME_SPAN} ${spans.length} times${places.length > 1 ? `, at ${places.join(" and ")}` : ": this line runs more than once in a request"}. One is enough; each span counts as an event.`,
          ...shownAt(evidence, spans.at(-1)?.at),
          remedy: {
            kind: "ask",
            ask: "Decide which one is around the whole work of homeActivities(), and keep that one alone.",
          },
        }
      );
    },
  },
  {
    id: "some-requests-without-span",
    symptom: true,
    learn: "a-span-of-your-own",
    explains: /makes one span/,
    when(evidence) {
      const some = startedIn(evidence, ...HOME_VISITS);
      const without = HOME_VISITS.filter(
        (id) => evidence.run?.visits.some((each) => each.id === id) && startedIn(evidence, id).length === 0,
      );
      // A span that begins after the store's answer is not reached when the store fails: that is its own mistake.
      const isAfter = some.every((span) => besideTheWork(evidence, span) === "after-it");
      if (isAfter && without.every((id) => id === FAILING_VISIT)) return undefined;
      const lacking = [...new Set(without.map((id) => describeVisit(visit(evidence, id))))];
      return (
        some.length > 0 &&
        without.length > 0 &&
        !evidence.run?.uncaught && {
          message: `Not every request for the home feed reached the line that starts the span. Without it: ${lacking.join(", ")}.`,
          ...shownAt(evidence, some[0]?.at),
        }
      );
    },
  },
  {
    id: "tracer-name-differs",
    symptom: true,
    learn: "your-task",
    explains: /its tracer is/,
    when(evidence) {
      const other = startedIn(evidence, ...HOME_VISITS).find(({ scope }) => scope !== TRACER);
      const tracer = other && tracerOf(evidence, other);
      return (
        other && {
          message: `The tracer that started the span ${other.scope ? `is called ${other.scope}` : "has no name"}; the lesson's is ${TRACER}. In Honeycomb this is the column library.name.`,
          ...(tracer ? pointAt(tracer) : shownAt(evidence, other.at)),
          remedy: nameIt(tracer, other),
        }
      );
    },
  },
];

/** The lesson's name where the tracer's is written, if that is the name it really got. */
function nameIt(tracer: ReturnType<typeof tracerOf>, { scope }: StartedSpan): Remedy | undefined {
  const isWritten = tracer?.name?.node.type === "Literal" || tracer?.name?.node.type === "TemplateLiteral";
  return tracer?.name && isWritten && tracer.name.text === scope
    ? edits(replaceNode(tracer.name.node, `"${TRACER}"`))
    : undefined;
}
