import { ancestorsOf, ownInVisits, ownReceived, ownStarted, spanMs } from "../../facts/own-spans.ts";
import { besideTheWork, leavesWorkBehind } from "../../facts/store-work.ts";
import { isEmptySpan } from "../../facts/empty-spans.ts";
import { endInFinally } from "../edits/end-in-finally.ts";
import { moveWorkIntoSpan } from "../edits/move-work.ts";
import { shownAt } from "../../facts/code-at.ts";
import { startCallOf } from "../../facts/start-calls.ts";
import type { Evidence, ReceivedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { ELSEWHERE, outlives, startedElsewhere, VISITS } from "../../facts/user-requests.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";

const EXPLAINS = /another service makes a span/;

/** The span of another service: it is not there, it holds nothing, or it does not wait. How spans end, step 5 tells. */
export const otherSpanMistakes: readonly Mistake[] = [
  {
    id: "span-of-home-reused",
    symptom: true,
    learn: "a-span-elsewhere",
    explains: EXPLAINS,
    when(evidence) {
      if (startedElsewhere(evidence).length > 0) return undefined;
      const reused = ownInVisits(evidence).find(
        ({ name, visit }) => name === HOME_SPAN && VISITS.includes(visit ?? "") && !isHome(evidence, visit),
      );
      return (
        reused && {
          message: `The span of another service has the home feed's name, ${HOME_SPAN}. Under one name the two cannot be told apart.`,
          ...shownAt(evidence, reused.at),
          remedy: {
            kind: "ask",
            ask: "Decide what to call it: a name for its own work, such as search-activities-mock-data.",
          },
        }
      );
    },
  },
  {
    id: "other-span-in-home",
    symptom: true,
    learn: "a-span-elsewhere",
    explains: EXPLAINS,
    when(evidence) {
      if (!isOpen(evidence)) return undefined;
      const inHome = ownStarted(evidence).find(
        ({ name, visit }) => name !== HOME_SPAN && isHome(evidence, visit),
      );
      return (
        inHome && {
          message: `The span ${inHome.name} is part of the home feed too; no other service makes a span of its own yet.`,
          ...shownAt(evidence, inHome.at),
        }
      );
    },
  },
  {
    id: "other-span-missing",
    severity: "open",
    learn: "a-span-elsewhere",
    explains: EXPLAINS,
    when: (evidence) =>
      isOpen(evidence) && {
        message: "Only the home feed makes a span of your own; the other services make none yet.",
        file: "backend/src/services",
      },
  },
  {
    id: "other-span-around-nothing",
    severity: "advice",
    learn: "a-span-elsewhere",
    explains: EXPLAINS,
    when(evidence) {
      const spans = startedElsewhere(evidence);
      const [empty] = spans;
      return (
        empty &&
        spans.every((span) => besideTheWork(evidence, span) && isEmptySpan(evidence, span.at)) && {
          message: `The span ${empty.name} begins and ends with nothing in between. A span stands for a piece of work, and this one measures none.`,
          ...shownAt(evidence, empty.at),
          remedy: endInFinally(evidence, startCallOf(evidence, empty)),
        }
      );
    },
  },
  {
    id: "other-span-does-not-wait",
    symptom: true,
    learn: "a-span-elsewhere",
    explains: EXPLAINS,
    when(evidence) {
      const early = startedElsewhere(evidence).find((span) => leavesWorkBehind(evidence, span));
      return (
        early && {
          message: `The span ${early.name} ends while the store is still working: nothing inside it waits for the answer.`,
          ...shownAt(evidence, early.endings[0]?.at ?? early.at),
          remedy: endInFinally(evidence, startCallOf(evidence, early)),
        }
      );
    },
  },
  {
    id: "parent-ends-first",
    learn: "a-span-elsewhere",
    explains: /one inside the other|around its work/,
    when(evidence) {
      const own = new Map(startedElsewhere(evidence).map((span) => [span.spanId, span]));
      const child = elsewhere(evidence).find((span) =>
        outlives(own.get(span.spanId), own.get(span.parentSpanId ?? "")),
      );
      const [parent] = child ? ancestorsOf(evidence, child) : [];
      const start = parent && own.get(parent.spanId);
      return (
        child &&
        start && {
          message: `The span ${start.name} ends before ${child.name}, which is part of it: it did not wait for that work.`,
          ...shownAt(evidence, start.endings[0]?.at ?? start.at),
          remedy: endInFinally(evidence, startCallOf(evidence, start)),
        }
      );
    },
  },
  {
    id: "other-span-without-time",
    symptom: true,
    severity: "advice",
    learn: "a-span-elsewhere",
    when(evidence) {
      const spans = startedElsewhere(evidence).filter(
        ({ at }) => at?.file.includes("/services/") && !isEmptySpan(evidence, at),
      );
      const [span] = spans;
      const sent = elsewhere(evidence).find(({ spanId }) => spanId === span?.spanId);
      const besides = spans.map((each) => besideTheWork(evidence, each));
      return (
        span &&
        besides.every((beside) => beside !== undefined && beside !== "no-work") && {
          message: `The store's work is not inside the span ${span.name}${sent ? `, which took ${spanMs(sent).toFixed(2)} ms` : ""}: what takes the time is outside of it.`,
          ...shownAt(evidence, span.at),
          remedy:
            besides[0] === "before-it" || besides[0] === "ends-too-early"
              ? endInFinally(evidence, startCallOf(evidence, span))
              : moveWorkIntoSpan(startCallOf(evidence, span)),
        }
      );
    },
  },
];

/** No other service makes a span yet, although some were asked. Without an SDK none could. */
function isOpen(evidence: Evidence): boolean {
  const { run } = evidence;
  const isAnswered = run?.visits.some(({ id, status = 500 }) => ELSEWHERE.includes(id) && status < 400);
  return isAnswered === true && run?.sdk.provider !== undefined && startedElsewhere(evidence).length === 0;
}

function elsewhere(evidence: Evidence): ReceivedSpan[] {
  const ids = new Set(startedElsewhere(evidence).map(({ spanId }) => spanId));
  return ownReceived(evidence).filter(({ spanId }) => ids.has(spanId));
}

function isHome({ run }: Evidence, visit: string | undefined): boolean {
  return run?.visits.find(({ id }) => id === visit)?.path.endsWith("/home") === true;
}
