import { isValid } from "../../facts/source-tree.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { crashed } from "../../facts/backend-state.ts";
import { syntaxError } from "../../facts/syntax-error.ts";

const LEARN = "it-does-not-start";

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
          fix: "Keep one of the two versions, and take the lines with <<<<<<<, ======= and >>>>>>> away.",
        }
      );
    },
  },
  {
    id: "markdown-in-code",
    learn: LEARN,
    when: (evidence) => {
      const found = lineOfCode(evidence, /^\s*(```|~~~)/);
      return (
        found && {
          message: `Line ${found.line} of ${found.file} is the frame that a chat or a lesson draws around code, and no code.`,
          ...found,
          fix: "Take the lines that begin with ``` away, the first one and the last one.",
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
        /The symbol "(\w+)" has already been declared|Identifier '(\w+)' has already/.exec(place.says);
      return (
        name && {
          message: `${place.file} makes ${name[1] ?? name[2]} a second time at line ${place.line}. Is something pasted twice?`,
          file: place.file,
          line: place.line,
          fix: "Keep one of the two, with all that belongs to it.",
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
        fix:
          why?.fix ??
          "Look at that line and the one above it: a bracket, a quotation mark or a comma is missing or stands too much.",
      };
    },
  },
];

/** How esbuild writes a character that takes no room, where it cannot use one. */
const UNSEEN = /found "\\u(?:200[b-f]|2060|feff|00ad)/i;

function unseen(source: SourceText, place: { readonly line: number; readonly says: string }) {
  const line = source.text.split(/\r?\n/)[place.line - 1] ?? "";
  return UNSEEN.test(place.says)
    ? {
        says: "It holds a character that nobody sees, as web pages and chats put between letters.",
        fix: `Delete the line and type it anew:\n${line.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "").trim()}`,
      }
    : undefined;
}

/** What stands before a line on a page or a screen, and is no part of it. */
function pasted(source: SourceText, at: number): { says: string; fix: string } | undefined {
  const line = source.text.split(/\r?\n/)[at - 1] ?? "";
  if (/^[+-]\s*(import|const|for|sdk|\/\/|\}|\w+:)/.test(line))
    return {
      says: `It begins with ${line[0]}, the mark of a page that compares two versions.`,
      fix: "Take those marks away, and a line that begins with - as a whole.",
    };
  return /^\s*\d+[\s:|]+(import|const|for|sdk|\/\/|\}|\w+:)/.test(line)
    ? {
        says: "It begins with its number, copied from the edge of an editor.",
        fix: "Take the numbers away in each of those lines.",
      }
    : undefined;
}

function whyUnread(
  source: SourceText,
  { says, line }: { readonly says: string; readonly line: number },
): { says: string; fix: string } | undefined {
  const text = source.text.split(/\r?\n/)[line - 1] ?? "";
  const colon = /^(.*\w\((["']).*?\2) *:(.*)$/.exec(text);
  if (colon && says.includes('found ":"'))
    return {
      says: "Between what a function is given stands a comma.",
      fix: `${colon[1]?.trim()},${colon[3]}`,
    };
  const bare = /^(.*=> *)(\{ *["'].*\})(.*)$/.exec(text);
  if (bare && says.includes('found ":"'))
    return {
      says: "Behind => an object needs parentheses; without them the bracket { begins a function's body.",
      fix: `${bare[1]?.trim()} (${bare[2]})${bare[3]}`,
    };
  if (says.includes('Expected "finally"'))
    return {
      says: "The try above it has neither a catch nor a finally.",
      fix: "Close it with what shall run in every case:\n} finally {\n  span.end();\n}",
    };
  const stray = /found "(finally|catch)"/.exec(says)?.[1];
  if (stray)
    return {
      says: `No try is open where this ${stray} stands.`,
      fix: "Either the line is missing above it that opens one, or a bracket } stands too much before it:\ntry {",
    };
  if (/^\s*from [\w.]+ import /m.test(source.text))
    return {
      says: "It reads like Python.",
      fix: "The lesson shows the same in TypeScript; its last part says which line of the Flask original became which.",
    };
  const asTypeScript = source.path.replace(/\.([cm]?)js$/, ".$1ts");
  if (asTypeScript !== source.path && isValid({ ...source, path: asTypeScript }))
    return {
      says: "It would be valid TypeScript, and its name ends with js.",
      fix: `Give it the other ending, and name it so in the start script:\nmv ${source.path} ${asTypeScript}`,
    };
  if (/"?await"? (can|is) only/.test(says))
    return {
      says: "Its function is not async.",
      fix: "Write async before the function, as in:\nasync () => {",
    };
  return undefined;
}

/** A line that stands in one of the files that Node was to read. */
function lineOfCode({ run, backend }: Evidence, wanted: RegExp): { file: string; line: number } | undefined {
  if (!crashed(run)) return undefined;
  const file = syntaxError(run.stderr)?.file ?? run.uncaught?.at?.file;
  const source = backend.sources.find(({ path }) => path === file);
  const index = source?.text.split(/\r?\n/).findIndex((line) => wanted.test(line)) ?? -1;
  return source && index >= 0 ? { file: source.path, line: index + 1 } : undefined;
}
