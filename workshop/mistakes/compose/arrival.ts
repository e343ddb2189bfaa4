import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  atLine,
  ENDPOINT,
  listed,
  rightEndpoint,
  ROLES,
  SERVICE_NAME,
  variable,
  type Role,
} from "../../facts/service-lines.ts";
import { entryAt, environmentEntries, serviceEntries } from "../../facts/compose-places.ts";
import { ownFile } from "../../facts/own-file.ts";
import { additionEdit, addVariables, entryEdit } from "../edits/edit-compose.ts";
import { editTo, removeLines } from "../edits/edit-lines.ts";
import { removeFrom } from "../edits/edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";
import { absent, whereabouts, type Cause, type Whereabouts } from "../../facts/variable-whereabouts.ts";

const NEVER = "variables-that-never-arrive";

/** Variables that are written down, but not where the backend gets them from. */
export const arrivalMistakes: readonly Mistake[] = [
  {
    id: "compose-reads-another-file",
    learn: NEVER,
    when: (evidence) => {
      const { compose } = evidence;
      const several = compose.ok && compose.problems.find(({ kind }) => kind === "several-files");
      const strays = whereabouts(evidence).filter(({ cause }) => cause === "another-file");
      return (
        several &&
        strays.some(({ place }) => several.message.includes(place.file ?? "-")) && {
          message: several.message,
          file: several.file,
          ...atLine(several.line),
          remedy: { kind: "command", command: `mv ${several.file} ${several.file}.unused` },
        }
      );
    },
  },
  {
    id: "compose-file-elsewhere",
    learn: NEVER,
    when: (evidence) => {
      const { compose } = evidence;
      const other = compose.ok && compose.problems.find(({ kind }) => kind === "other-files");
      const source = other && other.file === ".env" ? ownFile(evidence, ".env") : undefined;
      return (
        other &&
        absent(evidence).length > 0 && {
          message: other.message,
          file: other.file,
          ...atLine(other.line),
          remedy: source && other.line ? edits(removeLines(source, other.line)) : undefined,
        }
      );
    },
  },
  arrival("list-entry-with-colon", ["colon-in-list"], "yaml", (found) => ({
    message: `In the list, ${names(found)} ${has(found)} a colon between name and value. Compose takes the whole entry for a name, and the backend does not get ${it(found)}.`,
    remedy: rewritten,
  })),
  arrival("variable-misspelt", ["misspelt"], NEVER, (found) => ({
    message: `OpenTelemetry does not read ${names(found)}, and prints no warning about ${it(found)} either.`,
    remedy: rewritten,
  })),
  arrival("variable-of-another-signal", ["another-signal"], NEVER, (found) => ({
    message: `${names(found)} ${are(found)} only for ${found[0].name.includes("METRICS") ? "metrics" : "logs"}; the traces do not use ${it(found)}.`,
    remedy: rewritten,
  })),
  arrival("variable-passed-through-empty", ["without-value"], NEVER, (found) => ({
    message: `${names(found)} ${has(found)} no value there, so the value comes from this shell or from .env, and neither has it. Compose prints no warning.`,
    remedy: rewritten,
  })),
  arrival("variables-on-another-service", ["another-service"], NEVER, (found) => ({
    message: `${placed(found, "under the service")}; the backend does not get ${it(found)}.`,
    remedy: moved,
  })),
  arrival("variables-commented-out", ["comment"], NEVER, (found) => ({
    message: `${names(found)} ${are(found)} commented out.`,
    remedy: uncommented,
  })),
  arrival("variables-in-another-place", ["another-place"], NEVER, (found) => ({
    message: `${placed(found, "under")}, and the backend does not get ${it(found)} from there.`,
    remedy: added,
  })),
  arrival("variables-only-in-dotenv", ["dotenv"], NEVER, (found) => ({
    message: `${names(found)} ${are(found)} in .env, but Compose passes on only what docker-compose.yml names, so the backend does not get ${it(found)}.`,
    remedy: added,
  })),
  arrival("variables-in-another-file", ["another-file"], NEVER, (found) => ({
    message: `${placed(found, "in")}, but npm start and the checks take the backend's variables from docker-compose.yml.`,
    remedy: added,
  })),
  arrival("variables-only-in-the-shell", ["shell"], NEVER, (found) => ({
    message: `${names(found)} ${are(found)} set in this shell, but the backend gets only what docker-compose.yml names.`,
    remedy: added,
  })),
  {
    id: "variables-missing",
    severity: "open",
    learn: "your-task",
    when: (evidence) =>
      evidence.compose.ok &&
      nowhere(evidence).length === ROLES.length && {
        message: `${evidence.compose.file} gives the backend none of the three variables yet.`,
      },
  },
];

