import { withoutLines } from "../../facts/dotenv-key.ts";
import { keyProblem } from "../../facts/key-problem.ts";
import { maskKey } from "../../compose/mask-key.ts";
import { parseDotenv } from "../../compose/parse-dotenv.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import type { Remedy } from "../remedy.ts";
import { inDotenv, KEY_NAME } from "./no-key.ts";

/** Two keys at once: which one is used, and which one is not. */
export const severalKeys: readonly Mistake[] = [
  {
    id: "keys-differ",
    severity: "advice",
    learn: "where-the-key-lives",
    when: ({ key }) =>
      key.shell &&
      key.dotenv?.value &&
      key.shell !== key.dotenv.value && {
        message: `This shell has another key (${maskKey(key.shell)}) than .env (${maskKey(key.dotenv.value)}); the shell's is used.`,
        file: ".env",
        line: key.dotenv.line,
        remedy: {
          kind: "ask",
          ask: `Decide which key you want. To use the one in .env:\nunset ${KEY_NAME}`,
        },
      },
  },
  {
    id: "keys-differ-in-dotenv",
    severity: "advice",
    learn: "where-the-key-lives",
    when: (evidence) => {
      const { dotenvText = "" } = evidence.key;
      const [first, second] = parseDotenv(dotenvText).entries.filter(
        ({ name, value }) => name === KEY_NAME && value !== "",
      );
      return (
        first &&
        second &&
        first.value !== second.value && {
          message: `.env has two keys: ${maskKey(first.value)} on line ${first.line} and ${maskKey(second.value)} on line ${second.line}. The last one is used.`,
          file: ".env",
          line: first.line,
          remedy: inDotenv(evidence, withoutLines(dotenvText, first.line)),
        }
      );
    },
  },
  {
    id: "gp-env-keeps-another-key",
    severity: "advice",
    learn: "gitpod",
    when: ({ key, workspace }) => {
      const kept = workspace.persisted?.[KEY_NAME];
      const problem = kept && keyProblem(kept);
      return (
        kept &&
        key.effective &&
        kept !== key.effective.value && {
          message: problem
            ? `The key works here, but the next workspace gets what \`gp env\` keeps, and that cannot send traces: ${problem.sentence}.`
            : `The next workspace gets the key that \`gp env\` keeps (${maskKey(kept)}), and here it is another one (${maskKey(key.effective.value)}).`,
          remedy: keepThisOne(key),
        }
      );
    },
  },
];

/** The key itself is printed in no fix. */
function keepThisOne({ effective, dotenv, dotenvText = "" }: Evidence["key"]): Remedy | undefined {
  if (effective?.from === "shell") return { kind: "command", command: `gp env ${KEY_NAME}="$${KEY_NAME}"` };
  const plain = dotenvText.split(/\r?\n/).filter((line) => line.startsWith(`${KEY_NAME}=`));
  return plain.length === 1 && plain[0] === `${KEY_NAME}=${dotenv?.value}`
    ? { kind: "command", command: `gp env "$(grep ^${KEY_NAME}= .env)"` }
    : undefined;
}
