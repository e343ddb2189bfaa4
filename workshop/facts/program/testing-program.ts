import { createProgram } from "./program.ts";
import { textOf } from "./places.ts";
import type { Value } from "./value.ts";

/** A program of these files, as if all of them had been loaded. */
export function program(
  files: Readonly<Record<string, string>>,
  aliases: Readonly<Record<string, string>> = {},
) {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return createProgram(sources, "backend", new Map(Object.entries(aliases)));
}

/** The value of what `see(…)` is called with, the only such call there is. */
export function seen(code: string | Readonly<Record<string, string>>): Value {
  const each = program(typeof code === "string" ? { "backend/src/a.ts": code } : code);
  const call = each.nodes("CallExpression").find(({ callee }) => textOf(callee) === "see");
  const [argument] = call?.arguments ?? [];
  if (!argument) throw new Error("No call of see()");
  return each.valueOf(argument);
}

/** A value in a line, for tests. */
export function show(value: Value): string {
  switch (value.kind) {
    case "string":
      return JSON.stringify(value.value);
    case "number":
    case "boolean":
      return String(value.value);
    case "regexp":
      return `/${value.pattern}/${value.flags}`;
    case "template":
      return `\`${value.parts.map((part) => (typeof part === "string" ? part : `\${${show(part)}}`)).join("")}\``;
    case "object": {
      const pairs = [...value.properties.values()].map((each) => `${each.name}: ${show(each.value)}`);
      return `{ ${[...pairs, ...(value.complete ? [] : ["…"])].join(", ")} }`;
    }
    case "array":
      return `[${[...value.elements.map(show), ...(value.complete ? [] : ["…"])].join(", ")}]`;
    case "construction":
      return `new ${show(value.callee)}`;
    case "class":
    case "instance":
      return `${value.kind} ${value.node.id?.name ?? ""}`.trim();
    case "call":
      return `${show(value.callee)}()`;
    case "promise":
      return `promise of ${show(value.of)}`;
    case "imported":
      return `${value.from}#${value.path.join(".")}`;
    case "namespace":
      return `${value.from}#*`;
    case "parameter":
      return `parameter ${value.name}${value.default ? ` = ${show(value.default)}` : ""}`;
    case "global":
      return value.path.join(".");
    case "member":
      return `${show(value.object)}.${value.name}`;
    case "either":
      return value.values.map(show).join(" | ");
    default:
      return value.kind;
  }
}
