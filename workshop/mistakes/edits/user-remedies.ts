import type { Node } from "oxc-parser";
import type { Evidence } from "../../lab/evidence.ts";
import { HTTP, httpOptions, requestName, type Hook } from "../../facts/http-hooks.ts";
import type { UserCode } from "../../facts/user-field-code.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { textOf } from "../../facts/program/places.ts";
import { HEADER, USER } from "../../facts/user-requests.ts";
import { replaceIn } from "./edit-source.ts";
import { replaceNode } from "./field-remedies.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";

const PROPERTY = `startIncomingSpanHook: (request) => ({ "${USER}": request.headers["${HEADER}"] })`;

/** Gives the HTTP instrumentation of the learner's code the hook, among the options that it has. */
export function addHook(evidence: Evidence): Remedy | undefined {
  return edits(addProperty(evidence, PROPERTY));
}

/** Adds an option to the HTTP instrumentation. */
export function addProperty(evidence: Evidence, property: string): Edit | undefined {
  const [http] = httpOptions(evidence);
  if (!http || http.properties.has("startIncomingSpanHook")) return undefined;
  if (http.object) return intoObject(http.object, property);
  const { made } = http;
  const [first] = made.arguments;
  const isAll = made.type === "CallExpression";
  const options = isAll ? `{ "${HTTP}": { ${property} } }` : `{ ${property} }`;
  if (!first) return replaceNode(made, `${isAll ? "" : "new "}${textOf(made.callee)}(${options})`);
  const map = programOf(evidence).valueOf(first);
  if (!isAll || map.kind !== "object" || map.properties.has(HTTP) || map.node.type !== "ObjectExpression")
    return undefined;
  return intoObject(map.node, `"${HTTP}": { ${property} }`);
}

/** As the first property of an object. */
function intoObject(object: Node, property: string): Edit | undefined {
  if (object.type !== "ObjectExpression") return undefined;
  const { text } = fileOf(object);
  const [first] = object.properties;
  if (!first) return replaceNode(object, `{ ${property} }`);
  const space = text.slice(object.start + 1, first.start);
  const gap = /^\s*$/.test(space) ? space.replaceAll("\r", "") : " ";
  return replaceIn(fileOf(object), { start: first.start, end: first.start }, `${property},${gap || " "}`);
}

/** Asks the hook's own request for the header, in the place of a value. */
export function askInstead(hook: Hook | undefined, node: Node | undefined): Remedy | undefined {
  const request = hook && requestName(hook);
  return request && node ? edits(replaceNode(node, `${request}.headers["${HEADER}"]`)) : undefined;
}

/** The value of the field as the header says it; where it is not set in a hook, the hook. */
export function rightUser(evidence: Evidence, { code, hook }: UserCode): Remedy | undefined {
  return hook ? askInstead(hook, code?.value) : addHook(evidence);
}
