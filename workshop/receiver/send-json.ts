import type { ServerResponse } from "node:http";
import type { Refusal } from "./page-api.ts";

/** Sends one JSON document that no cache keeps. */
export function sendJson(response: ServerResponse, status: number, value: object): void {
  const body = Buffer.from(JSON.stringify(value));
  response
    .writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "content-length": body.byteLength,
      "cache-control": "no-store",
    })
    .end(body);
}

export function sendRefusal(response: ServerResponse, status: number, message: string): void {
  const refusal: Refusal = { message };
  sendJson(response, status, refusal);
}
