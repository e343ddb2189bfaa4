import { nearestWord } from "../compose/nearest-word.ts";
import { parseDotenv } from "../compose/parse-dotenv.ts";
import type { Evidence } from "../lab/evidence.ts";
import {
  ATTRIBUTES,
  atLine,
  ENDPOINT,
  HEADERS,
  SERVICE_NAME,
  placeOfVariable,
  ROLES,
  TRACES,
  TRACES_HEADERS,
  type VariablePlace,
  type Role,
} from "./service-lines.ts";

/** Why one of the three variables is not among the backend's: where it stands instead, or how it is written. */
export interface Whereabouts {
  readonly role: Role;
  readonly cause: Cause;
  /** As it is written there. */
  readonly name: string;
  readonly place: VariablePlace;
  /** The service, the key of the file, or the file where it stands. */
  readonly where?: string;
}

export type Cause =
  | "colon-in-list"
  | "misspelt"
  | "another-signal"
  | "without-value"
  | "another-service"
  | "comment"
  | "another-place"
  | "dotenv"
  | "another-file"
  | "shell";

/** What is missing, and where it stands instead; what stands nowhere has no whereabouts. */
export function whereabouts(evidence: Evidence): Whereabouts[] {
  return absent(evidence).flatMap((role) => {
    for (const look of LOOKS) {
      const found = look(role, evidence);
      if (found) return [{ role, ...found }];
    }
    return [];
  });
}

/** The questions that no variable of the backend answers. */
export function absent({ compose }: Evidence): Role[] {
  if (!compose.ok) return [];
  const { variables } = compose;
  const answered = ({ name, also }: Role) =>
    variables.has(name) ||
    (also === ATTRIBUTES ? /service.?name/i : /./).test(variables.get(also)?.value ?? "");
  return ROLES.filter((role) => !answered(role));
}

type Found = Omit<Whereabouts, "role">;
type Look = (role: Role, evidence: Evidence) => Found | undefined;

/** Nearest to the right place first. */
const LOOKS: readonly Look[] = [
  colonInList,
  misspelt,
  anotherSignal,
  withoutValue,
  onAnotherService,
  inTheFile,
  inDotenv,
  inAnotherFile,
  inShell,
];

function colonInList({ name, also }: Role, { compose }: Evidence): Found | undefined {
  const problem =
    compose.ok &&
    compose.problems.find(
      ({ kind, variable }) => kind === "colon-for-equals" && (variable === name || variable === also),
    );
  if (!problem) return undefined;
  return {
    cause: "colon-in-list",
    name: problem.variable ?? name,
    place: { file: problem.file, ...atLine(problem.line) },
  };
}

function misspelt(role: Role, { compose }: Evidence): Found | undefined {
  if (!compose.ok) return undefined;
  const found = [...compose.variables.values()].find(({ name }) => meantBy(name) === role.name);
  return found && { cause: "misspelt", name: found.name, place: placeOfVariable(found) };
}

/** Names that the specification has, so that they are no misspelling of one of the three. */
const OTHERS = [
  "OTEL_EXPORTER_OTLP_PROTOCOL",
  "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
  "OTEL_EXPORTER_OTLP_TIMEOUT",
  "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT",
  "OTEL_EXPORTER_OTLP_COMPRESSION",
  "OTEL_EXPORTER_OTLP_TRACES_COMPRESSION",
  "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
  "OTEL_EXPORTER_OTLP_METRICS_HEADERS",
  "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
  "OTEL_EXPORTER_OTLP_LOGS_HEADERS",
  "OTEL_METRICS_EXPORTER",
  "OTEL_LOGS_EXPORTER",
  "OTEL_TRACES_EXPORTER",
  "OTEL_LOG_LEVEL",
  "OTEL_SDK_DISABLED",
  "OTEL_TRACES_SAMPLER",
  "OTEL_TRACES_SAMPLER_ARG",
  "OTEL_PROPAGATORS",
  "OTEL_BSP_SCHEDULE_DELAY",
  "OTEL_BSP_MAX_QUEUE_SIZE",
  "OTEL_NODE_RESOURCE_DETECTORS",
  "OTEL_SEMCONV_STABILITY_OPT_IN",
];
/** Whole families of names that the specification has besides. */
const FAMILIES =
  /^OTEL_(BSP|BLRP|SPAN|ATTRIBUTE|EVENT|LINK|LOGRECORD|METRIC|NODE|INSTRUMENTATION|EXPORTER_(OTLP_(TRACES_|METRICS_|LOGS_)?(INSECURE|CERTIFICATE|CLIENT_\w+)|PROMETHEUS|ZIPKIN|JAEGER))(_|$)/;
const MINE = [ENDPOINT, TRACES, HEADERS, TRACES_HEADERS, SERVICE_NAME, ATTRIBUTES];

/** The variable of the three that a made-up or misspelt name stands for. */
export function meantBy(name: string): string | undefined {
  if (MINE.includes(name) || OTHERS.includes(name) || name === "HONEYCOMB_API_KEY") return undefined;
  if (/(^|_)(OTEL|OTLP|OTEP|OTL|OLTP|OPENTELEMETRY|EXPORTER|HONEYCOMB|HNY)(_|$)/i.test(name)) {
    if (/EN?D?POI?NT|(^|_)(URL|HOST|ADDRESS)$/i.test(name)) return ENDPOINT;
    if (/HEADER|(^|_)TEAM$|API_?KEY$/i.test(name)) return HEADERS;
    if (/SERVICE|DATASET/i.test(name)) return SERVICE_NAME;
  }
  if (/^(SERVICE_?NAME|OTEL_?NAME)$/i.test(name)) return SERVICE_NAME;
  const near = nearestWord(name, [...MINE, ...OTHERS]);
  if (near === undefined || OTHERS.includes(near)) return undefined;
  return ROLES.find((role) => role.name === near || role.also === near)?.name;
}

