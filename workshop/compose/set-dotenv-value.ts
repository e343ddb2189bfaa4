import { parseDotenv } from "./parse-dotenv.ts";

/** Gives a name a value in the text of a `.env` file: changes that one line, or adds one; every other byte stays. */
export function setDotenvValue(text: string, name: string, value: string): string {
  // Of several entries with one name, the last one counts.
  const entry = parseDotenv(text).entries.findLast((each) => each.name === name);
  if (entry) {
    const behind = text.slice(entry.span.end);
    // Without a value before it, a comment would become the value.
    const written = value === "" && /^[^\S\n]*#/.test(behind) ? '""' : quoted(value);
    return `${text.slice(0, entry.span.nameEnd)}=${written}${behind}`;
  }
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text === "\uFEFF" || text.endsWith("\n") ? "" : ending;
  return `${text}${gap}${name}=${quoted(value)}${ending}`;
}

/** In quotation marks only where Compose would otherwise read something else. */
function quoted(value: string): string {
  if (!/^\s|\s$|^["']|^#|\s#|[$\n]/.test(value)) return value;
  if (!/['\\]/.test(value)) return `'${value}'`;
  return `"${value.replace(/["\\$]/g, "\\$&")}"`;
}
