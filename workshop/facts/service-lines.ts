import { maskKey, maskKeyShapes, maskKeysIn } from "../compose/mask-key.ts";
import type { Evidence } from "../lab/evidence.ts";

export const ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
export const TRACES = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
export const HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
export const TRACES_HEADERS = "OTEL_EXPORTER_OTLP_TRACES_HEADERS";
export const SERVICE_NAME = "OTEL_SERVICE_NAME";
export const ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";

/** Where to look when a line cannot be given whole. */
export const LOOK = "npm run solution 2 shows how it should stand.";
export const RIGHT_HEADERS = `${HEADERS}: "x-honeycomb-team=\${HONEYCOMB_API_KEY}"`;
export const RIGHT_NAME = `${SERVICE_NAME}: "backend"`;

/** The line to paste, for Honeycomb's instance that the learner seems to mean. */
export function rightEndpoint(written = "", variable = ENDPOINT): string {
  const host =
    /\beu\d?\b/i.test(written) && /honey/i.test(written) ? "api.eu1.honeycomb.io" : "api.honeycomb.io";
  return `${variable}: "https://${host}${variable === TRACES ? "/v1/traces" : ""}"`;
}

/** A line to paste, in the style of the place where it belongs: a mapping, a list or an env_file. */
export function asWritten(evidence: Evidence, right: string, found?: Variable): string {
  const { compose } = evidence;
  const style = found?.style ?? (compose.ok ? compose.variables.values().next().value?.style : undefined);
  const equals = right.replace(/^(\w+): "(.*)"$/, "$1=$2");
  if (style === "env_file") return equals;
  return style === "list" ? `      - "${equals}"` : `      ${right}`;
}

/** The question that each of the three variables answers, and the names that answer it. */
export interface Role {
  readonly name: string;
  readonly also: string;
  readonly right: string;
}

export const ROLES: readonly Role[] = [
  { name: ENDPOINT, also: TRACES, right: rightEndpoint() },
  { name: HEADERS, also: TRACES_HEADERS, right: RIGHT_HEADERS },
  { name: SERVICE_NAME, also: ATTRIBUTES, right: RIGHT_NAME },
];

export interface VariablePlace {
  readonly file?: string;
  readonly line?: number;
}

export function variable({ compose }: Evidence, name: string) {
  return compose.ok ? compose.variables.get(name) : undefined;
}

export type Variable = NonNullable<ReturnType<typeof variable>>;

/** The first of these variables that says anything. */
export function firstOf(evidence: Evidence, ...names: string[]): Variable | undefined {
  return names.map((name) => variable(evidence, name)).find((found) => found && found.value.trim() !== "");
}

export function placeOfVariable({ origin: { file, line } }: Variable): VariablePlace {
  return { ...(file && { file }), ...atLine(line) };
}

/** Where the backend begins, for what is not there at all. */
export function servicePlace({ compose }: Evidence): VariablePlace {
  return compose.ok ? { file: compose.file, ...atLine(compose.serviceLine) } : {};
}

export function atLine(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}

/** A variable as it is written, without a key. */
export function foundOf(evidence: Evidence, found: Variable): { found: string } {
  const sign = found.style === "map" ? ": " : "=";
  return { found: withoutKey(evidence, `${found.name}${sign}${found.written}`) };
}

/** A learner's text without the keys in it, and not longer than a screen takes. */
export function withoutKey({ key }: Pick<Evidence, "key">, text: string, most = 120): string {
  const keys = [key.effective?.value, key.shell, key.dotenv?.value].flatMap((each) => each ?? []);
  const masked = maskKeyShapes(maskKeysIn(text, keys)).replaceAll(/\s+/g, " ");
  return masked.length > most ? `${masked.slice(0, most - 1)}…` : masked;
}

/** A key, or what stands in its place: words are shown, everything else is masked. */
export function shownKey(evidence: Evidence, text: string): string {
  const masked = withoutKey(evidence, text);
  return masked !== text || /^[\w\s<>{}$()[\].&#;-]{1,40}$/.test(text) ? masked : maskKey(text);
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
