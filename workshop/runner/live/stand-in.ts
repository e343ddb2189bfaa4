import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { REGIONS, type Fetch, type Region } from "./ask-honeycomb.ts";

/** A key that the stand-in knows: what its region answers to `/1/auth`. */
export interface StandInKey {
  readonly region: Region;
  readonly status?: number;
  readonly body: unknown;
}

/** Plays both of Honeycomb's regions on this machine, for tests. Its `fetch` reaches it and nothing else. */
export interface StandIn extends AsyncDisposable {
  readonly fetch: Fetch;
  /** The regions that were asked, in order. */
  readonly asked: readonly Region[];
}

export async function standIn(
  keys: Readonly<Record<string, StandInKey>>,
  { clock = () => new Date() }: { clock?: () => Date } = {},
): Promise<StandIn> {
  const asked: Region[] = [];
  const server = createServer({ keepAlive: false }, (request, response) => {
    const region = request.headers["x-stand-in-for"] as Region;
    asked.push(region);
    const { status, body } = answer(request, region, keys);
    response.sendDate = false;
    response.writeHead(status, { "content-type": "application/json", date: clock().toUTCString() });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  // Taken now: a test may put the stand-in's own in its place.
  const { fetch } = globalThis;
  return {
    asked,
    async fetch(input, init) {
      const url = new URL(String(input));
      const region = (Object.keys(REGIONS) as Region[]).find((each) => REGIONS[each].api === url.origin);
      if (!region) throw new Error(`The stand-in does not play ${url.origin}.`);
      const headers = { ...(init?.headers as Record<string, string>), "X-Stand-In-For": region };
      return await fetch(`http://127.0.0.1:${port}${url.pathname}`, { ...init, headers });
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  { url, headers }: IncomingMessage,
  region: Region,
  keys: Readonly<Record<string, StandInKey>>,
): { status: number; body: unknown } {
  if (url !== "/1/auth") return { status: 404, body: { error: "not found" } };
  const known = keys[String(headers["x-honeycomb-team"])];
  if (known?.region === region) return { status: known.status ?? 200, body: known.body };
  return {
    status: 401,
    body: { error: "unknown API key - check your credentials, region, and API URL" },
  };
}
