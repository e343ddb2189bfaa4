export interface DotenvEntry {
  readonly name: string;
  /** After quotation marks and comments are taken away, before any variable in it is replaced. */
  readonly value: string;
  readonly line: number;
  readonly quote: "" | '"' | "'";
  /** What stands behind the equals sign, to the end of the line. */
  readonly rawValue: string;
  /** Single quotation marks keep a `$` as it is. */
  readonly interpolates: boolean;
  /** A name alone, without an equals sign: the value comes from the shell. */
  readonly passesThrough: boolean;
}

export interface DotenvProblem {
  readonly kind: "no-name" | "not-closed" | "blank-around-equals" | "behind-the-quote";
  readonly message: string;
  readonly line: number;
}

export interface Dotenv {
  readonly entries: readonly DotenvEntry[];
  readonly problems: readonly DotenvProblem[];
}

/** Reads a `.env` file as Compose does: comments, `export`, quotation marks, values over several lines. */
export function parseDotenv(text: string): Dotenv {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n|\r$/);
  const entries: DotenvEntry[] = [];
  const problems: DotenvProblem[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (/^\s*(#|$)/.test(line)) continue;
    const number = index + 1;
    const found = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)(\s*)([=:])?([ \t]*)(.*)$/.exec(line);
    if (!found || (found[3] === undefined && found[5] !== "")) {
      problems.push({
        kind: "no-name",
        line: number,
        message: `line ${number} is not of the form NAME=value`,
      });
      continue;
    }
    const [, name = "", before = "", equals, behind = "", rest = ""] = found;
    if (equals && (before !== "" || behind !== "")) {
      problems.push({
        kind: "blank-around-equals",
        line: number,
        message: `there is a blank beside the = in line ${number}; a shell would not take that`,
      });
    }
    const quote = rest[0] === '"' || rest[0] === "'" ? rest[0] : "";
    const common = {
      name,
      line: number,
      quote,
      rawValue: rest,
      passesThrough: equals === undefined,
    } as const;
    if (quote === "") {
      const value = rest.replace(/(^|\s)#.*$/, "").trim();
      entries.push({ ...common, quote, value, interpolates: true });
      continue;
    }
    const quoted = readQuoted(lines, index, line.length - rest.length + 1, quote);
    if (!quoted) {
      problems.push({
        kind: "not-closed",
        line: number,
        message: `the ${quote} in line ${number} is never closed`,
      });
      continue;
    }
    if (!/^\s*(#.*)?$/.test(quoted.behind)) {
      problems.push({
        kind: "behind-the-quote",
        line: number,
        message: `something stands behind the closing ${quote} in line ${number}`,
      });
    }
    entries.push({
      ...common,
      quote,
      value: quote === '"' ? unescape(quoted.value) : quoted.value,
      interpolates: quote === '"',
    });
    index = quoted.lastLine;
  }
  return { entries, problems };
}

function readQuoted(
  lines: readonly string[],
  first: number,
  column: number,
  quote: string,
): { value: string; behind: string; lastLine: number } | undefined {
  const parts: string[] = [];
  for (let index = first; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const from = index === first ? column : 0;
    for (let at = from; at < line.length; at += 1) {
      if (line[at] === "\\" && quote === '"') at += 1;
      else if (line[at] === quote) {
        parts.push(line.slice(from, at));
        return { value: parts.join("\n"), behind: line.slice(at + 1), lastLine: index };
      }
    }
    parts.push(line.slice(from));
  }
  return undefined;
}

function unescape(text: string): string {
  const letters: Record<string, string> = { n: "\n", r: "\r", t: "\t" };
  // A dollar stays escaped until variables are replaced: there, $$ is one dollar.
  return text.replace(/\\(.)/g, (_, letter: string) => (letter === "$" ? "$$" : (letters[letter] ?? letter)));
}
