import { isValid } from "../../facts/source-tree.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { crashed } from "../../facts/backend-state.ts";
import { syntaxError } from "../../facts/syntax-error.ts";

const LEARN = "it-does-not-start";
const FENCE = /^\s*(```|~~~)/;

/** Code that is no TypeScript, so that nothing of it runs. */
export const syntaxMistakes: readonly Mistake[] = [
  {
    id: "code-has-git-marks",
    learn: LEARN,
    when: (evidence) => {
      const found = lineOfCode(evidence, /^(<{7}|={7}|>{7})( |$)/);
      return (
        found && {
          message: `Line ${found.line} of ${found.file} is a mark that git left where two versions met.`,
          ...found,
          remedy: {
            kind: "ask",
            ask: "Decide which of the two versions to keep, and remove the other one and the lines with <<<<<<<, ======= and >>>>>>>.",
          },
        }
      );
    },
  },
  {
    id: "markdown-in-code",
    learn: LEARN,
    when: (evidence) => {
      const found = lineOfCode(evidence, FENCE);
      return (
        found && {
          message: `Line ${found.line} of ${found.file} is the fence that a chat or a lesson puts around code, and no code.`,
          ...found,
          remedy: withoutLines(evidence, found.file, FENCE),
        }
      );
    },
  },
  {
    id: "declared-twice",
    symptom: true,
    learn: LEARN,
    when: ({ run }) => {
      const place = crashed(run) && syntaxError(run.stderr);
      const name =
        place &&
        /The symbol "(\w+)" has already been declared|Identifier '(\w+)' has already|Multiple exports with the same name "(\w+)"/.exec(
          place.says,
        );
      return (
        name && {
          message: `${place.file} makes ${name[1] ?? name[2] ?? name[3]} a second time at line ${place.line}. Is something pasted twice?`,
          file: place.file,
          line: place.line,
          remedy: { kind: "ask", ask: "Decide which of the two to keep, with all that belongs to it." },
        }
      );
    },
  },
  {
    id: "source-does-not-parse",
    symptom: true,
    learn: LEARN,
    when: ({ run, backend }) => {
      const place = crashed(run) && syntaxError(run.stderr);
      const source = place && backend.sources.find(({ path }) => path === place.file);
      if (!place || (source && isValid(source) && !UNSEEN.test(place.says))) return undefined;
      const why = source
        ? (unseen(source, place) ?? pasted(source, place.line) ?? whyUnread(source, place))
        : undefined;
      return {
        message: `The backend ended before it began: ${place.file} is not valid ${/\.[cm]?js$/.test(place.file) ? "JavaScript" : "TypeScript"} at line ${place.line} (${place.says}).${why ? ` ${why.says}` : ""}`,
        file: place.file,
        line: place.line,
        remedy: why?.remedy,
      };
    },
  },
];

/** How esbuild writes a character that takes no room, where it cannot use one. */
const UNSEEN = /found "\\u(?:200[b-f]|2060|feff|00ad)/i;

/** Why a file cannot be read, as a sentence, and the lines as they are meant. */
interface Why {
  readonly says: string;
  readonly remedy?: Remedy | undefined;
}

interface SyntaxPlace {
  readonly line: number;
  readonly says: string;
}

function unseen(source: SourceText, { line, says }: SyntaxPlace): Why | undefined {
  return UNSEEN.test(says)
    ? {
        says: "The line has an invisible character, as web pages and chats put between letters.",
        remedy: rewritten(source, line, (text) => text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")),
      }
    : undefined;
}

/** What comes before a line on a page or a screen, and is no part of it. */
function pasted(source: SourceText, at: number): Why | undefined {
  const line = source.text.split(/\r?\n/)[at - 1] ?? "";
  if (/^[+-]\s*(import|const|for|sdk|\/\/|\}|\w+:)/.test(line))
    return { says: `It begins with ${line[0]}, the mark of a page that compares two versions.` };
  return /^\s*\d+[\s:|]+(import|const|for|sdk|\/\/|\}|\w+:)/.test(line)
    ? { says: "It begins with its number, copied from the edge of an editor." }
    : undefined;
}

function whyUnread(source: SourceText, { says, line }: SyntaxPlace): Why | undefined {
  const text = source.text.split(/\r?\n/)[line - 1] ?? "";
  const colon = /^(.*\w\((["']).*?\2) *:(.*)$/.exec(text);
  if (colon && says.includes('found ":"'))
    return {
      says: "What a function is given is separated by a comma.",
      remedy: rewritten(source, line, () => `${colon[1]},${colon[3]}`),
    };
  const bare = /^(.*=> *)(\{ *["'].*\})(.*)$/.exec(text);
  if (bare && says.includes('found ":"'))
    return {
      says: "After => an object needs parentheses; without them the bracket { begins a function's body.",
      remedy: rewritten(source, line, () => `${bare[1]}(${bare[2]})${bare[3]}`),
    };
  if (says.includes('Expected "finally"'))
    return { says: "The try above it has neither a catch nor a finally." };
  const stray = /found "(finally|catch)"/.exec(says)?.[1];
  if (stray) return { says: `No try is open for this ${stray}.` };
  if (/^from [\w.]+ import /.test(text)) return { says: "It reads like Python." };
  const asTypeScript = source.path.replace(/\.([cm]?)js$/, ".$1ts");
  if (asTypeScript !== source.path && isValid({ ...source, path: asTypeScript }))
    return { says: "It would be valid TypeScript, and its name ends with js." };
  return /"?await"? (can|is) only/.test(says) ? { says: "Its function is not async." } : undefined;
}

function rewritten(source: SourceText, line: number, write: (text: string) => string): Remedy | undefined {
  const text = source.text.split(/\r?\n/)[line - 1] ?? "";
  return edits({ file: source.path, line, from: text, to: write(text) });
}

/** The file without the lines that are so. */
function withoutLines({ backend }: Evidence, file: string, unwanted: RegExp): Remedy | undefined {
  const lines = backend.sources.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
  return edits(
    ...lines.flatMap((from, index) => (unwanted.test(from) ? [{ file, line: index + 1, from, to: "" }] : [])),
  );
}

/** A line of the file that Node could not read. */
function lineOfCode({ run, backend }: Evidence, wanted: RegExp): { file: string; line: number } | undefined {
  if (!crashed(run)) return undefined;
  const file = syntaxError(run.stderr)?.file ?? run.uncaught?.at?.file;
  const source = backend.sources.find(({ path }) => path === file);
  const index = source?.text.split(/\r?\n/).findIndex((line) => wanted.test(line)) ?? -1;
  return source && index >= 0 ? { file: source.path, line: index + 1 } : undefined;
}
