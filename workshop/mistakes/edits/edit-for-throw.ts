import type { Node } from "oxc-parser";
import type { CodeLine, Evidence } from "../../lab/evidence.ts";
import { bindingOf } from "../../facts/program/scopes.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { functionOf, placeOf } from "../../facts/program/places.ts";
import { givesPromise } from "../../facts/gives-promise.ts";
import { meantMethod } from "../../facts/remedy-for-error.ts";
import { calledMethod, withoutType } from "../../facts/called-method.ts";
import { programOf } from "../../facts/program/program.ts";
import { typeErrors } from "../../facts/types.ts";
import { HOME_FILE, TRACER } from "../../facts/home-span.ts";
import { addBelowImports, addImport } from "./add-import.ts";
import { asyncChange, insertAt, replaceNode } from "./edit-code.ts";
import { editSource } from "./edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";

/** Names of the API that a file may use without having imported them. */
const OF_THE_API = /^(trace|context|propagation|SpanKind|SpanStatusCode|ROOT_CONTEXT)$/;

/** The change to a line that threw, as far as the error's words, TypeScript and the bindings tell. */
export function editForThrow(evidence: Evidence, error: string, at: CodeLine): Remedy | undefined {
  return spelled(evidence, error, at) ?? declared(evidence, error, at) ?? awaited(evidence, error, at);
}

/** A name or a method for which TypeScript, or another language's word for it, knows a better one. */
function spelled(evidence: Evidence, error: string, at: CodeLine): Remedy | undefined {
  const { name, meant } = wordOfTypes(evidence, error, at) ?? otherWord(error) ?? {};
  const node = name && onLine(evidence, at).find((each) => each.type === "Identifier" && each.name === name);
  return node && meant ? edits(replaceNode(node, meant)) : undefined;
}

function wordOfTypes(evidence: Evidence, error: string, { file, line }: CodeLine) {
  const told = typeErrors(evidence).find(
    (each) => each.file === file && each.line === line && each.name && error.includes(each.name),
  );
  return told?.suggested ? { name: told.name ?? "", meant: told.suggested } : undefined;
}

function otherWord(error: string): { name: string; meant: string | undefined } | undefined {
  const name = /\.(\w+) is not a function/.exec(error)?.[1];
  return name ? { name, meant: meantMethod(name) } : undefined;
}

/** A name of the API that was not imported, or the tracer that was not asked for. */
function declared(evidence: Evidence, error: string, { file }: CodeLine): Remedy | undefined {
  const name = /(\w+) is not defined/.exec(error)?.[1] ?? "";
  const program = programOf(evidence);
  if (OF_THE_API.test(name)) return edits(addImport(program, file, name, "@opentelemetry/api"));
  if (name !== "tracer" || file !== HOME_FILE) return undefined;
  const trace = program.imports
    .filter((each) => each.file === file && each.specifier === "@opentelemetry/api")
    .flatMap(({ names }) => names)
    .find(({ imported }) => imported === "trace");
  const line = `\nconst tracer = ${trace?.local ?? "trace"}.getTracer("${TRACER}");`;
  const below = addBelowImports(program, file, line);
  return trace ? edits(below) : edits(below, addImport(program, file, "trace", "@opentelemetry/api"));
}

/** A promise was taken for what it promises. */
function awaited(evidence: Evidence, error: string, at: CodeLine): Remedy | undefined {
  const method = /\.(\w+) is not a function/.exec(error)?.[1];
  const program = programOf(evidence);
  const call = onLine(evidence, at).find(
    (each) => each.type === "CallExpression" && calledMethod(each) === method,
  );
  const object =
    call?.type === "CallExpression" && call.callee.type === "MemberExpression"
      ? withoutType(call.callee.object)
      : undefined;
  const made = object && bindingOf(object)?.definitions[0]?.node;
  const init = made?.type === "VariableDeclarator" ? made.init : undefined;
  const around = init ? functionOf(init) : undefined;
  if (!init || !around || !givesPromise(program, init)) return undefined;
  const file = fileOf(init);
  const waiting = editSource(file, insertAt(init.start, "await "));
  const [change] = asyncChange(around);
  return change ? edits(editSource(file, change), waiting) : edits(waiting);
}

function onLine(evidence: Evidence, { file, line }: CodeLine): Node[] {
  return programOf(evidence)
    .nodesAt({ file, line })
    .filter((node) => placeOf(node).line === line);
}
