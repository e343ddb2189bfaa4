/** The variable that decides where the traces go. */
export interface TracesEndpoint {
  readonly variable: "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" | "OTEL_EXPORTER_OTLP_ENDPOINT";
  readonly written: string;
  /** Where the exporter would post; absent when it makes no address of it, and falls back to its own default. */
  readonly url?: string;
}

const HONEYCOMB = /^api(\.eu1)?\.honeycomb\.io$/;

/**
 * The traces' own variable is used as it stands; the base variable gets `/v1/traces` added, and is not trimmed before
 * (`otlp-exporter-base`, the same on both lines). What cannot be read as an address is passed over in silence.
 */
export function tracesEndpoint(value: (name: string) => string): TracesEndpoint | undefined {
  const [own, base] = [value("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), value("OTEL_EXPORTER_OTLP_ENDPOINT")];
  const ownUrl = own.trim() === "" ? undefined : URL.parse(own)?.href;
  if (ownUrl) return { variable: "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", written: own, url: ownUrl };
  if (base.trim() !== "") {
    const url = URL.parse(base) ? URL.parse(`${base}${base.endsWith("/") ? "" : "/"}v1/traces`)?.href : null;
    return { variable: "OTEL_EXPORTER_OTLP_ENDPOINT", written: base, ...(url && { url }) };
  }
  if (own.trim() !== "") return { variable: "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", written: own };
  return undefined;
}

/** Whether a host is one of Honeycomb's that take traces. */
export function isHoneycomb(host: string): boolean {
  return HONEYCOMB.test(host);
}

/** Why traces would not reach Honeycomb. */
export function endpointProblem(endpoint: TracesEndpoint | undefined): string | undefined {
  if (endpoint === undefined) return "no endpoint is set, so traces would go to http://localhost:4318";
  const { written } = endpoint;
  const url = endpoint.url === undefined ? null : URL.parse(endpoint.url);
  if (!url || !/^https?:$/.test(url.protocol)) return `${JSON.stringify(written)} is no address to post to`;
  if (!isHoneycomb(url.hostname)) return `traces would go to ${url.hostname}, not to Honeycomb`;
  if (url.protocol !== "https:") return "Honeycomb takes traces by https only";
  if (url.port !== "") return `port ${url.port} is not where Honeycomb takes OTLP over HTTP`;
  if (url.pathname !== "/v1/traces")
    return `traces would be posted to ${url.pathname}; Honeycomb takes them at /v1/traces`;
  return undefined;
}
