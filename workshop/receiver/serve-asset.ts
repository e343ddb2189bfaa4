import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

export interface Asset {
  /** Such as `text/html; charset=utf-8`. */
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** By path from the root, such as `/` and `/page.js`. */
export type Assets = ReadonlyMap<string, Asset>;

/**
 * Serves the trace page's files. A path that a person opens in the browser and that is no file is one of the page's
 * own deep links, so it gets the page. False when there is nothing to serve.
 */
export function serveAsset(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  assets: Assets,
): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const isNavigation = request.headers.accept?.includes("text/html") === true;
  const asset = assets.get(path) ?? (isNavigation || path === "/" ? assets.get("/") : undefined);
  if (asset === undefined) return false;
  const zipped = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  const body = zipped ? gzipped(asset) : Buffer.from(asset.body as Uint8Array);
  response
    .writeHead(200, {
      "content-type": asset.type,
      "content-length": body.byteLength,
      "cache-control": "no-cache",
      "content-security-policy": POLICY,
      vary: "accept-encoding",
      ...(zipped ? { "content-encoding": "gzip" } : {}),
    })
    .end(request.method === "HEAD" ? undefined : body);
  return true;
}

/** Scripts and styles only from files here: even if a span's text became markup, it could run nothing. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const zippedBodies = new WeakMap<Asset, Buffer>();

function gzipped(asset: Asset): Buffer {
  let body = zippedBodies.get(asset);
  if (body === undefined) zippedBodies.set(asset, (body = gzipSync(asset.body)));
  return body;
}
