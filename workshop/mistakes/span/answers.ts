import { calls, constructions } from "../../facts/look-in-sources.ts";
import { fileAt, lineAt, pointAt, shownAt } from "../../facts/code-at.ts";
import { lineOf, nodesOf } from "../../facts/source-tree.ts";
import { remedyForThrow } from "../../facts/remedy-for-throw.ts";
import { spanCalls } from "../../facts/span-code.ts";
import { storeWork } from "../../facts/store-work.ts";
import { thrown, throwPlace } from "../../facts/thrown.ts";
import { visit } from "../../facts/run-facts.ts";
import type { CodeLine, Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  ASK_FOR_A_TRACER,
  homeAnswerProblem,
  describeVisit,
  FAILING_VISIT,
  HOME_FILE,
  HOME_VISITS,
  startedIn,
  SUCCEEDING,
  WHOLE,
  whole,
  WITH_TRACER,
} from "../../facts/home-span.ts";
import { silentCatch } from "../../facts/silent-catch.ts";

/** The code fails, or the home feed no longer answers as it did. */
export const homeAnswerMistakes: readonly Mistake[] = [
  {
    id: "service-throws",
    symptom: true,
    learn: "the-answer-is-lost",
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
            (place && remedyForThrow(evidence, error, place)) ??
            (/^ReferenceError: (tracer|span) |undefined \(reading 'start(Active)?Span'\)/.test(error)
              ? `A tracer starts the span, and startActiveSpan hands it to your function:\n${/: span /.test(error) ? whole(evidence) : WITH_TRACER}`
              : (place?.file ?? HOME_FILE) === HOME_FILE
                ? `Mend that line. The span's frame around the work is:\n${WHOLE}`
                : "Mend that line, or take it away: every request comes by it."),
        }
      );
    },
  },
  {
    id: "answer-lost",
    symptom: true,
    learn: "the-answer-is-lost",
    when: (evidence) => {
      const empty = SUCCEEDING.find(
        (id) => answered(evidence, id) && /empty answer/.test(homeAnswerProblem(evidence, id) ?? ""),
      );
      const [own] = startedIn(evidence, ...HOME_VISITS);
      const active = /startActiveSpan/.test(lineAt(evidence, own?.at));
      const lost = !active
        ? "homeActivities() gives nothing back"
        : givesNothing(evidence, own?.at)
          ? "the function inside startActiveSpan returns nothing"
          : "what the function inside startActiveSpan returns does not get out";
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
    symptom: true,
    learn: "also-when-it-fails",
    when: (evidence) => {
      const { run } = evidence;
      const own = startedIn(evidence, FAILING_VISIT)[0] ?? startedIn(evidence, ...SUCCEEDING)[0];
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
    symptom: true,
    learn: "around-the-work",
    when: (evidence) => {
      const served = (evidence.run?.visits ?? []).filter(
        ({ path, status }) => path === "/api/activities/home" && status === 200,
      );
      const idle = served
        .map(({ id }) => id)
        .filter((id) => HOME_VISITS.includes(id) && storeWork(evidence, id).length === 0);
      const asked = served.some(({ id }) => storeWork(evidence, id).length > 0);
      const asks = calls(evidence.backend.sources, /^queryMockStore$/).find(({ file }) => file === HOME_FILE);
      const store = fileAt(evidence, { file: "backend/src/query-mock-store.ts" });
      const how = asked
        ? `${whose(evidence, idle)} did not ask the mock store, although others did`
        : "No request for the home feed asks the mock store";
      return (
        idle.length > 0 && {
          message: `${how}: nothing waited in backend/src/query-mock-store.ts meanwhile. A span stands around work, and there is none.`,
          ...(asks ? pointAt(asks) : { file: HOME_FILE }),
          fix:
            asks && !/\b(wait|setTimeout)\(/.test(store)
              ? "Every request asks the store itself, and waits for it. The store as it came:\ngit checkout -- backend/src/query-mock-store.ts"
              : 'Each request asks the store itself, inside the span, and keeps nothing for the next:\nconst results = await queryMockStore(`home of ${user || "anyone"}`, everyonesActivities(now));',
        }
      );
    },
  },
  {
    id: "answers-changed",
    symptom: true,
    learn: "the-answer-is-lost",
    when: (evidence) => {
      const id = HOME_VISITS.find((each) => hasAnswer(evidence, each) && homeAnswerProblem(evidence, each));
      const problem = id && homeAnswerProblem(evidence, id);
      const caught = id === FAILING_VISIT ? silentCatch(evidence, HOME_FILE) : undefined;
      return (
        problem &&
        !evidence.run?.uncaught && {
          message:
            id === FAILING_VISIT
              ? `A failure must stay one: ${problem}. A catch that does not throw again hides it, or the store is asked in other words than before.`
              : `A span watches the work and changes nothing, but ${problem}.`,
          file: HOME_FILE,
          ...(caught && pointAt(caught)),
          fix:
            id === FAILING_VISIT
              ? "In the catch, throw again:\n} catch (error) {\n  throw error;"
              : `Bring the work back as it was, inside the span:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "sdk-in-a-service",
    learn: "your-task",
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

/** Whether the function that a line hands to startActiveSpan has no way out with a value, by the syntax tree. */
function givesNothing({ backend }: Evidence, at: CodeLine | undefined): boolean {
  const call = spanCalls(backend.sources).find(({ source, node, file }) => {
    const [first, last] = [lineOf(source, node), lineOf(source, { start: node.end })];
    return file === at?.file && first <= at.line && at.line <= last;
  });
  const work = call?.node.arguments.at(-1);
  if (!call || (work?.type !== "ArrowFunctionExpression" && work?.type !== "FunctionExpression"))
    return false;
  if (work.body?.type !== "BlockStatement") return false;
  return !nodesOf(call.source).some(
    (node) =>
      node.type === "ReturnStatement" && node.argument && node.start > work.start && node.end < work.end,
  );
}

/** A function that awaits nothing takes the store's promise for its results. */
function remedyForMissingWait(evidence: Evidence, error: string): string | undefined {
  const text = fileAt(evidence, { file: HOME_FILE });
  const isOfTracing = /\b(span|tracer|trace|context|propagation)\.\w+ is not/.test(error);
  return / is not a function/.test(error) && !isOfTracing && !/\bawait\b|\.(then|finally)\(/.test(text)
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
