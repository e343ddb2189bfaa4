import { withKey } from "../../facts/dotenv-key.ts";
import { keyProblem, type KeyProblem } from "../../facts/key-problem.ts";
import { keyWithin } from "../../facts/key-within.ts";
import { maskKey } from "../../compose/mask-key.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import type { Remedy } from "../remedy.ts";
import { inDotenv, KEY_NAME, PRACTICE } from "./no-key.ts";

const MAKE_INGEST = "Make an ingest key: in Honeycomb, open your environment's settings, then API Keys.";
const BLANKS = "quotation-marks-and-blanks";
const SHAPE = "the-shape-of-a-key";

/** A value that cannot be a key: one mistake for each way. What is around a key comes before what it is. */
export const keyShapes: readonly Mistake[] = [
  shape("key-with-its-name", ["name-again"], BLANKS, "Copy the key alone, without its name."),
  shape("key-is-the-whole-header", ["whole-header"], SHAPE, "Copy the key alone: step 2 writes the header."),
  shape(
    "key-is-an-address",
    ["address"],
    SHAPE,
    "Open that address, and copy the key that Honeycomb shows under API Keys.",
  ),
  shape("key-in-brackets", ["bracketed"], BLANKS, "Copy the key without the brackets."),
  shape("key-quoted", ["quoted"], BLANKS, "Copy the key without the quotation marks."),
  shape("key-not-expanded", ["unexpanded"], BLANKS, "Write the key itself there."),
  shape("key-is-placeholder", ["placeholder"], SHAPE, "Write your own key there."),
  shape(
    "key-is-shortened",
    ["shortened"],
    SHAPE,
    "Copy the whole key. Honeycomb shows it only once; if you no longer have it, make a new one.",
  ),
  shape("key-with-blanks", ["blank-around", "blank-inside"], BLANKS, "Copy the key again, in one piece."),
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
    "Honeycomb's list shows only the id. Make a new ingest key, and copy the whole value when it is shown.",
  ),
  shape("key-joined-with-colon", ["joined-with-colon"], SHAPE, "Copy the key again, as Honeycomb shows it."),
  shape("key-in-capitals", ["in-capitals"], SHAPE, "Copy the key again, as Honeycomb shows it."),
  shape(
    "key-with-more-around-it",
    ["surrounded"],
    BLANKS,
    "Leave only the key: nothing before it, and nothing after it.",
  ),
  shape(
    "key-cut-short",
    ["cut-short"],
    SHAPE,
    "Copy it again, to its last character; if you no longer have it, make a new one.",
  ),
  shape(
    "key-of-no-known-shape",
    ["practice-shape", "foreign", "an-id", "a-name", "unknown-shape", "empty"],
    SHAPE,
    "Copy the key that Honeycomb shows when you make one, under API Keys of an environment.",
  ),
];

/** Where the key itself can be read out of the value, the edit is known; otherwise only its owner has it. */
function shape(id: string, kinds: readonly KeyProblem["kind"][], learn: string, ask: string): Mistake {
  return {
    id,
    learn,
    when: (evidence) => {
      const { effective, dotenv } = evidence.key;
      const problem = effective && keyProblem(effective.value);
      if (!effective || !problem || !kinds.includes(problem.kind)) return undefined;
      const message = (where: string) => `${KEY_NAME} ${where} cannot send traces: ${problem.sentence}.`;
      if (effective.from === "shell" || !dotenv)
        return { message: message("in this shell"), remedy: inShell(ask, evidence) };
      return {
        message: message("in .env"),
        file: ".env",
        line: dotenv.line,
        found: `${KEY_NAME}=${maskKey(effective.value.replaceAll(/\s+/g, " "))}`,
        remedy: inDotenv(evidence, withKey(evidence.key.dotenvText ?? "", keyWithin(effective.value))) ?? {
          kind: "ask",
          ask: `${ask} Without a Honeycomb account, leave nothing after the equals sign on line ${dotenv.line} of .env, and run:\n${PRACTICE}`,
        },
      };
    },
  };
}

/** A bad value in the shell may hide a good one. */
function inShell(ask: string, { key }: Evidence): Remedy {
  if (key.dotenv && keyProblem(key.dotenv.value) === undefined)
    return { kind: "command", command: `unset ${KEY_NAME}` };
  return {
    kind: "ask",
    ask: `${ask} Then set it again:\nexport ${KEY_NAME}="<your key>"\nWithout a Honeycomb account:\nunset ${KEY_NAME}\n${PRACTICE}`,
  };
}
