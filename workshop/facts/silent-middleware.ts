import { calls, placeOf, type Place } from "./look-in-sources.ts";
import { nodesOf } from "./source-tree.ts";
import type { Evidence, SourceText } from "../lab/evidence.ts";
import type { Node } from "oxc-parser";

/**
 * A function given to `app.use()` that has no way on: it names neither its response nor `next` again. Only what the
 * syntax tree shows for certain; one for some paths alone is left out.
 */
export function silentMiddleware({ backend }: Evidence): Place | undefined {
  for (const { node, source } of calls(backend.sources, /^use$/)) {
    const [first] = node.arguments;
    const work = functionOf(first, source);
    if (work && endsThere(work, source)) return placeOf(source, node);
  }
  return undefined;
}

interface Work {
  readonly params: readonly Node[];
  readonly body: Node;
}

/** The function itself, or the one of that name in the same file. */
function functionOf(given: Node | undefined, source: SourceText): Work | undefined {
  if (given?.type === "ArrowFunctionExpression" || given?.type === "FunctionExpression")
    return given.body ? { params: given.params, body: given.body } : undefined;
  if (given?.type !== "Identifier") return undefined;
  for (const node of nodesOf(source))
    if (node.type === "FunctionDeclaration" && node.id?.name === given.name && node.body)
      return { params: node.params, body: node.body };
  return undefined;
}

/** Express's error handlers have four parameters, and are no middleware that a request comes by. */
function endsThere({ params, body }: Work, source: SourceText): boolean {
  if (params.length > 3 || params.some(({ type }) => type !== "Identifier")) return false;
  const [request, ...waysOn] = params.map((each) => (each.type === "Identifier" ? each.name : ""));
  return !nodesOf(source).some(
    (node) =>
      node.start >= body.start &&
      node.end <= body.end &&
      ((node.type === "Identifier" && (waysOn.includes(node.name) || node.name === "arguments")) ||
        // The request knows its response, and may be handed on to who answers.
        (node.type === "MemberExpression" && /^\w+\.res$/.test(source.text.slice(node.start, node.end))) ||
        (node.type === "CallExpression" &&
          !source.text.startsWith("console.", node.start) &&
          node.arguments.some((each) => isNamed(each, request)))),
  );
}

function isNamed(node: Node, name: string | undefined): boolean {
  return node.type === "Identifier" && node.name === name;
}
