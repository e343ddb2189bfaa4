import { running } from "../../facts/backend-state.ts";
import { lineAt } from "../../facts/code-at.ts";
import { homeProblem } from "../../facts/home-answer.ts";
import { placeOf, statementOf, textOf, type FunctionNode } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { spansOf } from "../../facts/run-facts.ts";
import { silentMiddleware } from "../../facts/silent-middleware.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import { addBefore, editSource, removeFrom } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";

const LEARN = "it-does-not-start";
const HOME = "/api/activities/home";
const ROUTE = `app.get("${HOME}", async (request, response) => {\n  response.json(await homeActivities(signedInUser(request)));\n});`;
const COMPARE: Remedy = { kind: "command", command: "npm run solution 4" };

/** Whether the backend still answers as it did before the step. */
export const httpAnswerMistakes: readonly Mistake[] = [
  {
    id: "ended-while-it-answered",
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      const at = run?.exitCall?.at;
      return (
        running(run) &&
        run.flush.kind === "not-asked" &&
        !run.uncaught &&
        at && {
          message: `The backend ended itself while requests came: ${at.file}:${at.line} calls process.exit(). The spans that were waiting to be sent are lost, and the next request gets no answer.`,
          ...at,
          found: lineAt(evidence, at),
          remedy: withoutExit(evidence, at),
        }
      );
    },
  },
  {
    id: "home-does-not-answer",
    symptom: true,
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      const home = run?.visits.find(({ id }) => id === "home");
      if (!home || home.status === 200 || run?.uncaught) return undefined;
      if (!home.error)
        return {
          message: `GET ${HOME} answered ${home.status}: ${home.response?.slice(0, 160)}`,
          remedy: COMPARE,
        };
      const silent = silentMiddleware(evidence);
      const message = `The backend listens, but GET ${HOME} got no answer: ${home.error}.`;
      if (!silent) return { message, remedy: COMPARE };
      const { file, line, text } = placeOf(silent);
      return {
        message: `${message} This middleware neither answers nor calls next(), so every request ends there.`,
        file,
        line,
        found: text,
        remedy: callNext(evidence, silent),
      };
    },
  },
  {
    id: "home-answered-by-another-route",
    learn: LEARN,
    when(evidence) {
      const server = spansOf(evidence, "home").find(({ kind }) => kind === "server");
      const route = server?.fields["http.route"];
      if (typeof route !== "string" || !/[:*@]/.test(route)) return undefined;
      const call = routeCall(evidence, route);
      const source = programOf(evidence).files.find(({ path }) => path === call?.file);
      return {
        message: `GET ${HOME} was answered by the route ${route}: there is no route for it before that one.`,
        ...(call ? { file: call.file, line: call.line, found: call.text } : { file: "backend/src/app.ts" }),
        remedy: call && source && edits(addBefore(source, statementOf(call.node), ROUTE)),
      };
    },
  },
  {
    id: "home-answers-something-else",
    symptom: true,
    learn: LEARN,
    explains: /starts and answers/,
    when(evidence) {
      const home = evidence.run?.visits.find(({ id }) => id === "home");
      const problem = home?.status === 200 ? homeProblem(evidence) : undefined;
      const call = problem ? routeCall(evidence, HOME) : undefined;
      return (
        problem && {
          message: `GET ${HOME} answered, but not with the activities of its service: ${problem}.`,
          ...(call ? { file: call.file, line: call.line, found: call.text } : { file: "backend/src/app.ts" }),
          remedy: COMPARE,
        }
      );
    },
  },
];

/** `app.get(path, …)` of Express's app. */
function routeCall(evidence: Evidence, path: string) {
  const program = programOf(evidence);
  return program
    .callsOf({ from: "express", path: ["default"] })
    .flatMap((app) => ["get", "use", "all"].flatMap((method) => program.methodCalls(app, method)))
    .find(({ arguments: [first] }) => program.stringOf(first) === path);
}

function sourceOf(evidence: Evidence, file: string): SourceText | undefined {
  return programOf(evidence).files.find(({ path }) => path === file);
}

/** Only where the call is a statement of its own. */
function withoutExit(
  evidence: Evidence,
  at: { readonly file: string; readonly line: number },
): Remedy | undefined {
  const source = sourceOf(evidence, at.file);
  const program = programOf(evidence);
  const exit = program
    .nodesAt(at)
    .filter((node) => node.type === "ExpressionStatement")
    .find(({ expression }) => {
      const called = expression.type === "CallExpression" && program.valueOf(expression.callee);
      return called && called.kind === "global" && called.path.join(".") === "process.exit";
    });
  return source && exit && edits(removeFrom(source, exit));
}

/** The middleware with `next` as its third parameter, called at its end. */
function callNext(evidence: Evidence, work: FunctionNode): Remedy | undefined {
  const source = sourceOf(evidence, placeOf(work).file);
  const { body, params } = work;
  if (!source || !body || work.type !== "ArrowFunctionExpression") return undefined;
  const names = params.map((param) => textOf(param));
  const all = [...names, ...["_request", "_response", "next"].slice(names.length)];
  const head = `${work.async ? "async " : ""}(${all.join(", ")}) => `;
  const next = `${(names[2] ?? "next").replace(/[?:].*$/s, "").trim()}();`;
  const before = { start: work.start, end: body.start };
  return body.type === "BlockStatement"
    ? edits(
        editSource(
          source,
          { ...before, text: head },
          { start: body.end - 1, end: body.end - 1, text: `${next} ` },
        ),
      )
    : edits(
        editSource(
          source,
          { ...before, text: `${head}{ ` },
          { start: body.end, end: body.end, text: `; ${next} }` },
        ),
      );
}
