import type { IncomingMessage, ServerResponse } from "node:http";
import * as advise from "./advise.ts";
import { isOwnHost } from "./is-own-host.ts";
import type { Advice } from "./page-api.ts";
import { servePageApi } from "./page-server.ts";
import type { PageParts } from "./page-server.ts";
import { OTLP_PATHS, pathOf, receiveOtlp, refuseRequest } from "./receive-otlp.ts";
import type { OtlpParts } from "./receive-otlp.ts";
import { sendRefusal } from "./send-json.ts";
import { serveAsset } from "./serve-asset.ts";
import type { Assets } from "./serve-asset.ts";

export interface RouteParts {
  readonly otlp: OtlpParts;
  readonly page: PageParts;
  readonly assets: Assets;
}

/** Sends a request to whoever answers it: OTLP's paths, the page's API, the page's files, or the inbox's advice. */
export async function routeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { otlp, page, assets }: RouteParts,
): Promise<void> {
  const path = pathOf(request);
  const { method = "" } = request;
  if (OTLP_PATHS.has(path)) {
    if (method === "POST") return receiveOtlp(request, response, otlp);
    response.setHeader("allow", "POST");
    return refuseRequest(request, response, { status: 405, advice: adviseOnMethod(request, path) }, otlp);
  }
  if (path.startsWith("/api/") && !OTHER_TRACERS.test(path)) return servePageApi(request, response, page);
  if (method === "GET" || method === "HEAD") return serveFile(request, response, path, page, assets);
  const shown = otlp.scrubber.scrub(path).slice(0, 200);
  refuseRequest(request, response, { status: 404, advice: advise.adviseOnPath(method, shown) }, otlp);
}

/** Where Zipkin and Datadog exporters send: a mistake for the inbox, not a page that is missing. */
const OTHER_TRACERS = /^\/api\/v\d/;

function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { allowedHosts }: PageParts,
  assets: Assets,
): void {
  if (!isOwnHost(request.headers.host, allowedHosts)) {
    return sendRefusal(
      response,
      403,
      "This address is not the receiver's own. Open it under http://localhost.",
    );
  }
  if (!serveAsset(request, response, path, assets)) sendRefusal(response, 404, "There is no such page here.");
}

/** A browser asks first whether a page of another origin may send: the answer is that it need not. */
function adviseOnMethod({ method = "", headers: { origin } }: IncomingMessage, path: string): Advice {
  if (method !== "OPTIONS" || origin === undefined) return advise.adviseOnMethod(method, path);
  return advise.adviseOnForeignOrigin(origin.slice(0, 200));
}
