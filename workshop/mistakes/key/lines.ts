import { looksLikeKey, maskKeyShapes } from "../../compose/mask-key.ts";
import { parseDotenv } from "../../compose/parse-dotenv.ts";
import { keyOf, withKey, withoutLines } from "../../facts/dotenv-key.ts";
import { dotenvRefusal } from "../../facts/dotenv-refusal.ts";
import { keyProblem } from "../../facts/key-problem.ts";
import { keyWithin } from "../../facts/key-within.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { inDotenv, KEY_NAME, noKey, PRACTICE } from "./no-key.ts";

const FORM = "quotation-marks-and-blanks";
const GIT_MARK = /^(<{7}|={7}|>{7})( |$)/;

/** Lines of .env that are there, and are not read as they are meant. */
export const keyLines: readonly Mistake[] = [
  {
    id: "dotenv-is-a-folder",
    learn: "where-the-key-lives",
    when: ({ key }) =>
      key.dotenvIsFolder && {
        message:
          ".env is a folder, and it should be a file. Docker makes such a folder when it has to mount a file that does not exist.",
        remedy: { kind: "command", command: `mv .env env-folder && ${PRACTICE}` },
      },
  },
  noKey("dotenv-not-utf8", FORM, ({ key }) => {
    return (
      key.dotenvText?.includes("\0") && {
        message:
          "The file .env is saved as UTF-16, as PowerShell's > does. Programs read it as UTF-8, and find no name in it.",
        file: ".env",
        remedy: {
          kind: "command",
          command: `node -e "const fs = require('fs'); fs.writeFileSync('.env', fs.readFileSync('.env', 'utf16le').replace('\\ufeff', ''))"`,
        },
      }
    );
  }),
  {
    id: "dotenv-has-git-marks",
    learn: FORM,
    when: (evidence) => {
      const lines = linesOf(evidence.key);
      const index = lines.findIndex((line) => GIT_MARK.test(line));
      return (
        index >= 0 && {
          message: `Line ${index + 1} of .env is a mark that git left where two versions conflict.`,
          file: ".env",
          line: index + 1,
          remedy: onlyKeyBetweenMarks(evidence) ?? {
            kind: "ask",
            ask: "Decide which of the two versions you want. Keep its lines, and remove the other ones and the lines with <<<<<<<, ======= and >>>>>>>.",
          },
        }
      );
    },
  },
  noKey("key-commented-out", "no-key-yet", (evidence) => {
    const lines = linesOf(evidence.key);
    const at = lines.findIndex((line) => /^\s*#+\s*(export\s+)?HONEYCOMB_API_KEY\s*=\s*\S/.test(line));
    const bare = lines[at]?.replace(/^\s*#+\s*/, "") ?? "";
    return (
      at >= 0 &&
      keyProblem(keyOf(bare) ?? "") === undefined && {
        message: `Line ${at + 1} of .env begins with #, so it is a comment, and the key in it is not read.`,
        file: ".env",
        line: at + 1,
        remedy: inDotenv(evidence, withLine(evidence, at + 1, bare)),
      }
    );
  }),
  noKey("key-line-unreadable", FORM, (evidence) => {
    const { key } = evidence;
    const lines = linesOf(key);
    const broken = parseDotenv(key.dotenvText ?? "").problems.find(
      ({ line, kind }) =>
        kind === "key-alone" || (kind !== "blank-around-equals" && isAboutKey(lines[line - 1] ?? "")),
    );
    return (
      broken && {
        message: `Line ${broken.line} of .env cannot be read as a name and a value: ${whyUnreadable(lines[broken.line - 1] ?? "") ?? broken.message}.`,
        file: ".env",
        line: broken.line,
        remedy: inDotenv(evidence, withKeyOfLine(evidence, broken.line)) ?? {
          kind: "ask",
          ask: `Write the line as ${KEY_NAME}=, followed by your key, with no spaces and no quotation marks.`,
        },
      }
    );
  }),
  noKey("key-asks-for-a-variable", FORM, ({ key: { dotenv } }) => {
    return (
      dotenv?.asks !== undefined &&
      dotenv.value === "" && {
        message:
          dotenv.asks === KEY_NAME
            ? `Line ${dotenv.line} of .env asks for ${KEY_NAME} itself, which is set nowhere else.`
            : `Line ${dotenv.line} of .env asks for ${dotenv.asks}, which is set neither in this shell nor above that line.`,
        file: ".env",
        line: dotenv.line,
        found: `${KEY_NAME}=${maskKeyShapes(dotenv.rawValue)}`,
        remedy: {
          kind: "ask",
          ask: `Write the key itself after the equals sign. Without a Honeycomb account, leave nothing there, and run:\n${PRACTICE}`,
        },
      }
    );
  }),
  {
    id: "dotenv-refused",
    symptom: true,
    learn: FORM,
    when: (evidence) => {
      const { key } = evidence;
      const refused = dotenvRefusal(key);
      const line = linesOf(key)[(refused?.line ?? 0) - 1] ?? "";
      return (
        refused && {
          message: `The key in .env can be read, but line ${refused.line} cannot: ${whyUnreadable(line) ?? refused.message}. Compose takes nothing from a file with such a line.`,
          file: ".env",
          line: refused.line,
          found: maskKeyShapes(line.trim()).slice(0, 80),
          remedy:
            inDotenv(evidence, withKeyOfLine(evidence, refused.line)) ??
            inDotenv(evidence, withLine(evidence, refused.line, `# ${line}`)),
        }
      );
    },
  },
];

function linesOf({ dotenvText = "" }: Evidence["key"]): string[] {
  return dotenvText.split(/\r?\n/);
}

function withLine({ key }: Evidence, line: number, to: string): string {
  return linesOf(key)
    .with(line - 1, to)
    .join("\n");
}

/** The key of a broken line, on the line of its name; a line above that has only the name goes. */
function withKeyOfLine({ key }: Evidence, line: number): string | undefined {
  const lines = linesOf(key);
  const found = keyWithin(lines[line - 1] ?? "");
  if (found === undefined) return undefined;
  const text = lines.with(line - 1, `${KEY_NAME}=${found}`).join("\n");
  const empty = parseDotenv(text).entries.filter((each) => each.name === KEY_NAME && each.value === "");
  return withoutLines(text, ...empty.map((each) => each.line));
}

/** Where only one of the two versions has a key, that one is meant. */
function onlyKeyBetweenMarks(evidence: Evidence) {
  const lines = linesOf(evidence.key);
  const without = lines.filter((line) => !GIT_MARK.test(line)).join("\n");
  const { entries } = parseDotenv(without);
  const own = entries.filter(({ name }) => name === KEY_NAME);
  const keys = new Set(own.flatMap(({ value }) => (value && !keyProblem(value) ? [value] : [])));
  const others = entries.length - own.length;
  if (keys.size !== 1 || others > 0) return undefined;
  const [key] = keys;
  const empty = own.filter(({ value }) => value !== key).map(({ line }) => line);
  return inDotenv(evidence, withKey(withoutLines(without, ...empty), key));
}

/** A line without its name may still show what it was meant to be. */
function isAboutKey(line: string): boolean {
  return (
    line.includes(KEY_NAME) || /honeycomb.*key/i.test(line) || line.split(/[\s"'=:,;]+/).some(looksLikeKey)
  );
}

/** What comes before the name, or between it and the value. */
function whyUnreadable(line: string): string | undefined {
  const at = line.indexOf(KEY_NAME);
  if (at < 0) return undefined;
  const before = line
    .slice(0, at)
    .replace(/^\uFEFF/, "")
    .trim();
  if (before !== "" && before !== "export")
    return /^[\x21-\x7e]/.test(before)
      ? `“${maskKeyShapes(before)}” comes before the name, and a line begins with the name itself`
      : "an invisible or unusual character comes before the name";
  const after = line.slice(at + KEY_NAME.length);
  const [sign = ""] = after.trimStart();
  if (sign === "" || /[=:]/.test(sign)) return undefined;
  return /[0-9a-z"'<]/i.test(sign)
    ? "there is no equals sign between the name and the value"
    : `“${sign}” comes after the name, where the equals sign should be`;
}
