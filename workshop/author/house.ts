import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, type Node } from "oxc-parser";
import { COURSE } from "./course-folder.ts";

/** Prints how large the house of rules is: its lines, its longest rule, and which rules name others. */
const MOST_LINES_OF_A_RULE = 60;

interface Rule {
  readonly id: string;
  readonly file: string;
  readonly lines: number;
}

const files = ["workshop/facts", "workshop/mistakes", "workshop/findings"].flatMap(sourcesIn);
const rules = files.filter((file) => file.startsWith("workshop/mistakes/")).flatMap(rulesIn);
const hints = readdirSync(join(COURSE, "solution"))
  .map((name) => `solution/${name}/hints.md`)
  .filter((file) => textOf(file) !== "");

for (const folder of ["workshop/facts", "workshop/mistakes", "workshop/findings"])
  print(
    `lines in ${folder}, without tests and examples`,
    linesOf(files.filter((file) => file.startsWith(`${folder}/`))),
  );
print("lines of hints", linesOf(hints));
print("lines together", linesOf([...files, ...hints]));
print("rules", rules.length);
const longest = rules.toSorted((a, b) => b.lines - a.lines)[0];
print(`longest rule: ${longest?.id} (at most ${MOST_LINES_OF_A_RULE} lines)`, longest?.lines ?? 0);
print("rules that are longer", rules.filter(({ lines }) => lines > MOST_LINES_OF_A_RULE).length);
print("mentions of another rule's id", mentions());
print(
  "remedies: edits( / command / ask / words alone",
  `${count(/\bedits\(/g)} / ${count(/kind: "command"/g)} / ${count(/kind: "ask"/g)} / ${count(/^\s*fix[:,]/gm)}`,
);

function sourcesIn(folder: string): string[] {
  return readdirSync(join(COURSE, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".ts") && !/\.(test|examples)\.ts$/.test(file));
}

/** Each object with an `id` and a `when`: the lines from its brace to the other. */
function rulesIn(file: string): Rule[] {
  const text = textOf(file);
  const found: Rule[] = [];
  const stack: unknown[] = [parseSync(file, text).program];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node !== "object" || node === null) continue;
    stack.push(...Object.values(node));
    const { type, start, end } = node as Node;
    if (type !== "ObjectExpression") continue;
    const own = text.slice(start, end);
    const id = /^\{\s*id: "([\w-]+)"/.exec(own)?.[1];
    if (id && /\bwhen\b/.test(own)) found.push({ id, file, lines: own.split("\n").length });
  }
  return found;
}

function mentions(): number {
  const ids = new Set(rules.map(({ id }) => id));
  return files.reduce((sum, file) => {
    const quoted = [...textOf(file).matchAll(/(?<!\bid: )"([\w-]+)"/g)].map(([, id]) => id ?? "");
    return sum + quoted.filter((id) => ids.has(id) && id.includes("-")).length;
  }, 0);
}

function count(pattern: RegExp): number {
  return files
    .filter((file) => file.startsWith("workshop/mistakes/"))
    .reduce((sum, file) => sum + [...textOf(file).matchAll(pattern)].length, 0);
}

function linesOf(paths: readonly string[]): number {
  return paths.reduce((sum, file) => sum + textOf(file).split("\n").length - 1, 0);
}

function textOf(file: string): string {
  try {
    return readFileSync(join(COURSE, file), "utf8");
  } catch {
    return "";
  }
}

function print(what: string, figure: number | string): void {
  console.log(`${what.padEnd(64)} ${figure}`);
}
