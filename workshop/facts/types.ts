import type { Evidence } from "../lab/evidence.ts";
import type { TypeDiagnostic } from "../lab/types-evidence.ts";

/** By TypeScript's numbers: what changes what the program does, and nothing that is only about style. */
const MATTERS = new Set(
  Object.values({
    missingNames: ["TS2304", "TS2305", "TS2307", "TS2339", "TS2551", "TS2552"],
    missingExports: ["TS2613", "TS2614", "TS2694", "TS2724"],
    unreadOptions: ["TS2353", "TS2559", "TS2561"],
    wrongValues: ["TS2322", "TS2345", "TS2554", "TS2555", "TS2741", "TS2769", "TS2820"],
    wrongUses: ["TS1361", "TS1362", "TS2348", "TS2349", "TS2351", "TS2448", "TS2588", "TS2693"],
  }).flat(),
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
