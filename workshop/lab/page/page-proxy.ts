import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { OwnTime } from "../own-time.ts";
import type { PageRequest } from "../page-evidence.ts";

/** A request with what a proof needs of its bodies; the evidence keeps less. */
export interface SeenRequest extends PageRequest {
  readonly body: Buffer;
  readonly response: Buffer;
}

/** Where a browser's request ends: at a port of this machine, at an answer of the lab's, or nowhere. */
export type Route = { readonly port: number; readonly adds?: Record<string, string> } | Answer | undefined;
interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Stands between the browser and everything: what passes is recorded, and nothing leaves this machine. */
export interface PageProxy extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly seen: readonly SeenRequest[];
  /** Requests that have no answer yet. */
  readonly underway: number;
  /** Settles when the condition holds, looked at after each answer; `false` once that much of their own time is over. */
  until(holds: (seen: readonly SeenRequest[]) => boolean, ms: number, time: OwnTime): Promise<boolean>;
}

/** `route` is asked with the host and port of each request, such as `localhost:4567`. */
export async function openPageProxy(route: (host: string) => Route): Promise<PageProxy> {
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  let underway = 0;
  const lookAgain = () => waiting.forEach((look) => look());
  const server = createServer(async (request, response) => {
    underway += 1;
    // A browser that is closed takes back what it had only half sent.
    const passed = await pass(request, response, route).catch(() => undefined);
    underway -= 1;
    if (passed && isFromBrowser(request)) seen.push(passed);
    lookAgain();
  });
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    const to = route(request.url ?? "");
    if (to && "port" in to) return tunnel(socket, to.port, sockets);
    seen.push({ ...about(request), url: `https://${request.url}`, responseHeaders: {}, ...NO_BODIES });
    lookAgain();
    socket.end("HTTP/1.1 502 Refused\r\n\r\n");
  });
  server.on("connection", (socket) => sockets.add(socket.on("close", () => sockets.delete(socket))));
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    get underway() {
      return underway;
    },
    async until(holds, ms, time) {
      const held = Promise.withResolvers<boolean>();
      const look = () => holds(seen) && held.resolve(true);
      waiting.add(look);
      look();
      return await time.patiently(ms, held.promise, false).finally(() => waiting.delete(look));
    },
    async [Symbol.asyncDispose]() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isFromBrowser({ url = "" }: IncomingMessage): boolean {
  return !url.startsWith("/");
}

const NO_BODIES = { body: Buffer.alloc(0), response: Buffer.alloc(0) };

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  route: (host: string) => Route,
): Promise<SeenRequest> {
  const body = await bytesOf(request);
  // What the dev server itself passes on comes without a host in its address, and is for the backend.
  const url = isFromBrowser(request)
    ? URL.parse(request.url ?? "")
    : new URL(request.url ?? "", "http://localhost:4567");
  const to = url ? route(url.host) : undefined;
  const answer = url && to && "port" in to ? await forward(request, url, body, to) : { ...NOWHERE, ...to };
  const { status, headers } = answer;
  response.writeHead(status, headers).end(answer.body);
  const bytes = Buffer.from(answer.body);
  return {
    ...about(request),
    ...(to && { status }),
    responseHeaders: headers,
    ...(status >= 400 && { answer: bytes.subarray(0, MOST_OF_A_REFUSAL).toString() }),
    body,
    response: bytes,
  };
}

const NOWHERE = { status: 502, headers: {}, body: "The workshop's check keeps this machine offline.\n" };
const MOST_OF_A_REFUSAL = 4_000;
/** They hold for one connection only, or would pack the answer. */
const NOT_FORWARDED = new Set(["proxy-connection", "connection", "accept-encoding", "transfer-encoding"]);

function forwarded(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !NOT_FORWARDED.has(name));
  return Object.fromEntries(kept) as Record<string, string>;
}

async function forward(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  { port, adds }: { port: number; adds?: Record<string, string> },
): Promise<{ status: number; headers: Record<string, string>; body: string | Buffer }> {
  const headers = { ...forwarded(request.headers), ...adds };
  const { method } = request;
  return await new Promise((resolve) => {
    const lost = (error: Error) => resolve({ status: 502, headers: {}, body: error.message });
    const path = url.pathname + url.search;
    const sent = ask({ host: "127.0.0.1", port, method, path, headers, agent: false });
    sent.once("error", lost).once("response", (answer) => {
      const { statusCode: status = 502 } = answer;
      bytesOf(answer).then(
        (bytes) => resolve({ status, headers: forwarded(answer.headers), body: bytes }),
        lost,
      );
    });
    sent.end(body);
  });
}

/** For the dev server's own socket, by which it tells the page of a save. */
function tunnel(socket: Socket, port: number, sockets: Set<Socket>): void {
  const other = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
  sockets.add(other.on("close", () => (sockets.delete(other), socket.destroy())));
  for (const each of [socket, other]) each.on("error", () => each.destroy());
  socket.pipe(other).pipe(socket);
}

function about({ method = "", url = "", headers }: IncomingMessage) {
  return { method, url, headers: headers as Record<string, string> };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  return Buffer.concat((await stream.toArray()) as Buffer[]);
}
