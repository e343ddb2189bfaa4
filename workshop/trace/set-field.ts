import type { FieldValue } from "./span.ts";

/** A plain assignment, except that a field named `__proto__` stays data instead of changing the object. */
export function setField(fields: Record<string, FieldValue>, name: string, value: FieldValue): void {
  if (name !== "__proto__") fields[name] = value;
  else Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
}
