import type { Evidence } from "../lab/evidence.ts";
import type { PageRequest } from "../lab/page-evidence.ts";
import { otlpExporters } from "./page-parts.ts";
import { pagePlace, type At } from "./page-code.ts";

/** A request with spans that did not arrive, and where it went. */
export interface Misdirected {
  readonly request: PageRequest;
  readonly url: URL;
  /** Whether that is the page's own address. */
  readonly isOwn: boolean;
}

/** The first request whose spans got lost on the way. */
export function misdirected({ page }: Evidence): Misdirected | undefined {
  const lost = page?.spans.find(({ reached }) => reached === undefined);
  const request = lost && page?.requests[lost.request];
  if (!page || !request) return undefined;
  const url = new URL(request.url);
  return { request, url, isOwn: url.origin === page.origin };
}

/** Requests that were to carry spans to another origin, and never did: the browser asked there first. */
export function refusedElsewhere({ page }: Evidence): URL | undefined {
  const asked = page?.requests.find(
    ({ method, url, headers }) =>
      method === "OPTIONS" &&
      headers["access-control-request-method"] === "POST" &&
      new URL(url).pathname.endsWith("/v1/traces") &&
      new URL(url).origin !== page.origin,
  );
  return asked && new URL(asked.url);
}

/** The place of the page's exporter, where it has one alone. */
export function exporterPlace(evidence: Evidence): At | undefined {
  const exporters = otlpExporters(evidence);
  return exporters.length === 1 && exporters[0] ? pagePlace(exporters[0]) : undefined;
}
