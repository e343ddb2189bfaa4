import type { Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { composed } from "./backend-environment.ts";
import { placeOf } from "./program/places.ts";
import { programOf, type Program } from "./program/program.ts";
import type { Value } from "./program/value.ts";
import { startVariables } from "./start-command.ts";
import { startLine, startScript } from "./start-script.ts";
import type { Where } from "./where.ts";

/** A variable of OpenTelemetry's that is set again after docker-compose.yml has set it. */
export interface SetVariable {
  readonly name: string;
  /** Absent where the code puts it together, and where it is deleted. */
  readonly value?: string;
  readonly by: "the code" | "the start script";
  readonly where: Where;
  /** What sets it in the code. */
  readonly node?: Node;
}

const known = new WeakMap<Evidence, readonly SetVariable[]>();

/** In the start script, and in files that were loaded. */
export function setVariables(evidence: Evidence): readonly SetVariable[] {
  const found = known.get(evidence) ?? [...inStartScript(evidence), ...inCode(evidence)];
  known.set(evidence, found);
  return found;
}

/** A variable as the backend's process has it, as far as the start script and the code say. */
export function valueOfVariable(evidence: Evidence, name: string): string | undefined {
  const set = setVariables(evidence).find((each) => each.name === name);
  return set ? set.value : composed(evidence, name);
}

/** Where a variable got its value. */
export function whereSet(evidence: Evidence, name: string): Where {
  const set = setVariables(evidence).find((each) => each.name === name);
  if (set) return set.where;
  const { file, line } = (evidence.compose.ok && evidence.compose.variables.get(name)?.origin) || {};
  return { ...(file && { file }), ...(line && { line }) };
}

function inStartScript(evidence: Evidence): SetVariable[] {
  const where = startLine(evidence);
  return [...startVariables(startScript(evidence))].map(([name, value]) => ({
    name,
    value,
    where,
    by: "the start script",
  }));
}

function inCode(evidence: Evidence): SetVariable[] {
  const program = programOf(evidence);
  const found: SetVariable[] = [];
  const add = (name: string | undefined, node: Node, value?: Value) => {
    if (!name?.startsWith("OTEL_") || program.runsAtLoad(node) === "no") return;
    const { file, line } = placeOf(node);
    const text = value?.kind === "string" ? { value: value.value } : {};
    found.push({ name, ...text, where: { file, line }, by: "the code", node });
  };
  for (const node of program.nodes("AssignmentExpression")) {
    const name = variableOf(node.left, program);
    const counts = node.operator === "=" || (name !== undefined && !composed(evidence, name));
    if (counts) add(name, node, program.valueOf(node.right));
  }
  for (const node of program.nodes("UnaryExpression"))
    if (node.operator === "delete") add(variableOf(node.argument, program), node);
  for (const node of program.nodes("CallExpression")) {
    const [target, given] = node.arguments;
    if (!target || !given || !isGlobal(program.valueOf(node.callee), "Object", "assign")) continue;
    if (!isGlobal(program.valueOf(target), "process", "env")) continue;
    const values = program.valueOf(given);
    if (values.kind !== "object") continue;
    for (const property of values.properties.values()) add(property.name, property.node, property.value);
  }
  return found;
}

/** `NAME` of `process.env.NAME`, whatever `process.env` is called there. */
function variableOf(node: Node, program: Program): string | undefined {
  if (node.type !== "MemberExpression") return undefined;
  if (!isGlobal(program.valueOf(node.object), "process", "env")) return undefined;
  if (node.computed) return program.stringOf(node.property);
  return node.property.type === "Identifier" ? node.property.name : undefined;
}

function isGlobal(value: Value, ...path: string[]): boolean {
  return value.kind === "global" && value.path.join(".") === path.join(".");
}
