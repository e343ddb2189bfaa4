import type { RunEvidence, Signal } from "../lab/evidence.ts";
import { isHoneycomb } from "./traces-endpoint.ts";

/** Where an exporter sent the spans that Honeycomb never got. */
export interface Elsewhere {
  /** Host and port. */
  readonly address: string;
  /** Absent for what is no HTTP request. */
  readonly url?: string;
  /** The answer there. */
  readonly status?: number;
  /** Node's code where there was no answer, such as ECONNREFUSED. */
  readonly failed?: string;
}

/** The first place besides Honeycomb to which an exporter sent spans; what else the backend connects to does not count. */
export function sentElsewhere({ exports, refused, local }: RunEvidence): Elsewhere | undefined {
  for (const { signal, url, status, failed } of exports) {
    const to = URL.parse(url);
    if (!isOfTraces(signal) || !to || isHoneycomb(to.hostname)) continue;
    const answer = { ...(status !== undefined && { status }), ...(failed && { failed }) };
    return { address: to.host, url, ...answer };
  }
  const socket = [...refused, ...local].find(
    ({ exporter, signal, host }) => exporter !== undefined && isOfTraces(signal) && host !== "",
  );
  return socket && { address: `${socket.host}${socket.port ? `:${socket.port}` : ""}` };
}

function isOfTraces(signal: Signal | undefined): boolean {
  return signal === undefined || signal === "traces";
}
