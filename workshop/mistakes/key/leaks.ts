import { maskKey } from "../../compose/mask-key.ts";
import { printedVariable } from "../../facts/printed-variable.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceIn } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { edits } from "../remedy.ts";

const LEARN = "a-key-in-git";
const NEW_KEY = "If it was pushed already, make a new key in Honeycomb and delete the old one.";

/** Who else can read the key. */
export const keyLeaks: readonly Mistake[] = [
  {
    id: "dotenv-in-git",
    learn: LEARN,
    explains: /git tracks/,
    when: ({ key }) =>
      key.dotenvTracked && {
        message: key.dotenv?.value
          ? `git tracks .env, so your next push publishes the key in it. ${NEW_KEY}`
          : "git tracks .env, so a key that you put into it will be published by the next push.",
        file: ".env",
        remedy: { kind: "command", command: "git rm --cached .env" },
      },
  },
  {
    id: "key-in-git",
    learn: LEARN,
    explains: /git tracks/,
    when: (evidence) => {
      const [first, ...more] = inGit(evidence);
      const others = more.map(({ file, line }) => `${file}:${line}`);
      return (
        first && {
          message: `There is a key in ${first.file}, line ${first.line}, which git tracks: everyone who can read the repository can use it.${others.length > 0 ? ` The same is true of ${others.slice(0, 3).join(", ")}${others.length > 3 ? " and more" : ""}.` : ""}`,
          file: first.file,
          line: first.line,
          remedy: {
            kind: "ask",
            ask: `Remove the key from that line, and keep it in .env, which git ignores. ${NEW_KEY}`,
          },
        }
      );
    },
  },
];

/** What passes, and should still be fixed. */
export const leakAdvice: readonly Mistake[] = [
  {
    id: "key-printed",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { key, run } = evidence;
      const own = key.effective?.value ?? "";
      if (own.length < 8 || !`${run?.stdout ?? ""}${run?.stderr ?? ""}`.includes(own)) return undefined;
      const printed = printedVariable(evidence, own);
      return {
        message: `The backend prints the key (${maskKey(own)}): everyone who sees its output, or a screenshot of it, can use it.`,
        ...(printed && { file: printed.file, line: printed.line }),
        remedy:
          printed && edits(replaceIn(printed.source, printed.argument, `Boolean(${printed.argument.text})`)),
      };
    },
  },
  {
    id: "key-in-an-old-commit",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { past, dotenvTracked } = evidence.key;
      return (
        past &&
        !dotenvTracked &&
        inGit(evidence).length === 0 && {
          message: `No tracked file has a key in it now, but git remembers one: commit ${past.commit} changed a line with a key in ${past.file}.`,
          remedy: {
            kind: "ask",
            ask: "If that commit was pushed, make a new key in Honeycomb and delete the old one.",
          },
        }
      );
    },
  },
  {
    id: "dotenv-not-ignored",
    severity: "advice",
    learn: LEARN,
    when: ({ key }) =>
      key.dotenvIgnored === false &&
      !key.dotenvTracked &&
      key.dotenv?.value && {
        message: "git no longer ignores .env, so the next `git add` includes your key.",
        file: ".env",
        remedy: { kind: "command", command: "printf '\\n.env\\n' >> .gitignore" },
      },
  },
];

/** `.env` has a mistake of its own. */
function inGit({ key }: Evidence) {
  return key.tracked.filter(({ file }) => file !== ".env");
}
