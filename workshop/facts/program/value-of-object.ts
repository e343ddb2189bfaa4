import type { Node } from "oxc-parser";
import { changesOf, type Change } from "./changes.ts";
import type { Context } from "./evaluate.ts";
import { returnedBy } from "./returned-by.ts";
import { propertyName } from "./property-name.ts";
import { either, type ObjectValue, type Property } from "./value.ts";

/** An object literal with its spreads, and with what is assigned to it later. */
export function valueOfObject(
  node: Extract<Node, { type: "ObjectExpression" }>,
  context: Context,
): ObjectValue {
  const builder = new ObjectBuilder(node, context);
  for (const each of node.properties) {
    if (each.type === "SpreadElement") builder.spread(each.argument);
    else builder.add(propertyName(each, context), each, each.kind === "get" ? "get" : each.value);
  }
  for (const change of changesOf(node, context)) builder.change(change);
  return builder.done();
}

/** `Object.assign({}, a, b)` and its like: the objects laid over each other. */
export function mergedObject(node: Node, parts: readonly Node[], context: Context): ObjectValue {
  const builder = new ObjectBuilder(node, context);
  for (const part of parts) {
    if (part.type === "SpreadElement") builder.leak();
    else builder.spread(part);
  }
  return builder.done();
}

class ObjectBuilder {
  readonly #properties = new Map<string, Property>();
  readonly #node: Node;
  readonly #context: Context;
  #complete = true;

  constructor(node: Node, context: Context) {
    this.#node = node;
    this.#context = context;
  }

  add(name: string | undefined, node: Node, value: Node | "get"): void {
    if (name === undefined) return this.leak();
    const { evaluate } = this.#context;
    const follow = () =>
      value === "get"
        ? returnedBy((node as Extract<Node, { type: "Property" }>).value, this.#context)
        : evaluate(value);
    this.#set({
      name,
      node,
      get value() {
        return follow();
      },
    });
  }

  spread(node: Node): void {
    const value = this.#context.evaluate(node);
    if (value.kind === "undefined" || value.kind === "null") return;
    if (value.kind !== "object") return this.leak();
    for (const property of value.properties.values()) this.#set(property);
    this.#complete &&= value.complete;
  }

  change(change: Change): void {
    if (change.kind === "other" || change.kind === "push") return this.leak();
    if (!change.always) this.leak();
    if (change.kind === "assign") return change.from.forEach((part) => this.spread(part));
    const before = this.#properties.get(change.name);
    this.add(change.name, change.node, change.to);
    const after = this.#properties.get(change.name);
    if (before && after && !change.always) this.#set(oneOf(before, after));
  }

  /** Something may set any property. */
  leak(): void {
    this.#complete = false;
  }

  done(): ObjectValue {
    return { kind: "object", properties: this.#properties, complete: this.#complete, node: this.#node };
  }

  #set(property: Property): void {
    this.#properties.delete(property.name);
    this.#properties.set(property.name, property);
  }
}

function oneOf(before: Property, after: Property): Property {
  return {
    name: after.name,
    node: after.node,
    get value() {
      return either([before.value, after.value], after.node);
    },
  };
}