/** The names of the three that are nowhere at all. */
export function nowhere(evidence: Evidence): string[] {
  const seen = new Set(whereabouts(evidence).map(({ role }) => role.name));
  return absent(evidence).flatMap(({ name }) => (seen.has(name) ? [] : [name]));
}

type Some = readonly [Whereabouts, ...Whereabouts[]];
type Mend = (found: Some, evidence: Evidence) => Remedy | undefined;

function arrival(
  id: string,
  causes: readonly Cause[],
  learn: string,
  says: (found: Some) => { message: string; remedy: Mend },
): Mistake {
  return {
    id,
    learn,
    when: (evidence) => {
      const [first, ...more] = whereabouts(evidence).filter(({ cause }) => causes.includes(cause));
      if (!first) return undefined;
      const found: Some = [first, ...more];
      const { message, remedy } = says(found);
      return { message, ...first.place, remedy: remedy(found, evidence) };
    },
  };
}

/** Where the entry is, with the right name, and its own value where that can be one. */
function rewritten(found: Some, evidence: Evidence): Remedy | undefined {
  return edits(
    ...found.map(({ name, role, place }) => {
      const source = ownFile(evidence, place.file);
      const entry = source && entryAt(source, place.line, name);
      const own = entry?.item?.split(/[=:](.*)/s)[1]?.trim() ?? variable(evidence, name)?.written ?? "";
      return source && entryEdit(source, entry, [role.name, fitting(role, own)]);
    }),
  );
}

function added(found: Some, evidence: Evidence): Remedy | undefined {
  return addVariables(
    evidence,
    found.map(({ role, name }) => [role.name, fitting(role, written(evidence, name))] as const),
  );
}

/** From another service to the backend; an environment that would be empty goes as a whole. */
function moved(found: Some, evidence: Evidence): Remedy | undefined {
  const service = found[0].where ?? "";
  const source = ownFile(evidence, found[0].place.file);
  if (!source || found.some(({ where }) => where !== service)) return undefined;
  const entries = environmentEntries(source, service);
  const gone = entries.filter(({ name }) => found.some((each) => each.name === name));
  const all = serviceEntries(source, service).find(({ name }) => name === "environment");
  const removed =
    gone.length === entries.length && all
      ? [removeFrom(source, all.whole)]
      : gone.map(({ whole }) => removeFrom(source, whole));
  const settings = found.map(
    ({ role, name }) => [role.name, fitting(role, written(evidence, name))] as const,
  );
  return edits(...removed, additionEdit(evidence, settings));
}

/** Each line without its #, indented as the variables beside it are. */
function uncommented(found: Some, evidence: Evidence): Remedy | undefined {
  const { compose } = evidence;
  const source = compose.ok ? ownFile(evidence, compose.file) : undefined;
  const last = source && environmentEntries(source, "backend").at(-1);
  if (!source || !last) return undefined;
  const { start } = last.whole;
  const indent = source.text.slice(source.text.lastIndexOf("\n", start - 1) + 1, start);
  const lines = source.text.split(/\r?\n/);
  for (const { place } of found) {
    const line = lines[(place.line ?? 0) - 1];
    if (place.file !== source.path || line === undefined || indent.trim() !== "") return undefined;
    lines[(place.line ?? 0) - 1] = indent + line.replace(/^\s*(#\s*)+/, "");
  }
  return edits(editTo(source, lines.join("\n")));
}

/** What is written for a name, wherever that is. */
function written(evidence: Evidence, name: string): string {
  const { compose, nearby } = evidence;
  const others = compose.ok ? [...compose.otherServices.values()] : [];
  return others.map((each) => each.get(name)?.written).find(Boolean) ?? nearby.shell[name] ?? "";
}

/** A value of the learner's where it can be right for that variable; otherwise the lesson's. */
function fitting({ name, right }: Role, own: string): string {
  const value = own.replaceAll(/^["']|["']$/g, "");
  if (name === SERVICE_NAME) return /^[\w.-]+$/.test(value) ? value : right;
  if (name === ENDPOINT) return rightEndpoint(value);
  return right;
}

function names(found: Some): string {
  return listed(found.map(({ name }) => name));
}

/** `A and B are under the service frontend`, or where each of them is. */
function placed(found: Some, before: string): string {
  const places = [...new Set(found.map(({ where }) => where ?? "another key"))];
  if (places.length === 1) return `${names(found)} ${are(found)} ${before} ${places[0]}`;
  return listed(found.map(({ name, where }) => `${name} is ${before} ${where ?? "another key"}`));
}

const are = (found: Some) => (found.length === 1 ? "is" : "are");
const has = (found: Some) => (found.length === 1 ? "has" : "have");
const it = (found: Some) => (found.length === 1 ? "it" : "them");
