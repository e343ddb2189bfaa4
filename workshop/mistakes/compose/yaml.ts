import type { Mistake } from "../mistake.ts";
import { headingCommentedOut } from "./heading-commented-out.ts";
import { atLine, LOOK, withoutKey } from "../../facts/service-lines.ts";

const RESTORE = "git checkout -- docker-compose.yml";

/** What stands where YAML wants a blank, a colon or a quotation mark, and is another character. */
const ODD = /^[^"']*?([\u00a0\u2000-\u200b\u202f\u2060\u3000\uff1a\uff1d]|(?<=[:=]\s*)[“”„«»‘’])/;

/** What stands before a line on a page or a screen, and is no part of it. */
const PASTED: readonly (readonly [RegExp, string, string])[] = [
  [
    /^\s*(```|~~~)/,
    "the frame that a lesson or a chat draws around code",
    "Take the lines that begin with ``` away, the first one and the last one.",
  ],
  [
    /^\s*\+\s/,
    "a plus, the mark of a new line where two versions are compared",
    "Take the + away in each of those lines, and put a blank in its place.",
  ],
  [
    /^\s*\d+\s+(- )?"?[A-Za-z_]\w*[:=]/,
    "its number, as it stands at the edge of an editor",
    "Take the numbers away; the blanks behind them stay.",
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
            message: `There is no docker-compose.yml in the repository's folder; one stands at ${moved}.`,
            file: moved,
            fix: `Move it up:\nmv ${moved} docker-compose.yml`,
          }
        : {
            message: says.replace(/ Bring it back.*$/, ""),
            file: compose.problem.file,
            fix: rename ? `Rename it:\n${rename}` : `Bring it back:\n${RESTORE}`,
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
          message: `Line ${index + 1} of ${compose.problem.file} is a mark that git left where two versions met.`,
          file: compose.problem.file,
          line: index + 1,
          fix: "Keep one of the two versions, and take the lines with <<<<<<<, ======= and >>>>>>> away.",
        }
      );
    },
  },
  {
    id: "compose-has-paste-marks",
    learn: "yaml",
    when: ({ compose, nearby, key }) => {
      if (compose.ok || !/^(malformed-yaml|environment-shape)$/.test(compose.problem.kind)) return undefined;
      const { file } = compose.problem;
      const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
      for (const [marks, says, fix] of PASTED) {
        const index = lines.findIndex((line) => marks.test(line));
        if (index >= 0)
          return {
            message: `Line ${index + 1} of ${file} begins with ${says}, and that was copied with the text.`,
            file,
            line: index + 1,
            found: withoutKey({ key }, (lines[index] ?? "").trim()),
            fix,
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
        message: `${compose.problem.file} is saved in an encoding of two bytes a letter (PowerShell's > writes it so); Compose reads it as UTF-8.`,
        file: compose.problem.file,
        fix: `Save it as UTF-8 in your editor, or bring it back as it came:\n${RESTORE}`,
      },
  },
  {
    id: "compose-has-odd-character",
    symptom: true,
    learn: "yaml",
    when: ({ compose, nearby, key }) => {
      if (compose.ok || !/^(malformed-yaml|environment-shape)$/.test(compose.problem.kind)) return undefined;
      const { file, line: near = 0 } = compose.problem;
      const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
      const odd = lines.map((line) => ODD.exec(line.replace(/(^|\s)#.*/, ""))?.[1]);
      const index = odd.findIndex((sign, each) => sign !== undefined && each + 1 <= near && near - each <= 5);
      const sign = odd[index];
      return (
        sign !== undefined && {
          message: `Line ${index + 1} of ${file} has ${/\s|[\u200b\u2060\ufeff]/.test(sign) ? "an invisible character that is no plain blank" : `“${sign}”, which only looks like the sign of the keyboard`}, as texts copied from a web page have.`,
          file,
          line: index + 1,
          found: withoutKey({ key }, (lines[index] ?? "").trim()),
          fix: "Delete the line, and type it again by hand.",
        }
      );
    },
  },
  {
    id: "variable-indented-otherwise",
    symptom: true,
    learn: "yaml",
    when: ({ compose, nearby, key }) => {
      if (compose.ok || compose.problem.kind !== "malformed-yaml") return undefined;
      const { file, line = 0 } = compose.problem;
      const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
      const stray = strayIndent(lines, line);
      return (
        stray && {
          message: `Line ${stray.line} of ${file} begins with ${blanks(stray.is)}, and the variables above it with ${blanks(stray.should)}. YAML counts them.`,
          file,
          line: stray.line,
          found: withoutKey({ key }, (lines[stray.line - 1] ?? "").trim()),
          fix: `Let every variable begin exactly below the first one, ${blanks(stray.should)} from the left:\n${" ".repeat(stray.should)}${withoutKey({ key }, (lines[stray.line - 1] ?? "").trim())}`,
        }
      );
    },
  },
  glued("colon-without-blank", /^\s*["']?[A-Z][A-Z0-9_]{2,}["']?:[^\s]/, (name, value) => ({
    message: `Behind ${name}: there is no blank, so YAML does not see that the name ends there.`,
    fix: `Put a blank behind the colon:\n      ${name}: ${value}`,
  })),
  {
    id: "dash-missing-in-list",
    learn: "yaml",
    when: ({ compose, nearby, key }) => {
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
      return (
        index >= 0 && {
          message: `Line ${index + 1} of ${file} has no dash, and the variables beside it are a list, in which every entry begins with one.`,
          file,
          line: index + 1,
          found,
          fix: `Put a dash and a blank before it:\n      - ${found}`,
        }
      );
    },
  },
  glued("equals-in-a-mapping", /^\s*(?:export\s+)?["']?[A-Z][A-Z0-9_]{2,}["']?\s*=/, (name, value) => ({
    message: `${name} has an equals sign. The other lines are written with a colon and a blank, and YAML wants one style.`,
    fix: `Write a colon and a blank instead of the equals sign:\n      ${name}: ${value}`,
  })),
  {
    id: "compose-key-twice",
    learn: "yaml",
    when: ({ compose, nearby, key }) => {
      if (compose.ok || compose.problem.kind !== "malformed-yaml") return undefined;
      const { message, file, line = 0, variable } = compose.problem;
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
          fix: text.endsWith(":")
            ? `Put what stands under both below the first ${variable}:, and take line ${line} away.`
            : "Keep the one that is right, and take the other line away.",
        }
      );
    },
  },
  {
    id: "compose-not-yaml",
    symptom: true,
    learn: "yaml",
    when: ({ compose, nearby, key }) => {
      if (compose.ok || !/^(malformed-yaml|not-a-mapping)$/.test(compose.problem.kind)) return undefined;
      const { message, file, line } = compose.problem;
      const text = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/)[(line ?? 0) - 1];
      return {
        message,
        file,
        ...atLine(line),
        ...(text?.trim() && { found: withoutKey({ key }, text.trim()) }),
        fix:
          line === undefined
            ? `Bring the file back as it came with the course:\n${RESTORE}`
            : `Look at that line and the one above it: blanks at the beginning, colons, quotation marks. ${LOOK}`,
      };
    },
  },
];

/** A line that breaks the file because of the sign behind its name. */
function glued(
  id: string,
  line: RegExp,
  says: (name: string, value: string) => { message: string; fix: string },
): Mistake {
  return {
    id,
    learn: "yaml",
    when: ({ compose, nearby, key }) => {
      if (compose.ok || !/^(malformed-yaml|environment-shape)$/.test(compose.problem.kind)) return undefined;
      const { file, line: near = 0 } = compose.problem;
      const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
      const index = lines.findIndex((text, each) => line.test(text) && Math.abs(each + 1 - near) <= 2);
      const text = lines[index]?.trim() ?? "";
      const found = withoutKey({ key }, text);
      const [, name, value = ""] = /([A-Z][A-Z0-9_]+)["']?\s*[:=]\s*(.*)/.exec(found) ?? [];
      return name && { ...says(name, value), file, line: index + 1, found };
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

function blanks(count: number): string {
  return count === 0 ? "no blank" : count === 1 ? "1 blank" : `${count} blanks`;
}
