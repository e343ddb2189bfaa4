import { ownThrow, thrown, throwPlace } from "../../facts/thrown.ts";
import { callsAt } from "../../facts/field-code.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { statementOf } from "../../facts/program/places.ts";
import { shownAt } from "../../facts/code-at.ts";
import type { CodeLine, Evidence } from "../../lab/evidence.ts";
import { replaceIn } from "../edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { remedyOfThrow } from "../remedy-of-throw.ts";
import { serviceAnswerProblem, startedElsewhere, VISITS } from "../../facts/user-requests.ts";

const AS_BEFORE = /every service answers/;

/** A service no longer answers as it did. */
export const serviceAnswerMistakes: readonly Mistake[] = [
  {
    id: "other-service-throws",
    learn: "a-span-elsewhere",
    when(evidence) {
      const { run } = evidence;
      const error = thrown(run).find((line) => /^(Reference|Type)Error: /.test(line));
      const place = ownThrow(run);
      const problem = answerProblem(evidence, 500);
      return (
        problem &&
        error &&
        place &&
        // app.ts only stumbles over an answer that never came.
        place.file !== "backend/src/app.ts" &&
        !run?.uncaught && {
          message: `${problem.says}, because this line throws: ${error}`,
          ...shownAt(evidence, place),
          remedy: remedyOfThrow(evidence, error, place),
        }
      );
    },
  },
  {
    id: "other-answer-lost",
    symptom: true,
    learn: "a-span-elsewhere",
    explains: AS_BEFORE,
    when(evidence) {
      const { run } = evidence;
      const problem = answerProblem(evidence);
      const own = startedElsewhere(evidence).find(({ visit }) => visit === problem?.id);
      const threw = problem?.status === 500 ? thrown(run)[0] : undefined;
      const place = threw ? throwPlace(run) : own?.at;
      const says = threw ? ` The backend says: ${threw}` : own && problem?.isEmpty ? EMPTY : "";
      return (
        problem &&
        !run?.uncaught && {
          message: `A service no longer answers as it did: ${problem.says}.${says}`,
          ...shownAt(evidence, place),
          remedy: threw ? place && remedyOfThrow(evidence, threw, place) : withReturn(evidence, own?.at),
        }
      );
    },
  },
];

const EMPTY = " The span's function was called, but what it returns is not returned from the service.";

interface AnswerProblem {
  readonly id: string;
  readonly says: string;
  readonly status: number | undefined;
  /** There was an answer, with nothing in it. */
  readonly isEmpty: boolean;
}

/** The first answer that is not as before; of this status, where one is given. */
function answerProblem(evidence: Evidence, status?: number): AnswerProblem | undefined {
  for (const id of VISITS) {
    const visit = evidence.run?.visits.find((each) => each.id === id);
    const says = visit && serviceAnswerProblem(evidence, id);
    if (!says || (status !== undefined && visit.status !== status)) continue;
    return { id, says, status: visit.status, isEmpty: visit.status === 200 };
  }
  return undefined;
}

/** Returns what startActiveSpan() returns. */
function withReturn(evidence: Evidence, at: CodeLine | undefined): Remedy | undefined {
  const [start] = callsAt(evidence, at, /^startActiveSpan$/);
  const statement = start && statementOf(start);
  if (statement?.type !== "ExpressionStatement") return undefined;
  return edits(replaceIn(fileOf(statement), { start: statement.start, end: statement.start }, "return "));
}
