import type { CallExpression } from "oxc-parser";
import { lineAt } from "../../facts/code-at.ts";
import { errorWords } from "../../facts/first-line.ts";
import { lostPromise } from "../../facts/lost-promise.ts";
import { parentOf } from "../../facts/program/parse-file.ts";
import { functionOf, placeOf, statementOf, textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { editSource } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { explainThrow } from "../process/explain-throw.ts";
import { tellThrow } from "./throws.ts";
import { edits, type Remedy } from "../remedy.ts";

const LEARN = "when-it-does-not-work";

/** What ended the backend after it had listened. Nothing else is to blame for what a dead process did not do. */
export const deathMistakes: readonly Mistake[] = [
  {
    id: "unhandled-failure",
    lasting: true,
    learn: LEARN,
    when(evidence) {
      const lost = diedAtWork(evidence) ? lostPromise(evidence) : undefined;
      if (!lost) return undefined;
      const { dropped, frame } = lost;
      const ended = `so Node ended the whole backend${servedIn(evidence, lost.visit)}: ${errorWords(lost.words)}`;
      return dropped
        ? {
            message: `Nothing waits for what ${textOf(dropped.callee).replace(/\s+/g, "")}(…) gives in line ${placeOf(dropped).line}. Its promise was rejected, ${ended}`,
            ...at(evidence, placeOf(dropped)),
            remedy: passOn(evidence, dropped),
          }
        : {
            message: `Nothing waited for the promise of the async function at ${frame.file}:${frame.line}. It was rejected, ${ended}`,
            ...at(evidence, frame),
          };
    },
  },
  {
    id: "died-while-it-answered",
    symptom: true,
    lasting: true,
    learn: LEARN,
    when(evidence) {
      const error = diedAtWork(evidence) && !lostPromise(evidence) ? evidence.run?.uncaught : undefined;
      if (!error) return undefined;
      const explained = error.at && explainThrow(evidence, error.message, error.at);
      return {
        message: `The backend died${servedIn(evidence, error.visit)}, of an error that nothing caught: ${errorWords(error.message)}${explained ? `. ${explained.why}` : ""}`,
        ...(error.at && at(evidence, error.at)),
        remedy: explained?.remedy,
      };
    },
  },
];

/** Where a request met an error before, that one is told: it may have kept the code from waiting for the other. */
function diedAtWork(evidence: Evidence): boolean {
  const { run } = evidence;
  return run?.outcome.kind === "listened" && run.uncaught?.phase === "work" && !tellThrow(evidence);
}

function servedIn({ run }: Evidence, id: string | undefined): string {
  const visit = run?.visits.find((each) => each.id === id);
  return visit ? ` while it served ${visit.method ?? "GET"} ${visit.path}` : "";
}

function at(evidence: Evidence, { file, line }: { readonly file: string; readonly line: number }) {
  return { file, line, found: lineAt(evidence, { file, line }) };
}

/** Hands the promise on: returned where it is a function's last statement, awaited where more follows. */
function passOn(evidence: Evidence, call: CallExpression): Remedy | undefined {
  const source = programOf(evidence).files.find(({ path }) => path === placeOf(call).file);
  const around = functionOf(call);
  if (!source || !around || around.body?.type !== "BlockStatement") return undefined;
  const statement = statementOf(call);
  const before = { start: statement.start, end: call.start };
  if (around.body.body.at(-1) === statement) return edits(editSource(source, { ...before, text: "return " }));
  return edits(editSource(source, ...makeAsync(around), { ...before, text: "await " }));
}

function makeAsync(around: NonNullable<ReturnType<typeof functionOf>>) {
  if (around.async) return [];
  // A method's own function begins at its parentheses.
  const owner = parentOf(around);
  const start =
    owner?.type === "MethodDefinition" || (owner?.type === "Property" && owner.method)
      ? owner.start
      : around.start;
  return [{ start, end: start, text: "async " }];
}
