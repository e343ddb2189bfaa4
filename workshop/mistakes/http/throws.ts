import { lineAt } from "../../facts/code-at.ts";
import { errorWords } from "../../facts/first-line.ts";
import { FAILING_VISIT } from "../../facts/home-span.ts";
import { ownThrow, thrown, throwPlace } from "../../facts/thrown.ts";
import { FAILING_VISITS } from "../../facts/user-requests.ts";
import type { Answered, Evidence } from "../../lab/evidence.ts";
import type { Mistake, Told } from "../mistake.ts";
import { explainThrow } from "../process/explain-throw.ts";

/** The store fails in these on purpose. */
const FAILING = new Set([FAILING_VISIT, ...FAILING_VISITS]);

/** An error of the learner's code that a request met. */
export const throwMistakes: readonly Mistake[] = [
  {
    id: "service-throws",
    symptom: true,
    lasting: true,
    learn: "when-it-does-not-work",
    when: tellThrow,
  },
];

/** The first error that a request met; nothing where none shows. */
export function tellThrow(evidence: Evidence): Told | undefined {
  const { run } = evidence;
  const broken = run?.visits.find(({ id, status }) => status === 500 && !FAILING.has(id));
  const errors = [...new Set(thrown(run))];
  const [words] = errors;
  const place = throwPlace(run);
  if (!broken || !words || onlyMissesAnswer(words, place?.file)) return undefined;
  const own = ownThrow(run);
  const explained = own && explainThrow(evidence, words.replace(/^TypeError: /, ""), own);
  const because =
    errors.length === 1
      ? `${described(broken)} answers 500, because the code throws: ${errorWords(words)}`
      : `${described(broken)} answers 500. The first error that the backend printed is: ${errorWords(words)}`;
  const { id: _, why, ...shown } = explained ?? {};
  return {
    ...(place && { ...place, found: lineAt(evidence, place) }),
    ...shown,
    message: why ? `${because}. ${why}` : because,
  };
}

/** app.ts only comes upon it that a service gave nothing. */
function onlyMissesAnswer(words: string, file: string | undefined): boolean {
  return file === "backend/src/app.ts" && /\b(in|of) undefined\b/.test(words);
}

function described({ method = "GET", path }: Answered): string {
  return `${method} ${path}`;
}
