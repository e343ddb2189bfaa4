import type { CallExpression, Class, Expression, NewExpression, Node } from "oxc-parser";
import type { FunctionNode } from "./places.ts";

/**
 * What an expression gives, as far as the code says it. `node` is where that is written, which may be another file than
 * where it is used. Two values are the same object when their `node` is the same.
 */
export type Value =
  | { readonly kind: "string"; readonly value: string; readonly node: Node }
  | { readonly kind: "number"; readonly value: number; readonly node: Node }
  | { readonly kind: "boolean"; readonly value: boolean; readonly node: Node }
  | { readonly kind: "null" | "undefined"; readonly node: Node }
  | { readonly kind: "regexp"; readonly pattern: string; readonly flags: string; readonly node: Node }
  /** A string of which some parts are known: those are strings, the others values. */
  | { readonly kind: "template"; readonly parts: readonly (string | Value)[]; readonly node: Node }
  | ObjectValue
  | ArrayValue
  | { readonly kind: "function"; readonly node: FunctionNode }
  | { readonly kind: "class"; readonly node: Class }
  /** The object of a `new` expression. */
  | { readonly kind: "construction"; readonly callee: Value; readonly node: NewExpression }
  /** `this` in a class of the learner's. */
  | { readonly kind: "instance"; readonly node: Class }
  /** What a call gives whose function is not the learner's, or has more than one return. */
  | { readonly kind: "call"; readonly callee: Value; readonly node: CallExpression }
  /** What is not awaited yet. */
  | { readonly kind: "promise"; readonly of: Value; readonly node: Node }
  /** `path` within the package `from`: `["trace", "getTracer"]`; a default import begins with `default`. */
  | {
      readonly kind: "imported";
      readonly from: string;
      readonly path: readonly string[];
      readonly node: Node;
    }
  /** All exports: of the package `from`, or of the learner's file with that path. */
  | { readonly kind: "namespace"; readonly from: string; readonly isOwn: boolean; readonly node: Node }
  /** What callers give that the code does not show. */
  | {
      readonly kind: "parameter";
      readonly name: string;
      readonly function: FunctionNode;
      readonly index: number;
      readonly default?: Value;
      readonly node: Node;
    }
  /** `["process", "env", "PORT"]` */
  | { readonly kind: "global"; readonly path: readonly string[]; readonly node: Node }
  /** A property of something whose inside is unknown, such as `sdk.shutdown` of a package's class. */
  | { readonly kind: "member"; readonly object: Value; readonly name: string; readonly node: Node }
  /** One of several, by a condition or by several callers; none of them is unknown. */
  | { readonly kind: "either"; readonly values: readonly Value[]; readonly node: Node }
  | { readonly kind: "unknown"; readonly node: Node };

export interface ObjectValue {
  readonly kind: "object";
  readonly properties: ReadonlyMap<string, Property>;
  /** False when it may have more properties than these, or other values of them. */
  readonly complete: boolean;
  readonly node: Node;
}

export interface ArrayValue {
  readonly kind: "array";
  readonly elements: readonly Value[];
  /** False when it may have more elements than these. */
  readonly complete: boolean;
  readonly node: Node;
}

export interface Property {
  readonly name: string;
  /** The whole property, `name: value`, or the assignment that adds it. */
  readonly node: Node;
  /** Followed when it is read. */
  readonly value: Value;
}

export function unknown(node: Node): Value {
  return { kind: "unknown", node };
}

/** One value for several; unknown when one of them is. */
export function either(values: readonly Value[], node: Node): Value {
  const flat = values.flatMap(eachOf).filter(isFirst);
  if (flat.length === 0 || flat.some(({ kind }) => kind === "unknown")) return unknown(node);
  return flat.length === 1 ? (flat[0] as Value) : { kind: "either", values: flat, node };
}

/** The values that something may have: several for `either`, otherwise itself. */
export function eachOf(value: Value): readonly Value[] {
  return value.kind === "either" ? value.values : [value];
}

/** Whether two values are one and the same object. */
export function isSame(one: Value, other: Value): boolean {
  if (one.kind === other.kind && one.node === other.node) return true;
  return isInstance(one, other) || isInstance(other, one);
}

function isInstance(one: Value, other: Value): boolean {
  return (
    one.kind === "construction" &&
    other.kind === "instance" &&
    one.callee.kind === "class" &&
    one.callee.node === other.node
  );
}

function isFirst(value: Value, index: number, all: readonly Value[]): boolean {
  return all.findIndex(({ kind, node }) => kind === value.kind && node === value.node) === index;
}

/** Whether a value can be `undefined` without the code showing it. */
export function mayBeUndefined({ kind }: Value): boolean {
  return /^(global|parameter|member|call|imported)$/.test(kind);
}

/** What a call's argument is, where it is an expression. */
export function expressionOf(node: Node | undefined): Expression | undefined {
  return node && node.type !== "SpreadElement" ? (node as Expression) : undefined;
}
