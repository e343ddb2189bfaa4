import type { CodeLine, Moment } from "./moment.ts";

/** One line that the preload wrote. */
export interface Line {
  readonly kind: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly pid: number;
  /** The line's place in the file of its own process. */
  readonly moment: Moment;
  readonly [fact: string]: unknown;
}

/** Its line of the learner's code, where it has one. */
export function at(line: Line): { at?: CodeLine } {
  return line["place"] ? { at: line["place"] as CodeLine } : {};
}

/** The visit that was served, where one was. */
export function visitOf(line: Line): { visit?: string } {
  return line["visit"] ? { visit: String(line["visit"]) } : {};
}

/** The facts of these names that the line has, as they are. */
export function factsOf<T extends object>(line: Line, ...names: string[]): T {
  return Object.fromEntries(
    names.filter((name) => line[name] !== undefined).map((name) => [name, line[name]]),
  ) as T;
}

/** For each of the first lines its own ones of the second, which bear its number. */
export function joined(first: readonly Line[], second: readonly Line[]): [Line, Line[]][] {
  const key = ({ pid, id }: Line) => `${pid} ${String(id)}`;
  const of = Map.groupBy(second, key);
  return first.map((line) => [line, of.get(key(line)) ?? []]);
}
