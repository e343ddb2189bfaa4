import { keyProblem } from "../../facts/key-problem.ts";
import { maskKey } from "../../compose/mask-key.ts";
import { parseDotenv } from "../../compose/parse-dotenv.ts";
import type { Mistake } from "../mistake.ts";
import { KEY_NAME } from "./no-key.ts";

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
        fix: `Let go of one of them, for instance of the shell's:\nunset ${KEY_NAME}`,
      },
  },
  {
    id: "keys-differ-in-dotenv",
    severity: "advice",
    learn: "where-the-key-lives",
    when: ({ key }) => {
      const [first, second] = parseDotenv(key.dotenvText ?? "").entries.filter(
        ({ name, value }) => name === KEY_NAME && value !== "",
      );
      return (
        first &&
        second &&
        first.value !== second.value && {
          message: `.env has two keys: ${maskKey(first.value)} in line ${first.line} and ${maskKey(second.value)} in line ${second.line}. The last one is used.`,
          file: ".env",
          line: first.line,
          fix: `Take line ${first.line} away.`,
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
            : `The next workspace gets the key that \`gp env\` keeps (${maskKey(kept)}); here it is another one (${maskKey(key.effective.value)}).`,
          fix: `Let Gitpod keep the one you use:\ngp env ${KEY_NAME}="${key.effective.from === "shell" ? `$${KEY_NAME}` : "<your key>"}"`,
        }
      );
    },
  },
];
