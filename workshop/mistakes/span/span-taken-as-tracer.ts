import type { Node } from "oxc-parser";
import { fileOf } from "../../facts/program/parse-file.ts";
import { calledMethod, withoutType } from "../../facts/called-method.ts";
import { placeOf } from "../../facts/program/places.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { programOf, type Program } from "../../facts/program/program.ts";
import { startCalls } from "../../facts/start-calls.ts";
import { thrown, throwPlace, words } from "../../facts/thrown.ts";
import type { Value } from "../../facts/program/value.ts";
import { HOME_FILE } from "../../facts/home-span.ts";
import { edits, type Remedy } from "../remedy.ts";
import { replaceNode } from "../edits/edit-code.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake, Told } from "../mistake.ts";

/** A method of the API is asked of an object that does not have it. */
export const spanTakenAsTracer: Mistake = {
  id: "span-taken-as-tracer",
  learn: "your-task",
  explains: /./,
  when: askedOfWrongObject,
};

/** What is told of a method of the API that an object was asked for which does not have it. */
export function askedOfWrongObject(evidence: Evidence): Told | undefined {
  const error = thrown(evidence.run).find((each) => API_METHOD.test(each)) ?? words(evidence.run);
  const method = API_METHOD.exec(error)?.[1];
  const call = method ? callThere(evidence, method) : undefined;
  return call && method ? wrongObject(evidence, call, method) : undefined;
}

const API_METHOD =
  /\S+\.(startSpan|startActiveSpan|getTracer|getActiveSpan|end|setAttributes?|setStatus|addEvent|recordException|updateName) is not a function/;

type Call = Extract<Node, { type: "CallExpression" }>;
/** What a span has and a tracer has not. */
const METHODS = /^(end|recordException|setAttributes?|setStatus|addEvent|updateName)$/;

/** The call of a method on the line where it threw; of several, the innermost. */
function callThere(evidence: Evidence, method: string): Call | undefined {
  const at = throwPlace(evidence.run) ?? evidence.run?.uncaught?.at;
  return programOf(evidence)
    .nodes("CallExpression")
    .findLast((node) => {
      const { callee } = node;
      const { file, line } = placeOf(callee);
      const lines = fileOf(callee).text.slice(callee.start, callee.end).split("\n").length;
      const isThere = file === at?.file && line <= at.line && at.line < line + lines;
      return isThere && calledMethod(node) === method;
    });
}

/** Which object a method of the API was asked of, where the code says it. */
function wrongObject(evidence: Evidence, call: Call, method: string) {
  const { callee } = call;
  const object = callee.type === "MemberExpression" ? withoutType(callee.object) : undefined;
  const value = object && programOf(evidence).valueOf(object);
  if (!object || !value) return undefined;
  const { text: said } = placeOf(object);
  const at = throwPlace(evidence.run);
  if (isWholeApi(value))
    return { ...importedWhole(evidence, said, method), ...shownImport(evidence, said, at) };
  if (value.kind === "imported" && !value.from.startsWith("@opentelemetry/"))
    return { ...importedElsewhere(evidence, said, value.from, method), ...shownImport(evidence, said, at) };
  const isTrace = value.kind === "imported" && value.path.at(-1) === "trace";
  if (isTrace && method.startsWith("start"))
    return {
      message: `${said}.${method} is not a function: ${said} only gives tracers, and a tracer starts spans.`,
      ...shownAt(evidence, at),
      remedy: edits(replaceNode(object, tracerFor(evidence, call, said))),
    };
  const isTracerCall = startCalls(evidence).some(({ node }) => node === call) || isTracerValue(value);
  return isTracerCall && METHODS.test(method)
    ? {
        message: `${said}.${method} is not a function: a tracer has no ${method}(), only the span that it starts.`,
        ...shownAt(evidence, at),
        remedy: spanAround(evidence, call, object),
      }
    : undefined;
}

function isTracerValue(value: Value): boolean {
  return (
    value.kind === "call" && value.callee.kind === "imported" && value.callee.path.at(-1) === "getTracer"
  );
}

function isWholeApi(value: Value): boolean {
  if (value.kind === "namespace") return value.from === "@opentelemetry/api";
  return value.kind === "imported" && value.from === "@opentelemetry/api" && value.path.join() === "default";
}

function importedWhole(evidence: Evidence, said: string, method: string) {
  const found = importOf(evidence, said);
  return {
    message: `${said}.${method} is not a function, because ${said} is the whole package here. trace is one of the things in it: it is imported in curly brackets.`,
    remedy: found && edits(replaceNode(found.node, `import { ${braces(said)} } from "@opentelemetry/api";`)),
  };
}

function importedElsewhere(evidence: Evidence, said: string, from: string, method: string) {
  const found = importOf(evidence, said);
  const source = found?.node.type === "ImportDeclaration" ? found.node.source : undefined;
  const isAlone = found?.names.length === 1;
  return {
    message: `${said}.${method} is not a function: ${said} is imported from ${from}. The one that OpenTelemetry means comes from @opentelemetry/api.`,
    remedy: source && isAlone ? edits(replaceNode(source, '"@opentelemetry/api"')) : undefined,
  };
}

function braces(said: string): string {
  return said === "trace" ? said : `trace as ${said}`;
}

function importOf(evidence: Evidence, local: string) {
  const file = throwPlace(evidence.run)?.file;
  return programOf(evidence).imports.find(
    (each) => each.file === file && each.names.some((name) => name.local === local),
  );
}

function shownImport(evidence: Evidence, local: string, at: ReturnType<typeof throwPlace>) {
  const found = importOf(evidence, local);
  return found ? pointAt(found) : shownAt(evidence, at);
}

/** The tracer that the file has, or one asked for on the spot. */
function tracerFor(evidence: Evidence, call: Call, trace: string): string {
  const program = programOf(evidence);
  const { file } = placeOf(call);
  for (const { node, id } of declaratorsIn(program, file))
    if (isTracerValue(program.valueOf(node))) return id;
  return `${trace}.getTracer("${file === HOME_FILE ? "home.activities" : "backend"}")`;
}

function declaratorsIn(program: Program, file: string): { node: Node; id: string }[] {
  return program
    .nodes("VariableDeclarator")
    .flatMap(({ id, init }) =>
      init && id.type === "Identifier" && placeOf(init).file === file
        ? [{ node: init as Node, id: id.name }]
        : [],
    );
}

/** The span of the work that a call is in. */
function spanAround(evidence: Evidence, call: Call, object: Node): Remedy | undefined {
  const around = startCalls(evidence).findLast(
    ({ work, file }) => work && file === placeOf(call).file && work.start < call.start && call.end < work.end,
  );
  return around?.span && edits(replaceNode(object, around.span.name));
}
