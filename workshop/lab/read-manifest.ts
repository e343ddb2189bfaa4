import type { ManifestEvidence } from "./evidence.ts";

/** Reads the text of `backend/package.json`; a mistake in it is evidence, with its line. */
export function readManifest(text: string | undefined): ManifestEvidence {
  if (text === undefined) return { ok: false, message: "it is not there" };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { ok: false, ...placeOf(error as Error, text), text };
  }
  if (!isRecord(json)) return { ok: false, message: "it holds no JSON object", line: 1, text };
  const scripts = strings(json["scripts"]);
  return {
    ok: true,
    text,
    type: json["type"] === "module" ? "module" : "commonjs",
    start: scripts["start"],
    scripts,
    dependencies: strings(json["dependencies"]),
    devDependencies: strings(json["devDependencies"]),
  };
}

function placeOf(error: Error, text: string): { message: string; line?: number } {
  const offset = offsetOf(error.message, text);
  const message = error.message
    .replace(/ in JSON at position.*$| \(line \d+ column \d+\)$/, "")
    .replace(/, (\.\.\.)?"[\s\S]*" is not valid JSON$/, " is not expected there");
  return { message, ...(offset === undefined ? {} : { line: text.slice(0, offset).split("\n").length }) };
}

/** Node names the position, or quotes ten characters on either side of it. */
function offsetOf(message: string, text: string): number | undefined {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  if (/end of JSON input|Unterminated/.test(message)) return text.length;
  const token = /^Unexpected token '(.)'/su.exec(message)?.[1] ?? "";
  const quoted = /, (\.\.\.)?"([\s\S]*)"(\.\.\.)? is not valid JSON$/.exec(message);
  if (!quoted) return undefined;
  const [, cut, words = ""] = quoted;
  const start = text.indexOf(words);
  return start < 0 ? undefined : start + (cut ? 10 : Math.max(0, words.lastIndexOf(token)));
}

function strings(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
