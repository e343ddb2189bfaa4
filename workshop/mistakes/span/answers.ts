import type { CatchClause } from "oxc-parser";
import { lineAt, shownAt } from "../../facts/code-at.ts";
import {
  FAILING_VISIT,
  HOME_FILE,
  HOME_VISITS,
  SUCCEEDING,
  describeVisit,
  homeAnswerProblem,
  startedIn,
} from "../../facts/home-span.ts";
import { lostAnswer, type LostAnswer } from "../../facts/lost-answer.ts";
import { fileOf, nodesIn } from "../../facts/program/parse-file.ts";
import { placeOf, textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { visit } from "../../facts/run-facts.ts";
import { storeWork } from "../../facts/store-work.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addAfter, replaceIn } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { returnLostAnswer } from "./return-lost-answer.ts";

const STORE_FILE = "backend/src/query-mock-store.ts";
const ANSWERS = /answers/;

/** The home feed no longer answers as it did. */
export const homeAnswerMistakes: readonly Mistake[] = [
  {
    id: "answer-lost",
    learn: "the-answer-is-lost",
    explains: ANSWERS,
    when(evidence) {
      const empty = SUCCEEDING.some(
        (id) =>
          answered(evidence, id) && visit(evidence, id).status === 200 && visit(evidence, id).response === "",
      );
      const [own] = empty ? startedIn(evidence, ...HOME_VISITS) : [];
      const lost = lostAnswer(evidence, own?.at);
      return (
        lost &&
        // A promise that nothing waited for is told with the failure that ended the backend.
        !evidence.run?.uncaught && {
          message: `The span is there, but the home feed's answer is empty: ${lostHow(lost)}.`,
          ...shownAt(evidence, own?.at),
          remedy: returnLostAnswer(evidence, lost),
        }
      );
    },
  },
  {
    id: "store-not-asked",
    learn: "around-the-work",
    explains: /answers|lasts as long/,
    when(evidence) {
      const served = (evidence.run?.visits ?? []).filter(
        ({ path, status }) => path === "/api/activities/home" && status === 200,
      );
      const idle = served
        .map(({ id }) => id)
        .filter((id) => HOME_VISITS.includes(id) && storeWork(evidence, id).length === 0);
      if (idle.length === 0) return undefined;
      const asked = served.some(({ id }) => storeWork(evidence, id).length > 0);
      const call = storeCall(evidence);
      return {
        message: `${
          asked
            ? `${whose(evidence, idle)} did not ask the mock store, although others did`
            : "No request for the home feed asks the mock store"
        }: nothing waited in ${STORE_FILE} meanwhile. A span measures work, and there is none.`,
        ...(call ?? { file: HOME_FILE }),
        remedy: call && !asked ? storeAsItWas(evidence) : undefined,
      };
    },
  },
  {
    id: "failure-swallowed",
    learn: "the-answer-is-lost",
    explains: ANSWERS,
    when(evidence) {
      const problem = hasAnswer(evidence, FAILING_VISIT) && homeAnswerProblem(evidence, FAILING_VISIT);
      const caught = problem && !evidence.run?.uncaught ? catchWithoutThrow(evidence) : undefined;
      return (
        problem &&
        caught && {
          message: `A failure must stay one: ${problem}. This catch throws nothing, so the failure ends there.`,
          ...shown(placeOf(caught)),
          remedy: throwAgain(caught),
        }
      );
    },
  },
  {
    id: "answers-changed",
    symptom: true,
    learn: "the-answer-is-lost",
    explains: ANSWERS,
    when(evidence) {
      const id = HOME_VISITS.find((each) => hasAnswer(evidence, each) && homeAnswerProblem(evidence, each));
      return (
        id &&
        !evidence.run?.uncaught && {
          message: `A span watches the work and changes nothing, but ${homeAnswerProblem(evidence, id)}.`,
          file: HOME_FILE,
          remedy: { kind: "command", command: "npm run solution 5" },
        }
      );
    },
  },
  {
    id: "sdk-in-a-service",
    learn: "your-task",
    when(evidence) {
      const made = evidence.run?.sdk.calls.find(
        ({ call, class: name, at }) =>
          call === "new" && /^NodeSDK$|TracerProvider$/.test(name) && at?.file.includes("/services/"),
      );
      return (
        made?.at && {
          message: `${made.at.file} makes a ${made.class} of its own. There is one for the whole process, from step 4; a service only asks it for a tracer.`,
          ...made.at,
          found: lineAt(evidence, made.at),
          remedy: tracerOfTheApi(evidence, made.at),
        }
      );
    },
  },
];

function lostHow(lost: LostAnswer): string {
  return lost.how === "dropped"
    ? `nothing returns what ${textOf(lost.call.callee).replace(/\s+/g, "")}(…) gives`
    : "the function inside it returns nothing";
}

function shown({ file, line, text }: ReturnType<typeof placeOf>) {
  return { file, line, found: text };
}

/** The call of the home feed's that asks the store, by what it calls and not by a name. */
function storeCall(evidence: Evidence) {
  const program = programOf(evidence);
  const call = program.nodes("CallExpression").find(({ callee }) => {
    const value = program.valueOf(callee);
    const isStore = value.kind === "function" && fileOf(value.node).path === STORE_FILE;
    return isStore && placeOf(callee).file === HOME_FILE;
  });
  return call && shown(placeOf(call));
}

/** Nothing waits in it for any request, so it is no longer the store that came with the course. */
function storeAsItWas({ run }: Evidence): Remedy | undefined {
  const waits = run?.waits.some(({ at }) => at.file === STORE_FILE);
  return waits ? undefined : { kind: "command", command: `git checkout -- ${STORE_FILE}` };
}

function catchWithoutThrow(evidence: Evidence): CatchClause | undefined {
  return programOf(evidence)
    .nodes("CatchClause")
    .find(
      (node) =>
        placeOf(node).file === HOME_FILE && ![...nodesIn(node)].some(({ type }) => type === "ThrowStatement"),
    );
}

/** Only where the error has a name; a return above it would still be the last word. */
function throwAgain({ param, body }: CatchClause): Remedy | undefined {
  const last = body.body.at(-1);
  if (param?.type !== "Identifier" || !last || last.type === "ReturnStatement") return undefined;
  return edits(addAfter(fileOf(body), last, `throw ${param.name};`));
}

/** Another provider's `getTracer` for the one of the API. */
function tracerOfTheApi(
  evidence: Evidence,
  at: { readonly file: string; readonly line: number },
): Remedy | undefined {
  const program = programOf(evidence);
  const api = program.imports.find(
    ({ file, specifier }) => file === at.file && specifier === "@opentelemetry/api",
  );
  const trace = api?.names.find(({ imported }) => imported === "trace");
  const made = program.nodesAt(at).find((node) => node.type === "NewExpression");
  return trace && made ? edits(replaceIn(fileOf(made), made, trace.local)) : undefined;
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
