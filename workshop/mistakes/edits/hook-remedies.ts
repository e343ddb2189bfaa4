import type { Evidence } from "../../lab/evidence.ts";
import type { HookFault, silentHook } from "../../facts/hook-faults.ts";
import type { MisplacedHook } from "../../facts/misplaced-hook.ts";
import { requestName } from "../../facts/http-hooks.ts";
import { withoutTypes } from "../../facts/method-name.ts";
import { fileOf, nodesIn } from "../../facts/program/parse-file.ts";
import { functionOf, statementOf, textOf, type FunctionNode } from "../../facts/program/places.ts";
import type { Property } from "../../facts/program/value.ts";
import { HEADER, USER } from "../../facts/user-requests.ts";
import { addAfter, replaceIn } from "./edit-source.ts";
import { replaceNode } from "./field-remedies.ts";
import { edits, type Remedy } from "../remedy.ts";
import { addProperty } from "./user-remedies.ts";
import { removeItem } from "./edit-code.ts";

/** Makes a hook that is in its right place do what it was meant to. */
export function fixHook(fault: HookFault): Remedy | undefined {
  const request = requestName(fault.hook);
  switch (fault.kind) {
    case "async":
      return withoutAsync(fault.work);
    case "wants-a-span":
      return renameKey(fault.hook.node, "requestHook");
    case "asks-for-the-active-span":
    case "gives-a-list":
      return undefined;
    case "field-inside":
      return edits(replaceNode(fault.node, textOf(fault.inner)));
    case "dot-as-nesting":
      return edits(replaceNode(fault.node, `"${USER}": ${textOf(fault.value)}`));
    case "one-parameter":
      return edits(replaceNode(fault.parameter, namesOf(fault.parameter)));
    case "hyphens":
      return request ? edits(replaceNode(fault.node, `${request}.headers["${HEADER}"]`)) : undefined;
    case "header-without-s":
      return edits(replaceNode(fault.node, "headers"));
  }
}

/** Gives an option of a hook that was made up the name of the hook that has its parameters. */
export function renameHook(property: Property | undefined): Remedy | undefined {
  if (property?.value.kind !== "function") return undefined;
  const { params } = property.value.node;
  return renameKey(property.node, params.length > 1 ? "requestHook" : "startIncomingSpanHook");
}

/** Puts a hook among the options of the HTTP instrumentation. */
export function moveHook(evidence: Evidence, { name, node }: MisplacedHook): Remedy | undefined {
  if (!node) return undefined;
  if (name === "startOutgoingSpanHook") return renameKey(node, "startIncomingSpanHook");
  const moved = addProperty(evidence, textOf(node));
  const removed = removeItem(node);
  // On one line the two would be in each other's way.
  return moved && removed && moved.line !== removed.line ? edits(moved, removed) : undefined;
}

/** Returns the fields from a hook that only works them out. */
export function returnFields({ hook, work }: NonNullable<ReturnType<typeof silentHook>>): Remedy | undefined {
  if (work.body?.type !== "BlockStatement") return undefined;
  const inside = [...nodesIn(work.body)].filter((node) => functionOf(node) === work);
  const object = inside.find(
    (node) =>
      node.type === "ObjectExpression" &&
      node.properties.some(
        (each) => each.type === "Property" && each.key.type === "Literal" && each.key.value === USER,
      ),
  );
  const request = requestName(hook);
  const fields = object ? textOf(object) : request && `{ "${USER}": ${request}.headers["${HEADER}"] }`;
  if (!fields) return undefined;
  const own = object && statementOf(object);
  const isAlone = own?.type === "ExpressionStatement" && withoutTypes(own.expression) === object;
  const bare = inside.findLast((node) => node.type === "ReturnStatement");
  const target = isAlone ? own : bare;
  if (target) return edits(replaceNode(target, `return ${fields};`));
  const last = work.body.body.at(-1);
  return last && edits(addAfter(fileOf(last), last, `return ${fields};`));
}

function renameKey(node: MisplacedHook["node"], name: string): Remedy | undefined {
  if (node?.type !== "Property") return undefined;
  if (node.shorthand) return edits(replaceNode(node, `${name}: ${textOf(node.key)}`));
  return edits(replaceNode(node.key, name));
}

/** Without `async`, where nothing in it is awaited. */
function withoutAsync(work: FunctionNode): Remedy | undefined {
  const file = fileOf(work);
  const head = /^async\s*/.exec(file.text.slice(work.start))?.[0];
  const awaits = [...nodesIn(work)].some(
    (node) => node.type === "AwaitExpression" && functionOf(node) === work,
  );
  if (!head || awaits) return undefined;
  return edits(replaceIn(file, { start: work.start, end: work.start + head.length }, ""));
}

/** `{ span, request }: any` as `span, request`. */
function namesOf(pattern: Parameters<typeof textOf>[0]): string {
  if (pattern.type !== "ObjectPattern") return textOf(pattern);
  const names = pattern.properties.flatMap((each) =>
    each.type === "Property" && each.value.type === "Identifier" ? [each.value.name] : [],
  );
  const type = pattern.typeAnnotation ? ": any" : "";
  return names.map((name) => `${name}${type}`).join(", ");
}
