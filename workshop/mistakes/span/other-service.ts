import { ancestorsOf, ownInVisits, ownReceived, ownStarted, spanMs } from "../../facts/own-spans.ts";
import { isEmptySpan } from "../../facts/empty-spans.ts";
import { besideTheWork, leavesWorkBehind } from "../../facts/store-work.ts";
import { shownAt } from "../../facts/code-at.ts";
import { spanFrame } from "../../facts/span-frame.ts";
import type { Evidence, ReceivedSpan, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { ELSEWHERE, outlives, startedElsewhere, VISITS } from "../../facts/user-requests.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";

/** The span of another service: it is not there, it holds nothing, or it does not wait. How spans end, step 5 tells. */
export const otherSpanMistakes: readonly Mistake[] = [
  {
    id: "span-of-home-reused",
    symptom: true,
    learn: "a-span-elsewhere",
    when: (evidence) => {
      if (startedElsewhere(evidence).length > 0) return undefined;
      const reused = ownInVisits(evidence).find(
        ({ name, visit }) => name === HOME_SPAN && VISITS.includes(visit ?? "") && !isHome(evidence, visit),
      );
      return (
        reused && {
          message: `The span of another service has the home feed's name, ${HOME_SPAN}. Under one name the two cannot be told apart.`,
          ...shownAt(evidence, reused.at),
          fix: "Name it after its own work, such as search-activities-mock-data.",
        }
      );
    },
  },
  {
    id: "other-span-missing",
    symptom: true,
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const { run } = evidence;
      const answered = run?.visits.some(({ id, status = 500 }) => ELSEWHERE.includes(id) && status < 400);
      // Without an SDK no service makes a span, whatever its code says.
      if (!answered || !run?.sdk.provider || startedElsewhere(evidence).length > 0) return undefined;
      const inHome = ownStarted(evidence).find(
        ({ name, visit }) => name !== HOME_SPAN && visit !== undefined,
      );
      return {
        message: inHome
          ? `The span ${inHome.name} belongs to the home feed as well; no other service makes a span of its own yet.`
          : "Only the home feed makes a span of your own; all other services are dark below the request handler.",
        ...(inHome ? shownAt(evidence, inHome.at) : { file: "backend/src/services" }),
        fix: `Choose another file in backend/src/services, and put a span around its work, such as that of the search:\n${spanFrame("search-activities-mock-data")}\n\nand at the top of that file, the tracer:\nimport { trace } from "@opentelemetry/api";\n\nconst tracer = trace.getTracer("search.activities");`,
      };
    },
  },
  {
    id: "other-span-around-nothing",
    severity: "advice",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const spans = startedElsewhere(evidence);
      const [empty] = spans;
      return (
        empty &&
        spans.every((span) => besideTheWork(evidence, span) && isEmptySpan(evidence, span.at)) && {
          message: `The span ${empty.name} begins and ends with nothing in between. A span stands for a piece of work; this one tells nothing.`,
          ...shownAt(evidence, empty.at),
          fix: `Put it around the work of a service:\n${spanFrame(empty.name)}`,
        }
      );
    },
  },
  {
    id: "other-span-does-not-wait",
    symptom: true,
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const early = startedElsewhere(evidence).find((span) => leavesWorkBehind(evidence, span));
      return (
        early && {
          message: `The span ${early.name} ends while the store is still at work: what was asked within it is not awaited.`,
          ...shownAt(evidence, early.endings[0]?.at ?? early.at),
          fix: `await the store's answer, before the span ends:\n${spanFrame(early.name)}`,
        }
      );
    },
  },
  {
    id: "parent-ends-first",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const own = new Map(startedElsewhere(evidence).map((span) => [span.spanId, span]));
      const child = elsewhere(evidence).find((span) =>
        outlives(own.get(span.spanId), own.get(span.parentSpanId ?? "")),
      );
      const [parent] = child ? ancestorsOf(evidence, child) : [];
      const start = parent && own.get(parent.spanId);
      return (
        child &&
        start && {
          message: `${start.name} ends before ${child.name}, which is part of it: somebody did not wait.${/forEach\(async/.test(textOf(evidence, start)) ? " forEach waits for nobody." : ""}`,
          ...shownAt(evidence, start.at),
          fix: `await what is inside, before the outer span ends:\n${spanFrame(start.name)}`,
        }
      );
    },
  },
  {
    id: "other-span-without-time",
    symptom: true,
    severity: "advice",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const spans = startedElsewhere(evidence).filter(
        ({ at }) => at?.file.includes("/services/") && !isEmptySpan(evidence, at),
      );
      const [span] = spans;
      const sent = elsewhere(evidence).find(({ spanId }) => spanId === span?.spanId);
      return (
        span &&
        spans.every((each) => /before|after|early|late/.test(besideTheWork(evidence, each) ?? "")) && {
          message: `The store's work is not inside the span ${span.name}${sent ? `, which took ${spanMs(sent).toFixed(2)} ms` : ""}: what takes the time stands beside it.`,
          ...shownAt(evidence, span.at),
          fix: `Start it before the store is asked, and end it after the answer:\n${spanFrame(span.name)}`,
        }
      );
    },
  },
];

function elsewhere(evidence: Evidence): ReceivedSpan[] {
  const ids = new Set(startedElsewhere(evidence).map(({ spanId }) => spanId));
  return ownReceived(evidence).filter(({ spanId }) => ids.has(spanId));
}

function isHome({ run }: Evidence, visit: string | undefined): boolean {
  return run?.visits.find(({ id }) => id === visit)?.path.endsWith("/home") === true;
}

function textOf({ backend }: Evidence, { at }: StartedSpan): string {
  return backend.sources.find(({ path }) => path === at?.file)?.text ?? "";
}
