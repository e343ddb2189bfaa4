import type { FieldMap, FieldValue } from "../trace/span.ts";

/** Fields as JSON text that SQLite's JSON functions read; 64-bit integers keep all their digits. */
export function fieldsToJson(value: FieldValue): string {
  return needsCare(value) ? carefully(value) : JSON.stringify(value);
}

/** What `fieldsToJson` wrote. */
export function fieldsFromJson<T extends FieldValue = FieldMap>(text: string): T {
  return (LONG_NUMBER.test(text) ? JSON.parse(text, reviveLongInteger) : JSON.parse(text)) as T;
}

const LONG_NUMBER = /\d{16}/;

/** The third argument is ECMAScript's JSON.parse source text access. */
function reviveLongInteger(_name: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? "";
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** JSON has no NaN, and a large whole double must not be read back as an integer. */
function needsCare(value: FieldValue): boolean {
  if (typeof value === "bigint") return true;
  if (typeof value === "number") return !(value < 1e15 && value > -1e15);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(needsCare);
  for (const name in value) if (needsCare((value as FieldMap)[name] as FieldValue)) return true;
  return false;
}

function carefully(value: FieldValue): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number" && !Number.isSafeInteger(value)) return doubleToJson(value);
  if (Array.isArray(value)) return `[${value.map(carefully).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value as FieldMap).map(
    ([name, held]) => `${JSON.stringify(name)}:${carefully(held)}`,
  );
  return `{${pairs.join(",")}}`;
}

function doubleToJson(value: number): string {
  if (!Number.isFinite(value)) return JSON.stringify(String(value));
  return Number.isInteger(value) ? value.toExponential() : String(value);
}
