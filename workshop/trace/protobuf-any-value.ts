import { ANY_VALUE, KEY_VALUE, VALUES } from "./otlp-tags.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";
import { setField } from "./set-field.ts";
import type { FieldValue } from "./span.ts";
import { Unreadable } from "./unreadable.ts";

/** Reads one KeyValue (common.proto) up to `end` into `fields`; the last of equal keys wins. */
export function readPair(
  reader: ProtobufReader,
  end: number,
  fields: Record<string, FieldValue>,
  depth = 0,
): void {
  let key = "";
  let value: FieldValue = null;
  while (reader.next(end)) {
    if (reader.tag === KEY_VALUE.key) key = reader.text(reader.end(end));
    else if (reader.tag === KEY_VALUE.value) value = readAnyValue(reader, reader.end(end), depth);
    else reader.skip();
  }
  setField(fields, key, value);
}

function readAnyValue(reader: ProtobufReader, end: number, depth: number): FieldValue {
  let value: FieldValue = null;
  while (reader.next(end)) {
    if (reader.tag === ANY_VALUE.string) value = reader.text(reader.end(end));
    else if (reader.tag === ANY_VALUE.bool) value = reader.int() != 0;
    else if (reader.tag === ANY_VALUE.int) value = reader.int();
    else if (reader.tag === ANY_VALUE.double) value = reader.double();
    else if (reader.tag === ANY_VALUE.array) value = readArray(reader, reader.end(end), deeper(depth));
    else if (reader.tag === ANY_VALUE.map) value = readMap(reader, reader.end(end), deeper(depth));
    else if (reader.tag === ANY_VALUE.bytes) value = reader.base64(reader.end(end));
    else reader.skip();
  }
  return value;
}

function readArray(reader: ProtobufReader, end: number, depth: number): FieldValue[] {
  const values: FieldValue[] = [];
  while (reader.next(end)) {
    if (reader.tag === VALUES.values) values.push(readAnyValue(reader, reader.end(end), depth));
    else reader.skip();
  }
  return values;
}

function readMap(reader: ProtobufReader, end: number, depth: number): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  while (reader.next(end)) {
    if (reader.tag === VALUES.values) readPair(reader, reader.end(end), fields, depth);
    else reader.skip();
  }
  return fields;
}

const DEEPEST = 32;

function deeper(depth: number): number {
  if (depth >= DEEPEST) throw new Unreadable(`a field's value is nested deeper than ${DEEPEST} levels`);
  return depth + 1;
}
