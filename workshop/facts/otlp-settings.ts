import type { Origin } from "../compose/resolve-service.ts";
import type { JudgedEvidence } from "../lab/evidence.ts";
import { endpointProblem, tracesEndpoint, type TracesEndpoint } from "./traces-endpoint.ts";
import { NotReached, Unmet } from "./outcome.ts";
import { keyProblem } from "./key-problem.ts";
import { resourceAttributes } from "./resource-attributes.ts";

type Resolved = Extract<JudgedEvidence["compose"], { ok: true }>;

/** The resolved compose file, for promises about it. */
export function resolved({ compose }: JudgedEvidence): Resolved {
  if (!compose.ok) throw new Unmet(compose.problem.message);
  return compose;
}

/** What an OTLP exporter makes of the backend's variables, and what keeps each from being right. */
export interface OtlpSettings {
  /** Where the traces would go. */
  readonly tracesUrl: string;
  /** The variable that decides it; absent when none does. */
  readonly endpoint?: TracesEndpoint;
  readonly headers: ReadonlyMap<string, string>;
  readonly key: string | undefined;
  readonly serviceName: string;
  /** Another service that has the same name. */
  readonly twin?: string;
  readonly endpointProblem?: string;
  readonly headerProblem?: string;
  readonly nameProblem?: string;
}

const DEFAULT_URL = "http://localhost:4318/v1/traces";
const CLASSIC = /^[0-9a-f]{32}$|^hc[a-z]ic_[0-9a-z]{58}$/;

/** Reads the variables as the exporters and detectors of OpenTelemetry JS 2.x and 3.x do. */
export function otlpSettings(evidence: JudgedEvidence): OtlpSettings {
  if (!evidence.compose.ok) throw new NotReached("docker-compose.yml does not resolve");
  const { variables } = evidence.compose;
  const value = (name: string) => variables.get(name)?.value ?? "";
  const endpoint = tracesEndpoint(value);
  const tracesUrl = endpoint?.url ?? DEFAULT_URL;
  const headers = new Map([
    ...parseHeaders(value("OTEL_EXPORTER_OTLP_HEADERS")),
    ...parseHeaders(value("OTEL_EXPORTER_OTLP_TRACES_HEADERS")),
  ]);
  const key = headers.get("x-honeycomb-team");
  const serviceName =
    value("OTEL_SERVICE_NAME").trim() ||
    resourceAttributes(value("OTEL_RESOURCE_ATTRIBUTES")).attributes.get("service.name") ||
    "";
  const twin = twinOf(serviceName, evidence.compose);
  return {
    tracesUrl,
    ...(endpoint && { endpoint }),
    headers,
    key,
    serviceName,
    ...(twin !== undefined && { twin }),
    ...problem("endpointProblem", endpointProblem(endpoint)),
    ...problem("headerProblem", headerProblem(key, headers, evidence)),
    ...problem("nameProblem", nameProblem(serviceName, twin)),
  };
}

/**
 * `key=value` pairs between commas, percent-encoded, without what follows a semicolon (W3C Baggage, as the OTLP exporter
 * specification asks). A pair that cannot be read is passed over in silence.
 */
export function parseHeaders(text: string): Map<string, string> {
  const pairs = text.split(",").flatMap((entry): [string, string][] => {
    const [pair = ""] = entry.split(";", 1);
    const equals = pair.indexOf("=");
    if (equals < 1) return [];
    try {
      const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)].map((part) =>
        decodeURIComponent(part.trim()),
      );
      return name && value ? [[name.toLowerCase(), value]] : [];
    } catch {
      return [];
    }
  });
  return new Map(pairs);
}

function headerProblem(
  key: string | undefined,
  headers: OtlpSettings["headers"],
  { key: known }: JudgedEvidence,
): string | undefined {
  if (key === undefined) {
    const names = [...headers.keys()].map((name) =>
      name === known.effective?.value.toLowerCase() ? "the key itself" : name,
    );
    return names.length > 0
      ? `the headers are ${names.join(", ")}; x-honeycomb-team is not among them`
      : "no header x-honeycomb-team would be sent";
  }
  if (known.effective && key !== known.effective.value)
    return "x-honeycomb-team carries another value than HONEYCOMB_API_KEY";
  const unfit = keyProblem(key);
  if (!known.effective && unfit) return `what x-honeycomb-team carries is no key: ${unfit.sentence}`;
  if (CLASSIC.test(key) && !headers.has("x-honeycomb-dataset"))
    return "a Classic key needs a header x-honeycomb-dataset beside it";
  return undefined;
}

function nameProblem(name: string, twin: string | undefined): string | undefined {
  if (name === "") return "no service name is set, so everything would be filed under unknown_service";
  if (name.startsWith("unknown_service")) return `${name} is what Honeycomb calls a service without a name`;
  return twin === undefined ? undefined : `the service ${twin} has the name ${name} too`;
}

/** The service that the backend extends has lent it the name; it is no twin. */
function twinOf(name: string, { otherServices, variables, facts }: Resolved): string | undefined {
  const own = variables.get("OTEL_SERVICE_NAME")?.origin;
  const lent = ({ file, line }: Origin) =>
    facts.keys.has("extends") && file === own?.file && line === own?.line;
  return [...otherServices].find(([, theirs]) => {
    const found = theirs.get("OTEL_SERVICE_NAME");
    return found?.value.trim() === name && !lent(found.origin);
  })?.[0];
}

function problem<Name extends string>(name: Name, sentence: string | undefined): { [N in Name]?: string } {
  return sentence === undefined ? {} : ({ [name]: sentence } as { [N in Name]: string });
}
