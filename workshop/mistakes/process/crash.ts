import { crashed } from "../../facts/backend-state.ts";
import { errorWords } from "../../facts/first-line.ts";
import { manifestScript } from "../../facts/manifest-scripts.ts";
import { parentOf } from "../../facts/program/parse-file.ts";
import { statementOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { lineAt } from "../../facts/code-at.ts";
import { syntaxError } from "../../facts/syntax-error.ts";
import type { Evidence, RunEvidence } from "../../lab/evidence.ts";
import { removeFrom, replaceIn } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { changeStart, startPlace } from "../start-script/edit-start.ts";
import { explainThrow, type Explained } from "./explain-throw.ts";

const LEARN = "it-does-not-start";

/** Errors of the code that end the backend before it listens. */
export const crashMistakes: readonly Mistake[] = [
  thrownBy("imported-from-elsewhere"),
  thrownBy("name-not-imported"),
  thrownBy("class-without-new"),
  thrownBy("used-before-it-is-made"),
  { ...thrownBy("no-such-function"), symptom: true },
  {
    id: "route-path-of-express-4",
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      if (!crashed(run) || !/pathToRegexpError/.test(run.uncaught?.message ?? "")) return undefined;
      const route = routeAt(evidence, run);
      return {
        message: `The backend ended before it listened: Express 5 does not take a path ${route ? `as in ${JSON.stringify(route.path)}, which was right in Express 4` : "that was right in Express 4"}.`,
        ...placeOfCrash(evidence, run),
        remedy: route?.remedy,
      };
    },
  },
  {
    id: "ended-by-its-own-code",
    symptom: true,
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      const exit = crashed(run) && !run.uncaught ? run.exitCall : undefined;
      if (!exit?.at || !run) return undefined;
      const words = lastWords(run);
      return {
        message: `The backend ended itself before it listened: ${exit.at.file}:${exit.at.line} calls process.exit(${exit.code || ""}).${words ? ` Its last words: ${words}` : ""}`,
        ...exit.at,
        found: lineAt(evidence, exit.at),
        remedy: {
          kind: "ask",
          ask: "Decide whether the backend should end there. npm run env shows the variables that it gets.",
        },
      };
    },
  },
  {
    id: "earlier-command-failed",
    symptom: true,
    learn: LEARN,
    when(evidence) {
      const { run, backend } = evidence;
      if (!crashed(run) || run.outcome.kind !== "exited" || !run.outcome.code || run.uncaught)
        return undefined;
      const own = new Set(backend.sources.map(({ path }) => path));
      const earlier = earlierCommand(evidence);
      if (!earlier || run.modules.some(({ name }) => own.has(name))) return undefined;
      const words = lastWords(run);
      return {
        message: `The backend ended before it listened, with code ${run.outcome.code}, and before any of its files was loaded. What runs first is ${earlier.what}.${words ? ` What it printed: ${words}` : ""}`,
        ...earlier.place,
        remedy: earlier.remedy,
      };
    },
  },
  {
    id: "backend-crashed",
    symptom: true,
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      if (!crashed(run)) return undefined;
      const unread = syntaxError(run.stderr);
      const words = unread?.says ?? (run.uncaught ? errorWords(run.uncaught.message) : lastWords(run));
      const code = run.outcome.kind === "exited" ? run.outcome.code : undefined;
      return {
        message: words
          ? `The backend ended before it listened. Its last words: ${words}`
          : `The backend ended before it listened, with code ${code ?? "none"} and without a word.`,
        ...(unread ? { file: unread.file, line: unread.line } : placeOfCrash(evidence, run)),
        ...(!words && { remedy: { kind: "command", command: "npm start", folder: "backend" } as const }),
      };
    },
  },
];

/** An error of the learner's own line, told with its own words. */
function thrownBy(id: Explained["id"]): Mistake {
  return {
    id,
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      const error = crashed(run) ? run.uncaught : undefined;
      const explained = error?.at && explainThrow(evidence, error.message, error.at);
      if (!error || explained?.id !== id) return undefined;
      const { id: _, why, ...told } = explained;
      return {
        found: lineAt(evidence, error.at),
        ...told,
        message: `The backend ended before it listened: ${errorWords(error.message)}. ${why}`,
      };
    },
  };
}

function placeOfCrash(evidence: Evidence, { uncaught }: RunEvidence) {
  return uncaught?.at ? { ...uncaught.at, found: lineAt(evidence, uncaught.at) } : {};
}

/** The route that threw, and what its path is today. */
function routeAt(
  evidence: Evidence,
  { uncaught }: RunEvidence,
): { path: string; remedy: Remedy | undefined } | undefined {
  const program = programOf(evidence);
  const call = (uncaught?.at ? program.nodesAt(uncaught.at) : []).find(
    (node) => node.type === "CallExpression",
  );
  const source = program.files.find(({ path }) => path === uncaught?.at?.file);
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression" || !source) return undefined;
  const [first] = call.arguments;
  const path = program.stringOf(first);
  if (!first || path === undefined) return undefined;
  const { property } = call.callee;
  // cors() as middleware answers each OPTIONS by itself.
  if (
    property.type === "Identifier" &&
    property.name === "options" &&
    parentOf(call)?.type === "ExpressionStatement"
  )
    return { path, remedy: edits(removeFrom(source, statementOf(call))) };
  return { path, remedy: /^\/?\*$/.test(path) ? edits(replaceIn(source, first, '"/{*rest}"')) : undefined };
}

/** What the start script runs before the backend, and how to leave it out. */
function earlierCommand(evidence: Evidence) {
  const prestart = manifestScript(evidence, "prestart");
  if (prestart)
    return {
      what: `the script "prestart": ${prestart.text}`,
      place: { file: prestart.source.path, line: prestart.line },
      remedy: edits(removeMember(prestart)),
    };
  const script = manifestScript(evidence, "start");
  const [, first, rest] = /^(.*?)\s*&&\s*(.*)$/.exec(script?.text ?? "") ?? [];
  return first && rest
    ? { what: first, place: startPlace(evidence), remedy: changeStart(evidence, rest) }
    : undefined;
}

/** A member that others follow, with the comma after it. */
function removeMember({ source, member }: NonNullable<ReturnType<typeof manifestScript>>) {
  const comma = /^\s*,/.exec(source.text.slice(member.end))?.[0];
  return comma === undefined
    ? undefined
    : removeFrom(source, { start: member.start, end: member.end + comma.length });
}

function lastWords({ stderr, stdout }: RunEvidence): string {
  const lines = (stderr.trim() || stdout.trim()).split("\n").map((line) => line.trim());
  const error = lines.find((line) => /^(\w*Error|error)\b/.test(line));
  return (error ?? lines.at(-1) ?? "").slice(0, 240);
}
