import type { ServerResponse } from "node:http";
import { constants, gzipSync } from "node:zlib";
import { isOwnHost } from "./is-own-host.ts";
import type { Refusal } from "./page-api.ts";

export function sendJson(response: ServerResponse, status: number, value: object): void {
  sendJsonText(response, status, JSON.stringify(value));
}

/** Sends one JSON document that no cache keeps; packed only where it is large and really travels. */
export function sendJsonText(response: ServerResponse, status: number, json: string | Buffer): void {
  const plain = typeof json === "string" ? Buffer.from(json) : json;
  const packed = plain.byteLength > WORTH_PACKING && travels(response);
  const body = packed ? gzipSync(plain, { level: constants.Z_BEST_SPEED }) : plain;
  response
    .writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "content-length": body.byteLength,
      "cache-control": "no-store",
      ...(packed ? { "content-encoding": "gzip" } : {}),
    })
    .end(body);
}

export function sendRefusal(response: ServerResponse, status: number, message: string): void {
  const refusal: Refusal = { message };
  sendJson(response, status, refusal);
}

const WORTH_PACKING = 100_000;

function travels({ req: { headers } }: ServerResponse): boolean {
  return !isOwnHost(headers.host, []) && /\bgzip\b/.test(String(headers["accept-encoding"] ?? ""));
}
