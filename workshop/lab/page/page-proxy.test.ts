import { request, createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { openPageProxy, type PageProxy } from "./page-proxy.ts";

it("leads an address to a port of this machine, and records what passed", async () => {
  await using server = await serve((headers) => `seen with ${headers["x-workshop-request"]}`);
  const adds = { "x-workshop-request": "page" };
  await using proxy = await openPageProxy((host) =>
    host === "localhost:4567" ? { port: server.port, adds } : undefined,
  );

  const answer = await ask(proxy, "http://localhost:4567/api?a=1", { traceparent: "00-1-2-01" });

  expect(answer).toEqual({ status: 200, body: "seen with page" });
  expect(proxy.seen).toMatchObject([
    {
      method: "GET",
      url: "http://localhost:4567/api?a=1",
      headers: { traceparent: "00-1-2-01" },
      status: 200,
    },
  ]);
  expect(proxy.seen[0]?.headers).not.toHaveProperty("x-workshop-request");
});

it("lets nothing pass that would leave this machine, and remembers that it was asked for", async () => {
  await using proxy = await openPageProxy(() => undefined);

  const answer = await ask(proxy, "http://collector.example/v1/traces");
  const tunnel = await askForTunnel(proxy, "api.honeycomb.io:443");

  expect(answer.status).toBe(502);
  expect(tunnel).toMatch(/^HTTP\/1\.1 502/);
  expect(proxy.seen.map(({ url, status }) => [url, status])).toEqual([
    ["http://collector.example/v1/traces", undefined],
    ["https://api.honeycomb.io:443", undefined],
  ]);
});

it("answers for a stranger itself", async () => {
  await using proxy = await openPageProxy(() => ({ status: 200, headers: { "x-from": "lab" }, body: "{}" }));

  expect(await ask(proxy, "http://payments.example/charges")).toEqual({ status: 200, body: "{}" });
});

async function serve(
  answer: (headers: NodeJS.Dict<string | string[]>) => string,
): Promise<AsyncDisposable & { port: number }> {
  const server: Server = createServer(({ headers }, response) => void response.end(answer(headers)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => await new Promise((resolve) => server.close(() => resolve())),
  };
}

async function ask(
  { port }: PageProxy,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; body: string }> {
  return await new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers, agent: false }, async (answer) => {
      const body = Buffer.concat(await answer.toArray()).toString();
      resolve({ status: answer.statusCode, body });
    })
      .once("error", reject)
      .end();
  });
}

async function askForTunnel({ port }: PageProxy, host: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(`CONNECT ${host} HTTP/1.1\r\nhost: ${host}\r\n\r\n`),
    );
    socket.once("error", reject).once("data", (bytes) => resolve(String(bytes)));
  });
}
