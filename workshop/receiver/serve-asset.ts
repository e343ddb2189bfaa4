import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

export interface Asset {
  /** Such as `text/html; charset=utf-8`. */
  readonly type: string;
  readonly body: string | Uint8Array;
  /** How the browser loads it before it is asked for, as a link's `rel` and what belongs to it. */
  readonly ahead?: "preload; as=style" | "preload; as=script; crossorigin";
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
      ...(asset === assets.get("/") ? { link: aheadOf(path, assets) } : {}),
      ...(zipped ? { "content-encoding": "gzip" } : {}),
    })
    .end(request.method === "HEAD" ? undefined : body);
  return true;
}

/** What the page is going to ask for, its files first: the browser need not wait until a script says so. */
function aheadOf(path: string, assets: Assets): string {
  const files = [...assets].flatMap(([name, { ahead }]) => (ahead ? [`<${name}>; rel=${ahead}`] : []));
  const traceId = /^\/trace\/([0-9a-f]{32})$/.exec(path)?.[1];
  const trace = `</api/traces/${traceId}?after=0>; rel=preload; as=fetch; crossorigin`;
  return [...files, ...(traceId ? [trace] : [])].join(", ");
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
