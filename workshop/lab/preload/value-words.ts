import { className } from "./class-name.ts";

/** Characters of a value that are told. */
const MOST = 100;
const KEY = /hc[a-z][a-z]{2}_[0-9a-z]+|practice-[a-z]{8}/gi;

/** What a person would call the value: `string`, `NaN`, `null`, `array`, `object`, or the name of its class. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Number.isNaN(value)) return "NaN";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return "array";
  const name = className(value);
  return name === "Object" || name === "unknown" ? "object" : name;
}

/** A short value in words, with keys masked; undefined for one that is long, or that is no plain value. */
export function shortText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return `${value}`;
  return typeof value === "string" && value.length <= MOST ? masked(value) : undefined;
}

/** By its name, what each option or setting of an object is. */
export function settingsOf(given: unknown): Record<string, { type: string; text?: string }> | undefined {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return undefined;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, settingOf(value)]));
}

function settingOf(value: unknown): { type: string; text?: string } {
  const text = typeof value === "function" ? shortText(sourceOf(value)) : shortText(value);
  return { type: typeName(value), ...(text !== undefined && { text }) };
}

function sourceOf(value: unknown): string {
  return Function.prototype.toString.call(value);
}

/** Never a key: neither one by its shape, nor the learner's own whatever its shape. */
export function masked(text: string): string {
  const own = process.env["HONEYCOMB_API_KEY"];
  const plain = own ? text.replaceAll(own, "…") : text;
  return plain.replace(KEY, "…").replace(/(x-honeycomb-team\W+)[^\s,"']+/gi, "$1…");
}
