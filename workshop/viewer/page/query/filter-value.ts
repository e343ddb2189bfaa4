/** `500` and `true` are what they look like, and quotation marks make a text of anything: as JSON has it, but looser. */
export function readValue(text: string): string | number | boolean {
  const trimmed = text.trim();
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  if (NUMBER.test(trimmed)) return Number(trimmed);
  return isQuoted(trimmed) ? (JSON.parse(trimmed) as string) : trimmed;
}

/** Values with commas between them; a comma in quotation marks belongs to its value. */
export function readValues(text: string): (string | number | boolean)[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? [];
  return parts.filter((part) => part.trim() !== "").map(readValue);
}

/** A value as one would type it, so that reading it gives the value back. */
export function writeValue(value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => writeIn(each, /[",]/)).join(", ");
  return writeIn(value, /^"/);
}

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function writeIn(value: unknown, needsQuotes: RegExp): string {
  if (typeof value !== "string") return String(value);
  return readValue(value) !== value || value === "" || needsQuotes.test(value)
    ? JSON.stringify(value)
    : value;
}

function isQuoted(text: string): boolean {
  if (!text.startsWith('"')) return false;
  try {
    return typeof JSON.parse(text) === "string";
  } catch {
    return false;
  }
}
