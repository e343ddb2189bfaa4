import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeBody } from "../../trace/decode-body.ts";
import type { PassedOn } from "../page-evidence.ts";

/** Plays the receiver of `npm start`: takes spans, and remembers which came. It has no word for a page of another origin. */
export interface SpanSink extends AsyncDisposable {
  readonly port: number;
  readonly spanIds: ReadonlySet<string>;
  /** What it was asked, in the order of its answers. */
  readonly asked: readonly PassedOn[];
}

export async function openSpanSink(): Promise<SpanSink> {
  const spanIds = new Set<string>();
  const asked: PassedOn[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "" } = request;
    response.once("finish", () => asked.push({ method, path, status: response.statusCode }));
    const body = Buffer.concat(await request.toArray());
    if (request.method !== "POST" || request.url?.split("?")[0] !== "/v1/traces")
      return void response.writeHead(request.method === "POST" ? 404 : 405).end();
    const type = request.headers["content-type"];
    const decoded = decodeBody(body, type, request.headers["content-encoding"]);
    if (!decoded.ok) return void response.writeHead(decoded.status).end(decoded.message);
    for (const { spanId } of decoded.spans) spanIds.add(spanId);
    response.writeHead(200, { "content-type": type }).end(decoded.kind === "json" ? "{}" : "");
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    spanIds,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
