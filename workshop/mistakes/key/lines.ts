import { looksLikeKey, maskKeyShapes } from "../../compose/mask-key.ts";
import { parseDotenv } from "../../compose/parse-dotenv.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { KEY_NAME, noKey, PRACTICE } from "./no-key.ts";
import { dotenvRefusal } from "../../facts/dotenv-refusal.ts";

const FORM = "quotation-marks-and-blanks";

/** Lines of .env that are there, and are not read as they are meant. */
export const keyLines: readonly Mistake[] = [
  {
    id: "dotenv-is-a-folder",
    learn: "where-the-key-lives",
    when: ({ key }) =>
      key.dotenvIsFolder && {
        message:
          ".env is a folder; it should be a file. Docker makes such a folder when it is to mount a file that is not there.",
        fix: `Take the folder away if it is empty, and let the workshop write the file:\nrmdir .env\n${PRACTICE}`,
      },
  },
  noKey("dotenv-not-utf8", FORM, ({ key }) => {
    return (
      key.dotenvText?.includes("\0") && {
        message:
          "The file .env is saved in an encoding of two bytes a letter (PowerShell's > writes it so); programs read it as UTF-8, and find no name in it.",
        file: ".env",
        fix: `Save it as UTF-8 in your editor, or take the file away and let the workshop write a new one:\n${PRACTICE}`,
      }
    );
  }),
  {
    id: "dotenv-has-git-marks",
    learn: FORM,
    when: ({ key }) => {
      const index = linesOf(key).findIndex((line) => /^(<{7}|={7}|>{7})( |$)/.test(line));
      return (
        index >= 0 && {
          message: `Line ${index + 1} of .env is a mark that git left where two versions met.`,
          file: ".env",
          line: index + 1,
          fix: "Keep one of the two versions, and take the lines with <<<<<<<, ======= and >>>>>>> away.",
        }
      );
    },
  },
  noKey("key-commented-out", "no-key-yet", ({ key }) => {
    const at = linesOf(key).findIndex((line) => /^\s*#+\s*(export\s+)?HONEYCOMB_API_KEY\s*=\s*\S/.test(line));
    return (
      at >= 0 && {
        message: `Line ${at + 1} of .env begins with #, so it is a note, and the key in it is not read.`,
        file: ".env",
        line: at + 1,
        fix: "Take the # away.",
      }
    );
  }),
  {
    ...noKey("key-line-unreadable", FORM, ({ key }) => {
      const lines = linesOf(key);
      const broken = parseDotenv(key.dotenvText ?? "").problems.find(
        ({ line, kind }) =>
          kind === "key-alone" || (kind !== "blank-around-equals" && isAboutKey(lines[line - 1] ?? "")),
      );
      return (
        broken && {
          message: `Line ${broken.line} of .env cannot be read as it is meant: ${whyUnreadable(lines[broken.line - 1] ?? "") ?? broken.message}.`,
          file: ".env",
          line: broken.line,
          fix: `Write the name, an equals sign and the key, without blanks and quotation marks:\n${KEY_NAME}=`,
        }
      );
    }),
  },
  noKey("key-asks-for-a-variable", FORM, ({ key: { dotenv } }) => {
    return (
      dotenv?.asks !== undefined &&
      dotenv.value === "" && {
        message:
          dotenv.asks === KEY_NAME
            ? `Line ${dotenv.line} of .env asks for ${KEY_NAME} itself, which stands nowhere else.`
            : `Line ${dotenv.line} of .env asks for ${dotenv.asks}, which is set neither in this shell nor above that line.`,
        file: ".env",
        line: dotenv.line,
        found: `${KEY_NAME}=${maskKeyShapes(dotenv.rawValue)}`,
        fix: `Put the key itself behind the equals sign. Or, without an account: leave nothing there, and then\n${PRACTICE}`,
      }
    );
  }),
  {
    id: "dotenv-refused",
    symptom: true,
    learn: FORM,
    when: ({ key }) => {
      const refused = dotenvRefusal(key);
      return (
        refused && {
          message: `The key in .env can be read, but line ${refused.line} cannot: ${whyUnreadable(linesOf(key)[refused.line - 1] ?? "") ?? refused.message}. Compose takes nothing of a file with such a line.`,
          file: ".env",
          line: refused.line,
          found: maskKeyShapes((linesOf(key)[refused.line - 1] ?? "").trim()).slice(0, 80),
          fix: "Take that line away, or put # before it if it is a note.",
        }
      );
    },
  },
];

function linesOf({ dotenvText = "" }: Evidence["key"]): string[] {
  return dotenvText.split(/\r?\n/);
}

/** A line without its name may still show what it was meant to be. */
function isAboutKey(line: string): boolean {
  return (
    line.includes(KEY_NAME) || /honeycomb.*key/i.test(line) || line.split(/[\s"'=:,;]+/).some(looksLikeKey)
  );
}

/** What stands before the name, or between it and the value. */
function whyUnreadable(line: string): string | undefined {
  const at = line.indexOf(KEY_NAME);
  if (at < 0) return undefined;
  const before = line
    .slice(0, at)
    .replace(/^\uFEFF/, "")
    .trim();
  if (before !== "" && before !== "export")
    return /^[\x21-\x7e]/.test(before)
      ? `“${maskKeyShapes(before)}” stands before the name, and a line begins with the name itself`
      : "a character that cannot be seen, or is none of the keyboard's, stands before the name";
  const behind = line.slice(at + KEY_NAME.length);
  const [sign = ""] = behind.trimStart();
  if (sign !== "" && !/[=:]/.test(sign))
    return /[0-9a-z"'<]/i.test(sign)
      ? "no equals sign stands between the name and the value"
      : `“${sign}” stands behind the name, where an equals sign belongs`;
  return undefined;
}
