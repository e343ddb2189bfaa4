import type { Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { nodesIn, parentOf } from "./program/parse-file.ts";
import type { FunctionNode } from "./program/places.ts";
import { programOf, type Program } from "./program/program.ts";

/**
 * A function given to Express's `app.use()` that has no way on: it uses neither its response nor `next`, and hands its
 * request to no one. Only what the code shows for certain; one for some paths alone is left out.
 */
export function silentMiddleware(evidence: Evidence): FunctionNode | undefined {
  const program = programOf(evidence);
  return program
    .callsOf({ from: "express", path: ["default"] })
    .flatMap((app) => program.methodCalls(app, "use"))
    .flatMap(({ arguments: [first] }) => (first ? [program.valueOf(first)] : []))
    .flatMap((value) => (value.kind === "function" ? [value.node] : []))
    .find((work) => endsThere(program, work));
}

/** Express's error handlers have four parameters, and are no middleware that every request meets. */
function endsThere(program: Program, work: FunctionNode): boolean {
  const { params, body } = work;
  if (!body || params.length > 3 || params.some(({ type }) => type !== "Identifier")) return false;
  const [request, ...waysOn] = params.map((param) => program.bindingOf(param)?.references ?? []);
  const isHandedOn = (request ?? []).some(({ id }) => !isOnlyRead(id));
  const hasArguments = [...nodesIn(body)].some(
    (node) => node.type === "Identifier" && node.name === "arguments",
  );
  return waysOn.every(({ length }) => length === 0) && !isHandedOn && !hasArguments;
}

/** `request.url`, but not `request.res`, which is the response. */
function isOnlyRead(id: Node): boolean {
  const around = parentOf(id);
  return (
    around?.type === "MemberExpression" &&
    around.object === id &&
    !around.computed &&
    around.property.type === "Identifier" &&
    around.property.name !== "res"
  );
}