/** A name of the specification that is nearly written; for those that are none of the three. */
export function meantOther(name: string): string | undefined {
  if (
    !/^OTEL_/i.test(name) ||
    FAMILIES.test(name) ||
    MINE.includes(name) ||
    OTHERS.includes(name) ||
    meantBy(name)
  )
    return undefined;
  return nearestWord(name, OTHERS);
}

function anotherSignal({ name }: Role, { compose }: Evidence): Found | undefined {
  if (!compose.ok) return undefined;
  const names = ["METRICS", "LOGS"].map((signal) => name.replace("OTLP_", `OTLP_${signal}_`));
  const found = names.map((each) => compose.variables.get(each)).find((each) => each !== undefined);
  return found && { cause: "another-signal", name: found.name, place: placeOfVariable(found) };
}

function withoutValue({ name, also }: Role, { compose }: Evidence): Found | undefined {
  const found =
    compose.ok &&
    compose.unset.find((each) => each.passThrough && (each.name === name || each.name === also));
  return found
    ? { cause: "without-value", name: found.name, place: { file: found.file, line: found.line } }
    : undefined;
}

function onAnotherService({ name, also }: Role, { compose }: Evidence): Found | undefined {
  if (!compose.ok) return undefined;
  // Another service has a name of its own; it strayed only together with the rest.
  if (name === SERVICE_NAME && (compose.variables.has(ENDPOINT) || compose.variables.has(TRACES)))
    return undefined;
  for (const [service, variables] of compose.otherServices) {
    const found = variables.get(name) ?? (also === ATTRIBUTES ? undefined : variables.get(also));
    if (!found) continue;
    return { cause: "another-service", name: found.name, place: placeOfVariable(found), where: service };
  }
  return undefined;
}

/** In the compose file's text, but not among what it resolves to. */
function inTheFile({ name, also }: Role, { compose, nearby }: Evidence): Found | undefined {
  if (!compose.ok) return undefined;
  for (const { path, text } of nearby.files.filter(({ path }) => compose.files.includes(path))) {
    const lines = text.split(/\r?\n/);
    for (const [index, line] of lines.entries()) {
      const [, hash, found = ""] = /^\s*(#[#\s]*)?(?:-\s*)?["']?([A-Z_]+)["']?\s*[:=]/.exec(line) ?? [];
      if (found !== name && (found !== also || also === ATTRIBUTES)) continue;
      const place = { file: path, line: index + 1 };
      if (hash !== undefined) return { cause: "comment", name: found, place };
      const parent = parentOf(lines, index);
      return { cause: "another-place", name: found, place, ...(parent && { where: parent }) };
    }
  }
  return undefined;
}

/** The key of the nearest line above that is less indented. */
function parentOf(lines: readonly string[], index: number): string | undefined {
  const depth = (line: string) => line.search(/\S/);
  const own = depth(lines[index] ?? "");
  const above = lines
    .slice(0, index)
    .findLastIndex((line) => /^\s*[\w.-]+\s*:/.test(line) && depth(line) < own);
  const name = /^\s*([\w.-]+)\s*:/.exec(lines[above] ?? "")?.[1];
  if (name !== "environment") return name;
  const owner = parentOf(lines, above) ?? "the file";
  const section = parentOf(
    lines,
    lines.slice(0, above).findLastIndex((line) => line.trim() === `${owner}:`),
  );
  return `environment of ${owner}${section && section !== "services" ? ` in ${section}` : ""}`;
}

function inDotenv({ name, also }: Role, { key }: Evidence): Found | undefined {
  const entry = parseDotenv(key.dotenvText ?? "").entries.find(
    (each) => each.value !== "" && (each.name === name || (each.name === also && also !== ATTRIBUTES)),
  );
  return entry && { cause: "dotenv", name: entry.name, place: { file: ".env", line: entry.line } };
}

function inAnotherFile({ name }: Role, { compose, nearby, backend }: Evidence): Found | undefined {
  if (!compose.ok) return undefined;
  const read = new Set([...compose.files, ...compose.facts.envFiles]);
  const manifest = { path: "backend/package.json", text: backend.manifest.text ?? "" };
  const settings = nearby.notes.filter(({ path }) => !path.endsWith(".md"));
  const files = [...nearby.files, ...settings, manifest];
  const line = new RegExp(
    `^\\s*(ENV\\s+|export\\s+|-\\s*)?["']?${name}["']?\\s*[:=\\s]\\s*\\S|"[^"]*\\b${name}=\\S`,
  );
  for (const { path, text } of files.filter((file) => !read.has(file.path))) {
    const lines = text.split(/\r?\n/);
    const index = lines.findIndex((each) => line.test(each));
    if (index >= 0)
      return { cause: "another-file", name, place: { file: path, line: index + 1 }, where: path };
  }
  return undefined;
}

function inShell({ name, also }: Role, { nearby }: Evidence): Found | undefined {
  const found = [name, ...(also === ATTRIBUTES ? [] : [also])].find((each) => nearby.shell[each]);
  return found === undefined ? undefined : { cause: "shell", name: found, place: {} };
}
