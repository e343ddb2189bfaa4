import {
  calls,
  constructions,
  fileAt,
  lineAt,
  linesFrom,
  pointAt,
  remedyForError,
  shownAt,
  storeWork,
  thrown,
  throwPlace,
  visit,
  type Evidence,
  type Mistake,
} from "#course-kit";
import {
  ASK_FOR_A_TRACER,
  answerProblem,
  describeVisit,
  FAILING,
  HOME,
  HOME_VISITS,
  startedIn,
  SUCCEEDING,
  WHOLE,
  THROWN,
} from "./facts.ts";

/** The code fails, or the home feed no longer answers as it did. */
export const answerMistakes: readonly Mistake[] = [
  {
    id: "service-throws",
    learn: "the-answer-is-lost",
    hides: [
      ...THROWN,
      "failure-that-hides-the-first",
      "open-when-it-fails",
      "tracer-without-a-span",
      "span-code-never-runs",
      "custom-span-missing",
    ],
    when: (evidence) => {
      const { run } = evidence;
      const [error] = thrown(run);
      const place = throwPlace(run);
      const broken = SUCCEEDING.some((id) => answered(evidence, id) && visit(evidence, id).status === 500);
      return (
        broken &&
        error && {
          message: `The home feed answers 500 now, because the code throws: ${error}`,
          ...shownAt(evidence, place),
          fix:
            remedyForMissingWait(evidence, error) ??
            remedyForError(error, lineAt(evidence, place), fileAt(evidence, place ?? { file: HOME })) ??
            (/^ReferenceError: (tracer|span) |undefined \(reading 'start(Active)?Span'\)/.test(error)
              ? `A tracer starts the span, and startActiveSpan hands it to your function:\n${ASK_FOR_A_TRACER}\n\n${WHOLE}`
              : `Mend that line. The span's frame around the work is:\n${WHOLE}`),
        }
      );
    },
  },
  {
    id: "answer-lost",
    learn: "the-answer-is-lost",
    hides: [
      "spans-never-sent",
      "export-failed",
      "home-does-not-answer",
      "home-answers-something-else",
      "died-while-it-answered",
      "unhandled-failure",
      "ended-before-the-work",
      "open-when-it-fails",
      "no-shutdown-handler",
      "exits-before-the-flush",
    ],
    when: (evidence) => {
      const empty = SUCCEEDING.find(
        (id) => answered(evidence, id) && /empty answer/.test(answerProblem(evidence, id) ?? ""),
      );
      const [own] = startedIn(evidence, ...HOME_VISITS);
      const line = linesFrom(evidence, own?.at, 1);
      const active = /startActiveSpan/.test(line);
      const lost = /\breturn\b.*startActiveSpan/.test(line)
        ? "the function inside startActiveSpan returns nothing"
        : active
          ? "what the function inside startActiveSpan returns does not get out"
          : "homeActivities() gives nothing back";
      return (
        empty &&
        own && {
          message: `The span is there, but the home feed's answer is empty: ${lost}.`,
          ...shownAt(evidence, own.at),
          fix: active
            ? `There are two returns: one in front of startActiveSpan, and one for the results inside it:\n${WHOLE}`
            : "Give the results back, as before, in the last line of the work:\nreturn results;",
        }
      );
    },
  },
  {
    id: "unhandled-failure",
    learn: "also-when-it-fails",
    hides: [
      "spans-never-sent",
      "export-failed",
      "backend-crashed",
      "died-while-it-answered",
      "no-shutdown-handler",
      "exits-before-the-flush",
      "open-when-it-fails",
      "answers-changed",
    ],
    when: (evidence) => {
      const { run } = evidence;
      const own = startedIn(evidence, FAILING)[0] ?? startedIn(evidence, ...SUCCEEDING)[0];
      return (
        run?.uncaught &&
        /assimilated/.test(run.uncaught.message) &&
        own && {
          message:
            "When the store failed, nobody waited for the promise, so the failure ended the whole backend instead of one request.",
          ...shownAt(evidence, own.at),
          fix: `Hand the promise on: return (or await) what startActiveSpan gives.\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "store-not-asked",
    learn: "around-the-work",
    hides: [
      "answers-changed",
      "home-answers-something-else",
      "ended-before-the-work",
      "begun-after-the-work",
    ],
    when: (evidence) => {
      const served = HOME_VISITS.filter((id) => answered(evidence, id) && visit(evidence, id).status === 200);
      const idle = served.filter((id) => storeWork(evidence, id).length === 0);
      const asks = calls(evidence.backend.sources, /^queryMockStore$/).find(({ file }) => file === HOME);
      const how =
        idle.length === served.length
          ? "No request for the home feed asks"
          : `${whose(evidence, idle)} did not ask`;
      return (
        idle.length > 0 && {
          message: `${how} the mock store: nothing waited in backend/src/query-mock-store.ts while it was served. A span stands around work, and there is none.`,
          ...(asks ? pointAt(asks) : { file: HOME }),
          fix: asks
            ? "Every request asks the store itself, and waits for it. The store as it came:\ngit checkout -- backend/src/query-mock-store.ts"
            : 'Bring the question to the store back, inside the span:\nconst results = await queryMockStore(`home of ${user || "anyone"}`, everyonesActivities(now));',
        }
      );
    },
  },
  {
    id: "answers-changed",
    learn: "the-answer-is-lost",
    hides: ["home-answers-something-else"],
    when: (evidence) => {
      const id = HOME_VISITS.find((each) => hasAnswer(evidence, each) && answerProblem(evidence, each));
      const problem = id && answerProblem(evidence, id);
      return (
        problem &&
        !evidence.run?.uncaught && {
          message:
            id === FAILING
              ? `A failure must stay one: ${problem}. A catch that does not throw again hides it, or the store is asked in other words than before.`
              : `A span watches the work and changes nothing, but ${problem}.`,
          file: HOME,
          fix:
            id === FAILING
              ? "In the catch, throw again:\nthrow error;"
              : `Bring the work back as it was, inside the span:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "sdk-in-a-service",
    learn: "your-task",
    hides: [
      "custom-span-missing",
      "tracer-without-a-span",
      "span-code-never-runs",
      "two-sdks",
      "second-sdk-ignored",
    ],
    when: ({ backend, run }) => {
      const inService = constructions(backend.sources, /^NodeSDK$|TracerProvider$/).find(({ file }) =>
        file.includes("/services/"),
      );
      return (
        run &&
        inService && {
          message: `${inService.file} builds a second OpenTelemetry. There is one for the whole process, from step 4; a service only asks it for a tracer.`,
          ...pointAt(inService),
          fix: `Ask trace for a tracer, at the top of the file:\n${ASK_FOR_A_TRACER}`,
        }
      );
    },
  },
];

/** A function that awaits nothing takes the store's promise for its results. */
function remedyForMissingWait(evidence: Evidence, error: string): string | undefined {
  const text = fileAt(evidence, { file: HOME });
  return / is not a function/.test(error) && !/\bawait\b|\.then\(/.test(text)
    ? `Nothing waits for the store, so the results are only promised there. Write await in front of queryMockStore, and async in front of (span):\n${WHOLE}`
    : undefined;
}

function hasAnswer(evidence: Evidence, id: string): boolean {
  return answered(evidence, id) && visit(evidence, id).error === undefined;
}

function whose(evidence: Evidence, ids: readonly string[]): string {
  const [first = "", ...more] = [...new Set(ids.map((id) => describeVisit(visit(evidence, id))))];
  const who = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return more.length === 0 ? who : `${who} and ${more.length} more`;
}

function answered({ run }: Evidence, id: string): boolean {
  return run?.visits.some((each) => each.id === id) === true;
}
