import { parseHeaders } from "../facts/otlp-settings.ts";
import type { ForwardTarget } from "../receiver/forwarder.ts";

type Variables = Readonly<Record<string, string>>;

const BASE = "OTEL_EXPORTER_OTLP_ENDPOINT";
const ENDPOINT = /^OTEL_EXPORTER_OTLP_((TRACES|METRICS|LOGS)_)?ENDPOINT$/;

/** The variables with every OTLP endpoint turned to the receiver; a path stays, so that a wrong one shows there too. */
export function turnToReceiver(variables: Variables, port: number): Record<string, string> {
  const turned = Object.entries(variables).map(([name, value]): [string, string] => {
    return ENDPOINT.test(name) && value !== ""
      ? [name, `http://localhost:${port}${pathOf(value)}`]
      : [name, value];
  });
  // An exporter that is told nothing goes to port 4318; on any other port it has to be told.
  const untold = port !== 4318 && !Object.keys(variables).some((name) => ENDPOINT.test(name));
  return { ...Object.fromEntries(turned), ...(untold && { [BASE]: `http://localhost:${port}` }) };
}

/** Where the variables would send traces without the receiver in between; nothing when that is no address. */
export function forwardTarget(variables: Variables): ForwardTarget | undefined {
  const written = variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] || variables[BASE];
  const url = written ? URL.parse(written) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const pairs = [variables["OTEL_EXPORTER_OTLP_HEADERS"], variables["OTEL_EXPORTER_OTLP_TRACES_HEADERS"]];
  const headers = Object.fromEntries(pairs.flatMap((text) => [...parseHeaders(text ?? "")]));
  return { endpoint: url.origin, headers, enabled: true };
}

function pathOf(endpoint: string): string {
  const url = URL.parse(endpoint.includes("://") ? endpoint : `https://${endpoint}`);
  return url === null || url.pathname === "/" ? "" : url.pathname;
}
