import { keyProblem, type KeyProblem } from "../../facts/key-problem.ts";
import { maskKey } from "../../compose/mask-key.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

const NAME = "HONEYCOMB_API_KEY";
const MAKE_INGEST = "Make an ingest key: in Honeycomb, open your environment's settings, then API Keys.";
const BLANKS = "quotation-marks-and-blanks";
const SHAPE = "the-shape-of-a-key";

/** A value that cannot be a key: one mistake for each way. What stands around a key comes before what it is. */
export const keyShapes: readonly Mistake[] = [
  shape(
    "key-with-its-name",
    ["name-again"],
    BLANKS,
    "Keep the name once, and the key right behind the equals sign.",
  ),
  shape(
    "key-is-the-whole-header",
    ["whole-header"],
    SHAPE,
    "Keep only what stands behind x-honeycomb-team. Step 2 writes the header around it.",
  ),
  shape(
    "key-is-an-address",
    ["address"],
    SHAPE,
    "Open that address, and copy the key that Honeycomb shows under API Keys.",
  ),
  shape(
    "key-in-brackets",
    ["bracketed"],
    BLANKS,
    "Take the brackets away: in the lesson they only mark where your key goes.",
  ),
  shape(
    "key-quoted",
    ["quoted"],
    BLANKS,
    "Take the quotation marks away, and check that they are not curly ones from a web page.",
  ),
  shape("key-not-expanded", ["unexpanded"], BLANKS, "Put the key itself there: it is taken as it stands."),
  shape("key-is-placeholder", ["placeholder"], SHAPE, "Put your own key there."),
  shape(
    "key-is-shortened",
    ["shortened"],
    SHAPE,
    "Copy the whole key. Honeycomb shows it once; if it is gone, make a new one.",
  ),
  shape(
    "key-with-blanks",
    ["blank-around", "blank-inside"],
    BLANKS,
    "Copy the key again, in one piece and without a line break.",
  ),
  shape(
    "key-with-odd-character",
    ["odd-character"],
    BLANKS,
    "Delete the value and copy the key again, from where Honeycomb showed it.",
  ),
  shape("key-is-management", ["management"], SHAPE, MAKE_INGEST),
  shape("key-is-configuration-id", ["configuration-id"], SHAPE, MAKE_INGEST),
  shape(
    "key-is-id-only",
    ["ingest-id-only"],
    SHAPE,
    "The list in Honeycomb shows only the id. Make a new ingest key and copy the whole value when it is shown.",
  ),
  shape(
    "key-joined-with-colon",
    ["joined-with-colon"],
    SHAPE,
    "Copy the key as Honeycomb shows it, without a colon.",
  ),
  shape(
    "key-in-capitals",
    ["in-capitals"],
    SHAPE,
    "Copy it again, with its letters as Honeycomb shows them.",
  ),
  shape(
    "key-with-more-around-it",
    ["surrounded"],
    BLANKS,
    "Leave the key alone there: nothing before it, nothing behind it.",
  ),
  shape(
    "key-cut-short",
    ["cut-short"],
    SHAPE,
    "Copy it again, to its last letter; if it is gone, make a new one.",
  ),
  shape(
    "key-of-no-known-shape",
    ["practice-shape", "foreign", "an-id", "a-name", "unknown-shape", "empty"],
    SHAPE,
    "In Honeycomb, a key is shown under API Keys of an environment, when it is made.",
  ),
];

function shape(id: string, kinds: readonly KeyProblem["kind"][], learn: string, fix: string): Mistake {
  return {
    id,
    learn,
    when: (evidence) => {
      const { effective, dotenv } = evidence.key;
      const problem = effective && keyProblem(effective.value);
      if (!effective || !problem || !kinds.includes(problem.kind)) return undefined;
      const message = (where: string) => `${NAME} ${where} cannot send traces: ${problem.sentence}.`;
      if (effective.from === "shell" || !dotenv)
        return { message: message("in this shell"), fix: inShell(fix, evidence) };
      return {
        message: message("in .env"),
        file: ".env",
        line: dotenv.line,
        found: `${NAME}=${maskKey(effective.value.replaceAll(/\s+/g, " "))}`,
        fix: `${fix} Or, without an account: empty the line behind the equals sign, and then\nnpm run practice-key`,
      };
    },
  };
}

/** A bad value in the shell may hide a good one. */
function inShell(fix: string, { key }: Evidence): string {
  return key.dotenv && keyProblem(key.dotenv.value) === undefined
    ? `The key in .env looks right; let go of the one in the shell, which hides it:\nunset ${NAME}`
    : `${fix} Then set it again:\nexport ${NAME}="<your key>"\nOr, without an account:\nunset ${NAME}\nnpm run practice-key`;
}
