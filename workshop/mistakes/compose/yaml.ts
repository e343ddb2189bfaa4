import type { Mistake } from "../mistake.ts";
import { headingCommentedOut } from "./heading-commented-out.ts";
import { ownFile } from "../../facts/own-file.ts";
import { atLine, withoutKey } from "../../facts/service-lines.ts";
import type { SourceText } from "../../lab/evidence.ts";
import { editLine, editTo, removeLines } from "../edits/edit-lines.ts";
import type { Remedy } from "../remedy.ts";
import { ifReadable } from "./if-readable.ts";

const RESTORE = "git checkout -- docker-compose.yml";

/** A character that looks like a space, a colon or a quotation mark, and is another one. */
const ODD = /^[^"']*?([\u00a0\u2000-\u200b\u202f\u2060\u3000\uff1a\uff1d]|(?<=[:=]\s*)[“”„«»‘’])/;

/** What comes before a line on a page or a screen, and is no part of it; and the line without it. */
const PASTED: readonly (readonly [RegExp, string, (line: string) => string | undefined])[] = [
  [
    /^\s*(```|~~~)/,
    "the frame that a lesson or a chat draws around code",
    (line) => (/^\s*(```|~~~)/.test(line) ? undefined : line),
  ],
  [
    /^\s*\+\s/,
    "a plus, which marks a new line where two versions are compared",
    (line) => line.replace(/^(\s*)\+/, "$1 "),
  ],
  [
    /^\s*\d+\s+(- )?"?[A-Za-z_]\w*[:=]/,
    "its number, as an editor shows it",
    (line) => line.replace(/^\s*\d+(?=\s+(- )?"?[A-Za-z_#])/, ""),
  ],
];

/** The file is not there, or YAML cannot read it. */
export const yamlMistakes: readonly Mistake[] = [
  {
    id: "compose-missing",
    learn: "yaml",
    when: ({ compose, nearby }) => {
      if (compose.ok || compose.problem.kind !== "no-file") return undefined;
      const moved = nearby.files.find(({ path }) =>
        /^backend\/(docker-)?compose.*\.ya?ml$/i.test(path),
      )?.path;
      const [says = "", rename] = compose.problem.message.split(" Rename it: ");
      return moved
        ? {
            message: `There is no docker-compose.yml in the repository's folder; there is one at ${moved}.`,
            file: moved,
            remedy: { kind: "command", command: `mv ${moved} docker-compose.yml` },
          }
        : {
            message: says.replace(/ Bring it back.*$/, ""),
            file: compose.problem.file,
            remedy: { kind: "command", command: rename ?? RESTORE },
          };
    },
  },
  headingCommentedOut,
  {
    id: "compose-has-git-marks",
    learn: "yaml",
    when: ({ compose, nearby }) => {
      if (compose.ok) return undefined;
      const text = nearby.files.find(({ path }) => path === compose.problem.file)?.text ?? "";
      const index = text.split(/\r?\n/).findIndex((line) => /^(<{7}|={7}|>{7})( |$)/.test(line));
      return (
        index >= 0 && {
          message: `Line ${index + 1} of ${compose.problem.file} is a mark that git left where two versions conflict.`,
          file: compose.problem.file,
          line: index + 1,
          remedy: {
            kind: "ask",
            ask: "Decide which of the two versions you want. Keep its lines, and remove the other ones and the lines with <<<<<<<, ======= and >>>>>>>.",
          },
        }
      );
    },
  },
  {
    id: "compose-has-paste-marks",
    learn: "yaml",
    when: (evidence) => {
      const { compose, nearby, key } = evidence;
      if (compose.ok || !/^(malformed-yaml|environment-shape)$/.test(compose.problem.kind)) return undefined;
      const { file } = compose.problem;
      const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
      for (const [marks, says, clean] of PASTED) {
        const index = lines.findIndex((line) => marks.test(line));
        if (index >= 0)
          return {
            message: `Line ${index + 1} of ${file} begins with ${says}, which was copied along with it.`,
            file,
            line: index + 1,
            found: withoutKey({ key }, (lines[index] ?? "").trim()),
            remedy: rewrite(ownFile(evidence, file), clean),
          };
      }
      return undefined;
    },
  },
  {
    id: "compose-not-utf8",
    learn: "yaml",
    when: ({ compose, nearby }) =>
      !compose.ok &&
      nearby.files.find(({ path }) => path === compose.problem.file)?.text.includes("\0") && {
        message: `${compose.problem.file} is saved as UTF-16, as PowerShell's > does; Compose reads it as UTF-8.`,
        file: compose.problem.file,
        remedy: {
          kind: "command",
          command: `node -e "const fs = require('fs'); fs.writeFileSync('${compose.problem.file}', fs.readFileSync('${compose.problem.file}', 'utf16le').replace('\\ufeff', ''))"`,
        },
      },
  },
  {
    id: "compose-has-odd-character",
    symptom: true,
    learn: "yaml",
    when: (evidence) => {
      const { compose, nearby, key } = evidence;
      if (compose.ok || !/^(malformed-yaml|environment-shape)$/.test(compose.problem.kind)) return undefined;
      const { file, line: near = 0 } = compose.problem;
      const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
      const source = ownFile(evidence, file);
      const odd = lines.map((line) => ODD.exec(line.replace(/(^|\s)#.*/, ""))?.[1]);
      const index = odd.findIndex((sign, each) => sign !== undefined && each + 1 <= near && near - each <= 5);
      const sign = odd[index];
      return (
        sign !== undefined && {
          message: `Line ${index + 1} of ${file} has ${/\s|[\u200b\u2060\ufeff]/.test(sign) ? "an invisible character that is not a plain space" : `“${sign}”, which only looks like the character on the keyboard`}, as text copied from a web page often does.`,
          file,
          line: index + 1,
          found: withoutKey({ key }, (lines[index] ?? "").trim()),
          remedy: ifReadable(source, source && editLine(source, index + 1, plain)),
        }
      );
    },
  },
  {
    id: "variable-indented-otherwise",
    symptom: true,
    learn: "yaml",
    when: (evidence) => {
      const { compose, nearby, key } = evidence;
      if (compose.ok || compose.problem.kind !== "malformed-yaml") return undefined;
      const { file, line = 0 } = compose.problem;
      const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
      const stray = strayIndent(lines, line);
      return (
        stray && {
          message: `Line ${stray.line} of ${file} begins with ${spaces(stray.is)}, and the variables above it with ${spaces(stray.should)}. In YAML they must be the same.`,
          file,
          line: stray.line,
          found: withoutKey({ key }, (lines[stray.line - 1] ?? "").trim()),
          remedy: rewrite(ownFile(evidence, file), (text, index) =>
            index + 1 >= stray.line && VARIABLE.test(text) && text.search(/\S/) === stray.is
              ? " ".repeat(stray.should) + text.trimStart()
              : text,
          ),
        }
      );
    },
  },
  glued("colon-without-blank", /^\s*["']?[A-Z][A-Z0-9_]{2,}["']?:[^\s]/, (name) => ({
    message: `There is no space after ${name}:, so YAML does not see that the name ends there.`,
    to: (line) => line.replace(/([A-Z][A-Z0-9_]+["']?):(?=\S)/, "$1: "),
  })),
  {
    id: "dash-missing-in-list",
    learn: "yaml",
    when: (evidence) => {
      const { compose, nearby, key } = evidence;
      if (compose.ok || compose.problem.kind !== "malformed-yaml") return undefined;
      const { file, line: near = 0 } = compose.problem;
      const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
      const isEntry = (text = "") => /^\s*-\s*["']?[A-Z][A-Z0-9_]+=/.test(text);
      const index = lines.findIndex(
        (text, each) =>
          /^\s*["']?[A-Z][A-Z0-9_]{2,}=/.test(text) &&
          Math.abs(each + 1 - near) <= 2 &&
          (isEntry(lines[each - 1]) || isEntry(lines[each + 1])),
      );
      const found = withoutKey({ key }, (lines[index] ?? "").trim());
      const source = ownFile(evidence, file);
      const beside = isEntry(lines[index - 1]) ? lines[index - 1] : lines[index + 1];
      const dent = /^\s*/.exec(beside ?? "")?.[0] ?? "";
      return (
        index >= 0 && {
          message: `Line ${index + 1} of ${file} has no dash, and the variables beside it are a list, where every entry begins with one.`,
          file,
          line: index + 1,
          found,
          remedy: ifReadable(
            source,
            source && editLine(source, index + 1, (text) => text.replace(/^(\s*)/, `${dent}- `)),
          ),
        }
      );
    },
  },
  glued("equals-in-a-mapping", /^\s*(?:export\s+)?["']?[A-Z][A-Z0-9_]{2,}["']?\s*=/, (name) => ({
    message: `${name} has an equals sign. The other lines have a colon and a space, and YAML allows only one style.`,
    to: (line) => line.replace(/(?:export\s+)?(["']?[A-Z][A-Z0-9_]+["']?)\s*=\s*/, "$1: "),
  })),
  {
    id: "compose-key-twice",
    learn: "yaml",
    when: (evidence) => {
      const { compose, nearby, key } = evidence;
      if (compose.ok || compose.problem.kind !== "malformed-yaml") return undefined;
      const { message, file, line = 0, variable } = compose.problem;
      const source = ownFile(evidence, file);
      const text =
        nearby.files
          .find(({ path }) => path === file)
          ?.text.split(/\r?\n/)
          [line - 1]?.trim() ?? "";
      return (
        variable !== undefined && {
          message,
          file,
          line,
          found: withoutKey({ key }, text),
          remedy: ifReadable(source, secondGone(source, line)),
        }
      );
    },
  },
  {
    id: "compose-not-yaml",
    symptom: true,
    learn: "yaml",
    when: (evidence) => {
      const { compose, nearby, key } = evidence;
      if (compose.ok || !/^(malformed-yaml|not-a-mapping)$/.test(compose.problem.kind)) return undefined;
      const { message, file, line } = compose.problem;
      const source = ownFile(evidence, file);
      const text = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/)[(line ?? 0) - 1];
      return {
        message,
        file,
        ...atLine(line),
        ...(text?.trim() && { found: withoutKey({ key }, text.trim()) }),
        remedy:
          line === undefined
            ? { kind: "command", command: RESTORE }
            : TRIES.map((change) => ifReadable(source, source && editLine(source, line, change))).find(
                Boolean,
              ),
      };
    },
  },
];

/** A line that breaks the file because of the character after its name. */
function glued(
  id: string,
  line: RegExp,
  says: (name: string) => { message: string; to: (line: string) => string },
): Mistake {
  return {
    id,
    learn: "yaml",
    when: (evidence) => {
      const { compose, nearby, key } = evidence;
      if (compose.ok || !/^(malformed-yaml|environment-shape)$/.test(compose.problem.kind)) return undefined;
      const { file, line: near = 0 } = compose.problem;
      const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
      const index = lines.findIndex((text, each) => line.test(text) && Math.abs(each + 1 - near) <= 2);
      const text = lines[index]?.trim() ?? "";
      const found = withoutKey({ key }, text);
      const [, name] = /([A-Z][A-Z0-9_]+)["']?\s*[:=]/.exec(found) ?? [];
      if (!name) return undefined;
      const { message, to } = says(name);
      const source = ownFile(evidence, file);
      return {
        message,
        file,
        line: index + 1,
        found,
        remedy: ifReadable(source, source && editLine(source, index + 1, to)),
      };
    },
  };
}

/** Around the line that YAML stumbles over: a variable that does not begin where the first one of its list does. */
function strayIndent(
  lines: readonly string[],
  near: number,
): { line: number; is: number; should: number } | undefined {
  const depth = (line = "") => line.search(/\S/);
  const isVariable = (line: string) => /^ *(- *)?["']?[A-Z][A-Z0-9_]{2,}["']?\s*[:=]/.test(line);
  const head = lines.slice(0, near).findLastIndex((line) => /^\s*environment\s*:\s*(#.*)?$/.test(line));
  const first = lines.findIndex((line, index) => index > head && isVariable(line));
  if (head < 0 || first < 0) return undefined;
  const should = depth(lines[first]);
  const index = lines.findIndex(
    (line, each) => each > first && each < near && isVariable(line) && depth(line) !== should,
  );
  return index < 0 ? undefined : { line: index + 1, is: depth(lines[index]), should };
}

function spaces(count: number): string {
  return count === 0 ? "no space" : count === 1 ? "1 space" : `${count} spaces`;
}

const VARIABLE = /^\s*(- *)?["']?[A-Z][A-Z0-9_]{2,}["']?\s*[:=]/;

/** Usual repairs of a line that YAML cannot read: a tab, a quotation mark, a value that needs them. */
const TRIES: readonly ((line: string) => string)[] = [
  (line) => line.replaceAll("\t", "      "),
  (line) => `${line.trimEnd()}"`,
  (line) => `${line.trimEnd()}'`,
  (line) =>
    line.replace(
      /^(\s*[\w"']+:\s+)(\S.*?)\s*$/,
      (_, name: string, value: string) => name + JSON.stringify(value),
    ),
];

function rewrite(
  source: SourceText | undefined,
  change: (line: string, index: number) => string | undefined,
): Remedy | undefined {
  const lines = source?.text.split(/\r?\n/) ?? [];
  const kept = lines.map(change).filter((line) => line !== undefined);
  return ifReadable(source, source && editTo(source, kept.join("\n")));
}

/** The characters of the keyboard for those that look like them. */
function plain(line: string): string {
  return line
    .replaceAll(/[\u200b\u2060]/g, "")
    .replaceAll(/[\u00a0\u2000-\u200a\u202f\u3000]/g, " ")
    .replace(/\uff1a\s*/, ": ")
    .replaceAll("\uff1d", "=")
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’]/g, "'");
}

/** The second of two lines that say the same; what differs is for its writer to decide. */
function secondGone(source: SourceText | undefined, line: number) {
  const lines = source?.text.split(/\r?\n/) ?? [];
  const text = lines[line - 1]?.trim();
  const isAgain = lines.some((each, index) => index < line - 1 && each.trim() === text);
  return source && text && isAgain && !text.endsWith(":") ? removeLines(source, line) : undefined;
}
