import type { ComposeProblem, ComposeProblemKind } from "./compose-problem.ts";

export interface Entry {
  readonly name: string;
  readonly written: string;
  readonly style: "map" | "list";
  readonly file: string;
  readonly line: number;
  /** What Compose makes of a number that is written another way. */
  readonly number?: string;
}

/** What is odd about an entry under `environment`, though Compose takes it. */
export function oddEntry({ name, written, style, file, line, number }: Entry): ComposeProblem[] {
  const problems: ComposeProblem[] = [];
  const tell = (kind: ComposeProblemKind, variable: string, says: string) =>
    problems.push({ kind, file, line, variable, message: `${file}:${line}: ${says}` });
  if (number !== undefined)
    tell(
      "read-as-number",
      name,
      `${name} is read as a number and becomes ${number}. Put quotation marks around it to keep it as it is written.`,
    );
  if (style === "list" && name.includes(":")) {
    const [variable = ""] = name.split(":", 1);
    tell(
      "colon-for-equals",
      variable,
      `a list entry has = between name and value, this one has a colon. Write - ${variable}=value.`,
    );
  }
  if (/^(["']).*\1$/s.test(written) || /=(["'])[^"']*\1$/.test(written)) {
    const advice =
      style === "list" ? 'In a list, put them around the whole entry: - "NAME=value".' : "Take them out.";
    tell("kept-quotes", name, `the quotation marks become part of ${name}'s value. ${advice}`);
  }
  if (style === "list" && /^\s/.test(written))
    tell("kept-blank", name, `the blank behind the = becomes part of ${name}'s value. Take it away.`);
  return problems;
}
