import type { Class, Node } from "oxc-parser";
import { memberOfClass } from "./member-of-class.ts";
import type { Context } from "./evaluate.ts";
import { exportOf } from "./value-of-export.ts";
import { eachOf, either, unknown, type Value } from "./value.ts";

/** The property `name` of a value. */
export function memberOf(object: Value, name: string, node: Node, context: Context): Value {
  switch (object.kind) {
    case "object": {
      const property = object.properties.get(name);
      if (property) return property.value;
      return object.complete ? { kind: "undefined", node } : unknown(node);
    }
    case "array": {
      const element = object.elements[Number(name)];
      return element && object.complete ? element : unknownOrMethod(object, name, node);
    }
    case "namespace":
      return exportOf(object, name, node, context);
    case "imported":
      return { ...object, path: [...object.path, name], node };
    case "global":
      if (name === "default" && object.path.join() === "process") return object;
      return { ...object, path: [...object.path, name], node };
    case "class":
      return memberOfClass(object.node, name, true, context) ?? { kind: "member", object, name, node };
    case "instance":
      return ofInstance(object.node, object, name, node, context);
    case "construction":
      if (object.callee.kind === "class") return ofInstance(object.callee.node, object, name, node, context);
      return { kind: "member", object, name, node };
    case "either":
      return either(
        eachOf(object).map((each) => context.member(each, name, node)),
        node,
      );
    case "unknown":
    case "null":
    case "undefined":
      return unknown(node);
    default:
      return { kind: "member", object, name, node };
  }
}

function ofInstance(owner: Class, object: Value, name: string, node: Node, context: Context): Value {
  return memberOfClass(owner, name, false, context) ?? { kind: "member", object, name, node };
}

/** `[…].forEach` is a member; `[…][7]` and `[…].length` are not followed. */
function unknownOrMethod(object: Value, name: string, node: Node): Value {
  return /^\d+$|^length$/.test(name) ? unknown(node) : { kind: "member", object, name, node };
}
