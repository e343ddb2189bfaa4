import { setField } from "./set-field.ts";
import type { FieldMap, FieldValue } from "./span.ts";
import { Unreadable } from "./unreadable.ts";

export type JsonObject = { readonly [name: string]: unknown };

const DEEPEST = 32;

/** A JSON list of `{ key, value }` pairs (common.proto, KeyValue) as a plain map; the last of equal keys wins. */
export function readFields(pairs: unknown, what: string, depth = 0): FieldMap {
  const fields: Record<string, FieldValue> = {};
  for (const pair of readList(pairs, what)) {
    const key = isObject(pair) ? (pair["key"] ?? "") : undefined;
    if (!isObject(pair) || typeof key !== "string") {
      throw new Unreadable(`its ${what} must be a list of { key, value }`);
    }
    setField(fields, key, readAnyValue(pair["value"], key, depth));
  }
  return fields;
}

/** Absent and null mean an empty list, as protobuf's JSON mapping says. */
export function readList(value: unknown, what: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Unreadable(`its ${what} must be a list`);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member under its camelCase name, or under the snake_case name that some senders write. */
export function member(object: JsonObject, camelCase: string, snakeCase: string): unknown {
  const value = object[camelCase];
  return value === undefined ? object[snakeCase] : value;
}

function readAnyValue(value: unknown, name: string, depth: number): FieldValue {
  if (value === undefined || value === null) return null;
  if (!isObject(value))
    throw new Unreadable(`the value of "${name}" must say its type, as { "stringValue": … }`);
  for (const type in value) {
    const held = value[type];
    const read = READERS.get(type);
    if (read !== undefined && held !== null && held !== undefined) return read(held, name, depth);
  }
  return null;
}

type Reader = (held: unknown, name: string, depth: number) => FieldValue;

/** The members of AnyValue's `oneof` (common.proto) under both spellings. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["stringValue", readString],
  ["string_value", readString],
  ["boolValue", readBool],
  ["bool_value", readBool],
  ["intValue", readInt],
  ["int_value", readInt],
  ["doubleValue", readDouble],
  ["double_value", readDouble],
  ["arrayValue", readArray],
  ["array_value", readArray],
  ["kvlistValue", readMap],
  ["kvlist_value", readMap],
  ["bytesValue", readString],
  ["bytes_value", readString],
]);

function readString(held: unknown, name: string): string {
  if (typeof held === "string") return held;
  throw new Unreadable(`the value of "${name}" must be text in quotes`);
}

function readBool(held: unknown, name: string): boolean {
  if (typeof held === "boolean") return held;
  throw new Unreadable(`the value of "${name}" must be true or false`);
}

function readInt(held: unknown, name: string): number | bigint {
  if (Number.isSafeInteger(held)) return held as number;
  if (typeof held === "string" && /^-?\d{1,20}$/.test(held)) {
    const number = Number(held);
    return Number.isSafeInteger(number) ? number : BigInt(held);
  }
  if (typeof held === "number" && Number.isInteger(held)) return BigInt(held);
  throw new Unreadable(`the value of "${name}" must be a whole number`);
}

function readDouble(held: unknown, name: string): number {
  if (typeof held === "number") return held;
  const number = typeof held === "string" && held !== "" ? Number(held) : Number.NaN;
  if (!Number.isNaN(number) || held === "NaN") return number;
  throw new Unreadable(`the value of "${name}" must be a number`);
}

function readArray(held: unknown, name: string, depth: number): FieldValue[] {
  const values = readList(isObject(held) ? held["values"] : held, `list "${name}"`);
  checkDepth(name, depth);
  return values.map((value) => readAnyValue(value, name, depth + 1));
}

function readMap(held: unknown, name: string, depth: number): FieldMap {
  checkDepth(name, depth);
  return readFields(isObject(held) ? held["values"] : held, `map "${name}"`, depth + 1);
}

function checkDepth(name: string, depth: number): void {
  if (depth >= DEEPEST)
    throw new Unreadable(`the value of "${name}" is nested deeper than ${DEEPEST} levels`);
}
