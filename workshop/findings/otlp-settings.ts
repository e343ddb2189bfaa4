import type { Evidence } from "../lab/evidence.ts";
import { NotReached, Unmet } from "./item.ts";

type Resolved = Extract<Evidence["compose"], { ok: true }>;

/** The resolved compose file, for promises about it. */
export function resolved({ compose }: Evidence): Resolved {
  if (!compose.ok) throw new Unmet(compose.problem.message);
  return compose;
}

/** What an OTLP exporter makes of the backend's variables, and what keeps each from being right. */
export interface OtlpSettings {
  /** Where the traces would go. */
  readonly tracesUrl: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly key: string | undefined;
  readonly serviceName: string;
  readonly endpointProblem?: string;
  readonly headerProblem?: string;
  readonly nameProblem?: string;
}

const HONEYCOMB = /^api(\.eu1)?\.honeycomb\.io$/;

/** Reads the variables as the OTLP exporter specification says (opentelemetry.io, "OTLP Exporter Configuration"). */
export function otlpSettings(evidence: Evidence): OtlpSettings {
  if (!evidence.compose.ok) throw new NotReached("docker-compose.yml does not resolve");
  const { variables } = evidence.compose;
  const value = (name: string) => variables.get(name)?.value.trim() ?? "";
  const ofTraces = value("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
  const base = value("OTEL_EXPORTER_OTLP_ENDPOINT");
  const tracesUrl =
    ofTraces || (base ? `${base.replace(/\/$/, "")}/v1/traces` : "http://localhost:4318/v1/traces");
  const headers = new Map([
    ...parseHeaders(value("OTEL_EXPORTER_OTLP_HEADERS")),
    ...parseHeaders(value("OTEL_EXPORTER_OTLP_TRACES_HEADERS")),
  ]);
  const key = headers.get("x-honeycomb-team");
  const serviceName = serviceNameOf(value("OTEL_SERVICE_NAME"), value("OTEL_RESOURCE_ATTRIBUTES"));
  return {
    tracesUrl,
    headers,
    key,
    serviceName,
    ...problem("endpointProblem", endpointProblem(tracesUrl, ofTraces || base)),
    ...problem("headerProblem", headerProblem(key, headers, evidence)),
    ...problem("nameProblem", nameProblem(serviceName, evidence.compose)),
  };
}

/** `key=value` pairs between commas, percent-encoded (W3C Baggage, as the OTLP exporter specification asks). */
export function parseHeaders(text: string): Map<string, string> {
  const pairs = text.split(",").flatMap((pair): [string, string][] => {
    const equals = pair.indexOf("=");
    if (equals < 1) return [];
    return [[decode(pair.slice(0, equals).trim()).toLowerCase(), decode(pair.slice(equals + 1).trim())]];
  });
  return new Map(pairs.filter(([name, value]) => name !== "" && value !== ""));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function serviceNameOf(name: string, attributes: string): string {
  const attribute = parseHeaders(attributes).get("service.name");
  return name || attribute || "";
}

function endpointProblem(tracesUrl: string, written: string): string | undefined {
  if (written === "") return "no endpoint is set, so traces would go to http://localhost:4318";
  const url = URL.parse(tracesUrl);
  if (!url || !/^https?:$/.test(url.protocol)) return `${written} is no URL: it must begin with https://`;
  if (!HONEYCOMB.test(url.hostname)) return `traces would go to ${url.hostname}, not to Honeycomb`;
  if (url.protocol !== "https:") return "Honeycomb takes traces by https only";
  if (url.port !== "") return `port ${url.port} is not where Honeycomb takes OTLP over HTTP`;
  if (url.pathname !== "/v1/traces")
    return `traces would be posted to ${url.pathname}; Honeycomb takes them at /v1/traces`;
  return undefined;
}

function headerProblem(
  key: string | undefined,
  headers: OtlpSettings["headers"],
  { key: known }: Evidence,
): string | undefined {
  if (key === undefined) {
    const names = [...headers.keys()];
    return names.length > 0
      ? `the headers are ${names.join(", ")}; x-honeycomb-team is not among them`
      : "no header x-honeycomb-team would be sent";
  }
  if (known.effective && key !== known.effective.value)
    return "x-honeycomb-team carries another value than HONEYCOMB_API_KEY";
  return undefined;
}

function nameProblem(name: string, compose: Resolved): string | undefined {
  if (name === "") return "no service name is set, so everything would be filed under unknown_service";
  if (name.startsWith("unknown_service")) return `${name} is what Honeycomb calls a service without a name`;
  const twin = [...compose.otherServices].find(
    ([, variables]) => variables.get("OTEL_SERVICE_NAME")?.value === name,
  );
  return twin ? `the service ${twin[0]} has the name ${name} too` : undefined;
}

function problem<Name extends string>(name: Name, sentence: string | undefined): { [N in Name]?: string } {
  return sentence === undefined ? {} : ({ [name]: sentence } as { [N in Name]: string });
}
