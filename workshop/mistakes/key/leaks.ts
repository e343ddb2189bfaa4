import { maskKey } from "../../compose/mask-key.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

const LEARN = "a-key-in-git";
const NEW_KEY = "If it was pushed already, make a new key and delete the old one.";

/** Who else can read the key. */
export const keyLeaks: readonly Mistake[] = [
  {
    id: "dotenv-in-git",
    learn: LEARN,
    when: ({ key }) =>
      key.dotenvTracked && {
        message: key.dotenv?.value
          ? "git tracks .env, so your next push publishes the key in it."
          : "git tracks .env, so a key that is put into it will be published by the next push.",
        file: ".env",
        fix: `Let git forget the file. It stays on your disk:\ngit rm --cached .env${key.dotenv?.value ? `\n${NEW_KEY}` : ""}`,
      },
  },
  {
    id: "key-in-git",
    learn: LEARN,
    when: (evidence) => {
      const [first, ...more] = inGit(evidence);
      const others = more.map(({ file, line }) => `${file}:${line}`);
      return (
        first && {
          message: `A key stands in ${first.file}, line ${first.line}, which git tracks: whoever can read the repository can use it.${others.length > 0 ? ` The same goes for ${others.slice(0, 3).join(", ")}${others.length > 3 ? " and more" : ""}.` : ""}`,
          file: first.file,
          line: first.line,
          fix: `Take it out there, and keep it in .env, which git ignores. ${NEW_KEY}`,
        }
      );
    },
  },
];

/** What passes, and should still be mended. */
export const leakAdvice: readonly Mistake[] = [
  {
    id: "key-printed",
    severity: "advice",
    learn: LEARN,
    when: ({ key: { effective }, backend, run }) => {
      const output = `${run?.stdout ?? ""}${run?.stderr ?? ""}`;
      const printed = effective && effective.value.length >= 8 && output.includes(effective.value);
      const at = backend.sources.flatMap(printedIn)[0];
      return (
        (printed || at) && {
          message: printed
            ? `The backend prints the key (${maskKey(effective.value)}): whoever reads its output, or a screenshot of it, can use it.`
            : `In ${at?.file}, line ${at?.line}, the key is printed: whoever reads the output, or a screenshot of it, can use it.`,
          ...at,
          fix: 'Take the line away. To see whether the key arrives, print only that:\nconsole.log("key set:", Boolean(process.env.HONEYCOMB_API_KEY));',
        }
      );
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
          message: `No file holds a key now, but git remembers one: commit ${past.commit} changed a line with a key in ${past.file}.`,
          fix: "If that commit was pushed, make a new key in Honeycomb and delete the old one. Nobody will be cross.",
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
        message: "git does not ignore .env any more, so the next `git add` takes your key along.",
        file: ".env",
        fix: "Put it back into .gitignore:\necho .env >> .gitignore",
      },
  },
];

/** A call of the console that is given the key, the headers, or all variables at once. */
const PRINTS =
  /^(?!\s*(?:\/\/|\*)).*\bconsole\.\w+\((?!.*Boolean\().*(?:env(?:\.|\[["'`])(?:HONEYCOMB_API_KEY|OTEL_EXPORTER_OTLP_(?:TRACES_)?HEADERS)\b(?!\s*(?:[!=]==?|\?|\.length))|process\.env\s*[,)])/;

function printedIn({ path: file, text }: Evidence["backend"]["sources"][number]) {
  return text.split(/\r?\n/).flatMap((line, index) => (PRINTS.test(line) ? [{ file, line: index + 1 }] : []));
}

/** `.env` has a mistake of its own. */
function inGit({ key }: Evidence) {
  return key.tracked.filter(({ file }) => file !== ".env");
}
