import type { Duplex } from "node:stream";
import * as advise from "./advise.ts";
import type { Inbox } from "./inbox.ts";
import type { Advice } from "./page-api.ts";

/** A connection that never became an HTTP/1 request: gRPC, TLS or noise. Notes it with what to change, and closes it. */
export function noteBrokenConnection(
  error: Error & { code?: string; rawPacket?: Buffer },
  socket: Duplex,
  inbox: Inbox,
  timeMs: number,
): void {
  if (error.rawPacket !== undefined && !noted.has(socket)) {
    noted.add(socket);
    inbox.add({
      timeMs,
      method: "",
      path: "",
      signal: "other",
      contentType: null,
      contentEncoding: null,
      userAgent: null,
      bytes: error.rawPacket?.length ?? 0,
      status: 0,
      outcome: "refused",
      spans: 0,
      problems: [],
      key: "none",
      advice: [adviseOn(error)],
      forwarding: null,
    });
  }
  if (!socket.writable || error.code === "ECONNRESET") socket.destroy();
  else socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

/** One connection may fail several times: once for each packet that it sent ahead. */
const noted = new WeakSet<Duplex>();

function adviseOn({ code, rawPacket }: { code?: string; rawPacket?: Buffer }): Advice {
  if (code === "HPE_PAUSED_H2_UPGRADE") return advise.adviseOnGrpc();
  const tlsHandshake = rawPacket?.[0] === 0x16 && rawPacket[1] === 0x03;
  return tlsHandshake ? advise.adviseOnTls() : advise.adviseOnNoise();
}
