import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { startReceiver } from "../receiver/start-receiver.ts";
import { decodeOtlpProtobuf } from "../trace/decode-otlp-protobuf.ts";

/** Started by bench-receiver.ts: `receiver FOLDER`, or `sink`, a bare server that only parses. Tells its port, then its memory when asked. */
const [role, storeFolder = ""] = process.argv.slice(2);
const port = role === "receiver" ? (await startReceiver({ port: 0, storeFolder })).port : await startSink();
process.send?.({ port });
process.on("message", () => process.send?.({ rss: process.memoryUsage().rss }));
process.on("disconnect", () => process.exit());

async function startSink(): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const plain = request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
      if (request.headers["content-type"] === "application/json") JSON.parse(plain.toString());
      else decodeOtlpProtobuf(plain);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
