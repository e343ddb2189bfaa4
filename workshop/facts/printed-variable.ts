import type { Evidence, SourceText } from "../lab/evidence.ts";
import { placeOf, type Place } from "./program/places.ts";
import { programOf } from "./program/program.ts";
import { eachOf } from "./program/value.ts";

export interface Printed {
  readonly file: string;
  readonly line: number;
  readonly source: SourceText;
  /** The variable, as the call is given it. */
  readonly argument: Place;
}

/** Where the console is given a variable of the backend that holds this text; nothing where it is not the one place. */
export function printedVariable(evidence: Evidence, text: string): Printed | undefined {
  const { compose } = evidence;
  const holds = (name: string | undefined) =>
    name !== undefined && compose.ok && compose.variables.get(name)?.value.includes(text);
  const program = programOf(evidence);
  const found = program.nodes("CallExpression").flatMap((call) => {
    const callee = program.valueOf(call.callee);
    if (callee.kind !== "global" || callee.path[0] !== "console") return [];
    return call.arguments.flatMap((argument) => {
      const [value, ...more] = eachOf(program.valueOf(argument));
      if (value?.kind !== "global" || more.length > 0) return [];
      const [head, env, name] = value.path;
      return head === "process" && env === "env" && holds(name) ? [placeOf(argument)] : [];
    });
  });
  const [argument, ...more] = found;
  const source = program.files.find(({ path }) => path === argument?.file);
  return argument && source && more.length === 0
    ? { file: argument.file, line: argument.line, source, argument }
    : undefined;
}
