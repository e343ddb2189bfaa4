import { syncBuiltinESMExports } from "node:module";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { guardAroundMsw } from "./guard.ts";
import { honeycombAnswer } from "./honeycomb-answer.ts";
import { record } from "./record.ts";
import { currentExporting } from "./watch-exporting.ts";

const HOSTS = ["api.honeycomb.io", "api.eu1.honeycomb.io"];

/** Answers in Honeycomb's place, inside the learner's own process, and records every request with its bytes. */
export function playHoneycomb(): void {
  const server = setupServer(
    ...HOSTS.map((host) => http.all(`https://${host}/*`, ({ request }) => answer(request))),
  );
  server.listen({ onUnhandledFrame: "bypass" });
  guardAroundMsw((host, port) => port === 443 && HOSTS.includes(host));
  // Without this an ES module's `import("node:https")` keeps the functions from before.
  syncBuiltinESMExports();
}

async function answer(request: Request): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  const { method, url } = request;
  const said = honeycombAnswer({ method, path: new URL(url).pathname, headers, body });
  const { exporter, signal } = currentExporting() ?? {};
  record("exchange", {
    exporter,
    signal,
    method,
    url,
    headers,
    body: Buffer.from(body).toString("base64"),
    status: said.status,
    answer: typeof said.body === "string" ? said.body : "",
  });
  const type = { "content-type": said.type };
  return new HttpResponse(said.body as string | Uint8Array<ArrayBuffer>, {
    status: said.status,
    headers: type,
  });
}
