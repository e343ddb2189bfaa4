import type { Evidence } from "../lab/evidence.ts";
import type { TypeDiagnostic } from "../lab/types-evidence.ts";

/** Names, options, imports, numbers of arguments and wrong types: what changes what the program does. */
const MATTERS = new Set(
  [
    // names, members and imports that do not exist
    ...[2304, 2305, 2307, 2339, 2551, 2552, 2613, 2614, 2694, 2724],
    // options that nothing reads
    ...[2353, 2559, 2561],
    // wrong arguments and values
    ...[2322, 2345, 2554, 2555, 2741, 2769, 2820],
    // called, built or used as what it is not
    ...[1361, 1362, 2348, 2349, 2351, 2448, 2588, 2693],
  ].map((number) => `TS${number}`),
);
const LONG_TYPE = 60;

/** What TypeScript says about the learner's files that can matter when they run. Nothing before a check has failed. */
export function typeErrors(
  evidence: Evidence,
  wanted: { readonly code?: string; readonly name?: string } = {},
): TypeDiagnostic[] {
  const { backend = [], frontend = [] } = evidence.types ?? {};
  const all = [...backend, ...frontend];
  const wrong = new Set(all.flatMap(({ name }) => name ?? []));
  return all.filter(
    (diagnostic) =>
      matters(diagnostic, evidence) &&
      // The import was misspelled, and TypeScript advises the same spelling where the name is used.
      !(/^TS(2304|2552)$/.test(diagnostic.code) && wrong.has(diagnostic.suggested ?? "")) &&
      (wanted.code === undefined || diagnostic.code === wanted.code) &&
      (wanted.name === undefined || diagnostic.name === wanted.name),
  );
}

/** The one that tells the most about a line. */
export function typeErrorAt(evidence: Evidence, file: string, line: number): TypeDiagnostic | undefined {
  const there = typeErrors(evidence).filter((each) => each.file === file && each.line === line);
  return there.find(({ suggested }) => suggested) ?? there.find(({ name }) => name) ?? there[0];
}

/** TypeScript's words as a sentence for the learner, with the place. */
export function wordOf({ file, line, message, because, name }: TypeDiagnostic): string {
  const reason = because.at(-1);
  const plain = [message, ...(reason && !name ? [reason] : [])]
    .map((words) => words.replace(/^Object literal may only specify known properties, (but|and) /, ""))
    .join(" ");
  return `TypeScript says: ${withShortTypes(plain)} (${file}:${line})`;
}

function matters({ code, name, message, because }: TypeDiagnostic, evidence: Evidence): boolean {
  if (!MATTERS.has(code)) return false;
  // A package that is not installed is told by the loader, and by the step that installs it.
  if (code === "TS2307") return isOwnModule(name) || isInstalled(name, evidence);
  const last = because.at(-1) ?? message;
  return !/^(Type|Argument of type) '(undefined|null|unknown)' is not assignable/.test(last);
}

function isOwnModule(name = ""): boolean {
  return /^\.{0,2}\//.test(name);
}

function isInstalled(name = "", { backend, frontend }: Evidence): boolean {
  return [...backend.installed, ...(frontend?.installed ?? [])].some((each) =>
    name.startsWith(`${each.name}/`),
  );
}

function withShortTypes(words: string): string {
  return words.replace(/'([^']*)'/g, (quoted, type: string) =>
    type.length > LONG_TYPE ? `'${type.slice(0, LONG_TYPE)}…'` : quoted,
  );
}
