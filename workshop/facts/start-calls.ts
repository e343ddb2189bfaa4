import type { CallExpression, Node } from "oxc-parser";
import type { Evidence, StartedSpan } from "../lab/evidence.ts";
import { lineAt, fileOf, parentOf } from "./program/parse-file.ts";
import { ancestorsOf, isFunction, placeOf, type FunctionNode, type Place } from "./program/places.ts";
import { programOf } from "./program/program.ts";
import { eachOf, type Value } from "./program/value.ts";
import { calledMethod, withoutType } from "./called-method.ts";

/** One `startSpan(…)` or `startActiveSpan(…)` in the code. */
export interface StartCall extends Place {
  readonly node: CallExpression;
  readonly method: "startSpan" | "startActiveSpan";
  /** The function that startActiveSpan is to call, wherever it is written. */
  readonly work?: FunctionNode;
  /** The name by which the code knows the span: a parameter of the work, or a variable. */
  readonly span?: Identifier;
}

export type Identifier = Extract<Node, { type: "Identifier" }>;

/** Every call by which the learner's code asks a tracer of OpenTelemetry's for a span. */
export function startCalls(evidence: Evidence): StartCall[] {
  const program = programOf(evidence);
  return program.nodes("CallExpression").flatMap((node) => {
    const made = read(evidence, node);
    const { callee } = node;
    return made && callee.type === "MemberExpression" && isTracer(program.valueOf(callee.object))
      ? [made]
      : [];
  });
}

/** The call that started a span; nothing where the line has several of them. */
export function startCallOf(
  evidence: Evidence,
  span: Pick<StartedSpan, "at"> | undefined,
): StartCall | undefined {
  const { at } = span ?? {};
  if (!at) return undefined;
  const there = programOf(evidence)
    .nodes("CallExpression")
    .flatMap((node) => read(evidence, node) ?? [])
    .filter(({ node, file }) => file === at.file && lineOfMethod(node) === at.line);
  return there.length === 1 ? there[0] : undefined;
}

/** Whether a value is what `getTracer()` of an OpenTelemetry package gives. */
export function isTracer(value: Value): boolean {
  return eachOf(value).some((each) => each.kind === "call" && isGetTracer(each.callee));
}

function isGetTracer(callee: Value): boolean {
  if (callee.kind === "imported") return isOfOpenTelemetry(callee) && callee.path.at(-1) === "getTracer";
  return callee.kind === "member" && callee.name === "getTracer" && isOfOpenTelemetry(callee.object);
}

function isOfOpenTelemetry(value: Value): boolean {
  switch (value.kind) {
    case "imported":
      return value.from.startsWith("@opentelemetry/");
    case "construction":
    case "call":
      return isOfOpenTelemetry(value.callee);
    case "member":
      return isOfOpenTelemetry(value.object);
    default:
      return false;
  }
}

function read(evidence: Evidence, node: CallExpression): StartCall | undefined {
  const method = calledMethod(node);
  if (method !== "startSpan" && method !== "startActiveSpan") return undefined;
  const work = method === "startActiveSpan" ? workOf(evidence, node) : undefined;
  const span = method === "startActiveSpan" ? work?.params[0] : variableOf(node);
  return {
    ...placeOf(node),
    node,
    method,
    ...(work && { work }),
    ...(span?.type === "Identifier" && { span }),
  };
}

function workOf(evidence: Evidence, { arguments: given }: CallExpression): FunctionNode | undefined {
  const last = withoutType(given.at(-1));
  if (!last || last.type === "SpreadElement" || given.length < 2) return undefined;
  if (isFunction(last)) return last;
  const value = programOf(evidence).valueOf(last);
  return value.kind === "function" ? value.node : undefined;
}

/** `const span = tracer.startSpan(…)`, and `span = tracer.startSpan(…)` */
function variableOf(node: CallExpression): Node | undefined {
  const around = ancestorsOf(node).find((each) => withoutType(each) === each);
  if (around?.type === "VariableDeclarator" && withoutType(around.init ?? undefined) === node)
    return around.id;
  return around?.type === "AssignmentExpression" && withoutType(around.right) === node
    ? around.left
    : undefined;
}

/** V8 tells a method's call where the method's name is. */
function lineOfMethod({ callee, start }: CallExpression): number {
  const at = callee.type === "MemberExpression" ? callee.property.start : start;
  return lineAt(fileOf(callee).text, at);
}

/** The statement whose only work is this expression: `await`, `void` and types aside. */
export function bareStatement(node: Node): Extract<Node, { type: "ExpressionStatement" }> | undefined {
  const around = parentOf(node);
  if (around?.type === "ExpressionStatement") return around;
  const isPassedOn =
    around?.type === "AwaitExpression" ||
    (around?.type === "UnaryExpression" && around.operator === "void") ||
    (around !== undefined && withoutType(around) !== around);
  return around && isPassedOn ? bareStatement(around) : undefined;
}
