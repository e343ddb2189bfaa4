import { maskKey, maskKeyShapes, maskKeysIn } from "../compose/mask-key.ts";
import type { Evidence } from "../lab/evidence.ts";

export const ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
export const TRACES = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
export const HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
export const TRACES_HEADERS = "OTEL_EXPORTER_OTLP_TRACES_HEADERS";
export const SERVICE_NAME = "OTEL_SERVICE_NAME";
export const ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";

export const RIGHT_HEADERS = "x-honeycomb-team=${HONEYCOMB_API_KEY}";
export const RIGHT_NAME = "backend";

/** The address, for Honeycomb's instance that the learner seems to mean. */
export function rightEndpoint(written = "", variable = ENDPOINT): string {
  return `https://${rightHost(written)}${variable === TRACES ? "/v1/traces" : ""}`;
}

export function rightHost(written: string): string {
  return /\beu\d?\b/i.test(written) && /honey/i.test(written) ? "api.eu1.honeycomb.io" : "api.honeycomb.io";
}

/** The question that each of the three variables answers, and the names that answer it. */
export interface Role {
  readonly name: string;
  readonly also: string;
  /** A value that is right. */
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
