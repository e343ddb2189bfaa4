import { asName } from "../trace/literally.ts";
import { nearestWord } from "../compose/nearest-word.ts";

const METHODS = [
  "getTracer",
  "getActiveSpan",
  "startSpan",
  "startActiveSpan",
  "setAttribute",
  "setAttributes",
  "addEvent",
  "setStatus",
  "recordException",
  "updateName",
  "spanContext",
  "toISOString",
];
/** What other libraries and languages call the same thing. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  addAttribute: "setAttribute",
  addField: "setAttribute",
  addTag: "setAttribute",
  setField: "setAttribute",
  setTag: "setAttribute",
  addAttributes: "setAttributes",
  addTags: "setAttributes",
  setTags: "setAttributes",
  isoformat: "toISOString",
  recordError: "recordException",
  startAsCurrentSpan: "startActiveSpan",
  start_as_current_span: "startActiveSpan",
  End: "end",
  finish: "end",
};
/** What every program has without an import. */
const EVERYWHERE = ["process", "console", "setTimeout", "Promise", "globalThis"];

/**
 * What to do about an error that a line of the learner's code threw, as far as the error's own words tell: mostly that
 * line as it is meant. `text` is the whole file that it stands in. Nothing where they do not tell.
 */
export function remedyForError(error: string, line: string, text = line): string | undefined {
  const method = /\.(\w+) is not a function/.exec(error)?.[1];
  if (method === "length" && line.includes("length()"))
    return `length is no function; write it without the round brackets:\n${line.replace("length()", "length")}`;
  const meant = method && (OTHER_WORDS[method] ?? nearestWord(method, METHODS));
  if (meant && meant !== method && line.includes(method))
    return `There is no ${method}() there; it is called ${meant}():\n${line.replace(method, meant)}`;
  const imported = /\(0 ?, ?\w+\.(\w+)\) is not a function/.exec(error)?.[1];
  if (imported)
    return `The package that it is imported from has no ${imported}. ${imported === "getRPCMetadata" ? 'It is here:\nimport { getRPCMetadata } from "@opentelemetry/core";' : "Look at the import, at the top of the file."}`;
  const name = /(\w+) is not defined/.exec(error)?.[1];
  if (name === "len" && /\blen\([\w.]+\)/.test(line))
    return `A list knows its length by itself:\n${line.replace(/\blen\(([\w.]+)\)/, "$1.length")}`;
  const known = [...namesIn(text), ...EVERYWHERE].filter(
    (each) => each !== name && !isDeclaredIn(line, each),
  );
  const owner =
    name && known.filter((each) => isWithoutDot(name, each)).sort((a, b) => b.length - a.length)[0];
  if (owner)
    return `Perhaps a dot is missing:\n${renamed(line, name, `${owner}.${name.slice(owner.length)}`)}`;
  const near = name && nearestWord(name, known);
  if (near) return `Nothing is called ${name} there. Perhaps ${near} is meant:\n${renamed(line, name, near)}`;
  return undefined;
}

/** The method that is meant by one that does not exist: another language's word for it, or a typo. */
export function meantMethod(method: string): string | undefined {
  const meant = OTHER_WORDS[method] ?? nearestWord(method, METHODS);
  return meant === method ? undefined : meant;
}

/** Whether a name is an object's and then a method's or a field's, such as `sdkstart`. */
function isWithoutDot(name: string, owner: string): boolean {
  return owner.length >= 3 && name.startsWith(owner) && /^[a-z]\w{2}/.test(name.slice(owner.length));
}

/** A line with one name for another; what stands between quotation marks is no name. */
function renamed(line: string, name: string, by: string): string {
  const part = new RegExp(`"[^"]*"|'[^']*'|${asName(name)}`, "g");
  return line.replace(part, (found) => (found === name ? by : found));
}

/** The names that a file imports or declares itself. */
function namesIn(text: string): string[] {
  const declared = [...text.matchAll(/\b(?:const|let|var|function)\s+(\w{2,})/g)].map(
    ([, name = ""]) => name,
  );
  const imported = [...text.matchAll(/\bimport\s+(?!type\b)([^;"']*)\bfrom\b/g)].flatMap(
    ([, names = ""]) => names.replace(/\btype\s+\w+/g, "").match(/\w{2,}/g) ?? [],
  );
  return [...new Set([...imported, ...declared])];
}

/** Whoever gives a name its first value cannot have meant that one. */
function isDeclaredIn(line: string, name: string): boolean {
  return new RegExp(`\\b(?:const|let|var|function)\\s+${asName(name)}`).test(line);
}
