import { isZeroId } from "../../facts/is-zero-id.ts";
import { journalPlace } from "../../facts/journal-place.ts";
import type { Mistake } from "../mistake.ts";

const LEARN = "the-api-alone";
/** In the lesson, to show what a real one looks like. */
const EXAMPLE = "4bf92f3577b34da6a3ce929d0e0e4736";
const ANSWER = "03-trace-id";
const JOURNAL = "journal/week2.md";
const BY_LABEL = `Write it into ${JOURNAL}, label and answer in one line:\nAnswer (03-trace-id): …`;
const SCRIPT = "Run the five lines of the lesson in backend/, without --import, and copy what they print.";

/** The answer in the journal; later steps do not build on it. */
export const traceIdMistakes: readonly Mistake[] = [
  {
    id: "answer-line-missing",
    learn: LEARN,
    blocks: false,
    when: ({ answers, nearby }) => {
      if (answers[ANSWER] !== undefined) return undefined;
      for (const { path, text } of nearby.notes) {
        if (!/^journal\/[^/]+\.md/i.test(path)) continue;
        const lines = text.split(/\r?\n/);
        const index = lines.findIndex((line) => /answer\W{0,3}03|03.?trace.?id/i.test(line));
        if (index >= 0)
          return {
            message: `${path === JOURNAL ? "The journal" : path} says ${clip((lines[index] ?? "").trim())}. An answer is looked for in ${JOURNAL}, behind its label as it came with the course, and there it is not.`,
            file: path,
            line: index + 1,
            fix: BY_LABEL,
          };
      }
      return {
        message: `${JOURNAL} has no line with the label Answer (03-trace-id):, so your answer cannot be found.`,
        file: JOURNAL,
        fix: BY_LABEL,
      };
    },
  },
  answer("trace-id-missing", (given) =>
    given === ""
      ? {
          message:
            "Your journal has no answer yet: what did the five lines print while only the API was installed?",
          fix: "Run the five lines of the lesson, and write the whole line behind:\nAnswer (03-trace-id): …",
        }
      : undefined,
  ),
  answer("answer-is-an-error", (given) =>
    /error|cannot find|not found|undefined|ERR_/i.test(given)
      ? {
          message: `The journal says ${clip(given)}. That is no trace id: the script stopped before it printed one.`,
          fix: "Install the API first, in the same folder, and run the script again:\ncd backend\nnpm install --no-save @opentelemetry/api\nnode try.mjs",
        }
      : undefined,
  ),
  answer("answer-from-a-running-sdk", (given) => {
    const id = /(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/i.exec(given)?.[0];
    return id && !/^0+$/.test(id)
      ? {
          message:
            id === EXAMPLE
              ? `${id} is the lesson's example of a real id. Your own script printed another one.`
              : `${id} is the id of a real trace. With the API alone there is none, so another one was printed.`,
          fix: SCRIPT,
        }
      : undefined;
  }),
  answer("answer-not-copied-whole", (given) =>
    given !== "" && !isZeroId(given)
      ? {
          message: `The journal says ${clip(given)}; ${whyNoId(given)}.`,
          fix: "Copy the whole line that the five lines printed.",
        }
      : undefined,
  ),
];

function whyNoId(given: string): string {
  const bare = given.replaceAll(/[^0-9a-z]/gi, "");
  if (/^0{16}$/.test(bare)) return "16 zeros are the id of a span, and a trace id has 32";
  if (/^0{32}$/.test(bare)) return "something stands between the 32 zeros, and a trace id is one word";
  if (/^0+$/.test(bare))
    return `${bare.length === 1 ? "that is one zero" : `those are ${bare.length} zeros`}, and a trace id has 32 characters`;
  if (/^[0o]+$/i.test(bare)) return "letters O stand among the zeros";
  if (/^[0-9a-f]{16}$/i.test(bare)) return "16 characters are the id of a span, and a trace id has 32";
  return "a trace id has 32 characters, each a digit or a letter from a to f";
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The first that fits is told. */
function answer(id: string, says: (given: string) => { message: string; fix: string } | undefined): Mistake {
  return {
    id,
    learn: LEARN,
    blocks: false,
    symptom: id === "answer-not-copied-whole",
    when: (evidence) => {
      const given = evidence.answers[ANSWER] ?? "";
      const said = isZeroId(given) ? undefined : says(given);
      return said && { ...said, ...journalPlace(evidence, ANSWER) };
    },
  };
}
