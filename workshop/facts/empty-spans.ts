import type { CallExpression, Node } from "oxc-parser";
import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { lastName } from "./look-in-sources.ts";
import { lineOf, nodesOf } from "./source-tree.ts";

/**
 * Whether the code at a place starts a span and ends it with nothing in between but calls of the span itself. Only what
 * the syntax tree shows for certain: a span that a helper starts is never empty here.
 */
export function isEmptySpan({ backend }: Evidence, at: CodeLine | undefined): boolean {
  const source = backend.sources.find(({ path }) => path === at?.file);
  if (!source) return false;
  for (const node of nodesOf(source)) {
    if (node.type === "CallExpression" && startsHere(node) && lineOf(source, node) === at?.line)
      return endsAtOnce(node) || endsInItsBody(node);
    if ("body" in node && Array.isArray(node.body) && endsInTheNext(node.body as Node[], isAt)) return true;
  }
  return false;

  function isAt(node: Node): boolean {
    return source !== undefined && lineOf(source, node) === at?.line;
  }

  /** `tracer.startSpan("name").end()`: the outer call is met first. */
  function endsAtOnce(node: CallExpression): boolean {
    return source !== undefined && /^\s*\??\.\s*end\s*\(/.test(source.text.slice(node.end));
  }
}

function startsHere({ callee }: CallExpression): boolean {
  return /^start(Active)?Span$/.test(lastName(callee));
}

/** `tracer.startActiveSpan("name", (span) => { span.end(); })`, or `(span) => span.end()`. */
function endsInItsBody({ arguments: given }: CallExpression): boolean {
  const work = given.at(-1);
  if (work?.type !== "ArrowFunctionExpression" && work?.type !== "FunctionExpression") return false;
  const [span] = work.params;
  if (span?.type !== "Identifier" || !work.body) return false;
  const body = work.body as Node;
  const statements = body.type === "BlockStatement" ? (body.body as Node[]) : [body];
  return statements.length > 0 && statements.every((each) => isCallOf(each, span.name));
}

/** `const span = tracer.startSpan("name");` and behind it nothing but calls of `span`, the last of them `end()`. */
function endsInTheNext(statements: readonly Node[], isAt: (node: Node) => boolean): boolean {
  const index = statements.findIndex((each) => each.type === "VariableDeclaration" && isAt(each));
  const declared = statements[index];
  if (declared?.type !== "VariableDeclaration") return false;
  const { id, init } = declared.declarations[0] ?? {};
  if (id?.type !== "Identifier" || init?.type !== "CallExpression" || !startsHere(init)) return false;
  for (const next of statements.slice(index + 1)) {
    if (!isCallOf(next, id.name)) return false;
    if (methodOf(next) === "end") return true;
  }
  return false;
}

function isCallOf(node: Node, name: string): boolean {
  const call = callOf(node);
  return (
    call?.callee.type === "MemberExpression" &&
    call.callee.object.type === "Identifier" &&
    call.callee.object.name === name
  );
}

function methodOf(node: Node): string {
  const call = callOf(node);
  return call ? lastName(call.callee) : "";
}

function callOf(node: Node): CallExpression | undefined {
  const bare = node.type === "ExpressionStatement" ? node.expression : node;
  return bare.type === "CallExpression" ? bare : undefined;
}
