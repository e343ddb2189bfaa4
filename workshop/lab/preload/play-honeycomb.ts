import { ClientRequest } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { guardAroundMsw } from "./guard.ts";
import { honeycombAnswer } from "./honeycomb-answer.ts";
import { record } from "./record.ts";
import { currentExporting } from "./watch-exporting.ts";

/** No answer from the internet is quicker; an exporter with less patience never gets one. */
const ROUND_TRIP_MS = 50;
/** Once an exporter has waited that long, the others need not: they would only make the check slower. */
let isPatient = false;
/** Tells the answer below that the request will not wait for it. */
const IMPATIENT = "x-workshop-impatient";

const HOSTS = ["api.honeycomb.io", "api.eu1.honeycomb.io"];

/** Answers in Honeycomb's place, inside the learner's own process, and records every request with its bytes. */
export function playHoneycomb(): void {
  const server = setupServer(
    ...HOSTS.map((host) => http.all(`https://${host}/*`, ({ request }) => answer(request))),
  );
  server.listen({ onUnhandledFrame: "bypass" });
  keepTimeLimits();
  guardAroundMsw((host, port) => port === 443 && HOSTS.includes(host));
  // Without this an ES module's `import("node:https")` keeps the functions from before.
  syncBuiltinESMExports();
}

async function answer(request: Request): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  const { method, url } = request;
  if (!(await waitsForAnswer(request))) return HttpResponse.error();
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

/** Whether whoever asked still waits when the answer would come. */
async function waitsForAnswer({ headers, signal }: Request): Promise<boolean> {
  if (!isPatient) await wait(ROUND_TRIP_MS);
  const waits = !headers.has(IMPATIENT) && !signal.aborted;
  isPatient ||= waits;
  return waits;
}

/** The sockets of msw know no time limit, so one that is over before an answer could come is kept here. */
function keepTimeLimits(): void {
  const setTimeLimit = ClientRequest.prototype.setTimeout;
  ClientRequest.prototype.setTimeout = function (this: ClientRequest, ms: number, over?: () => void) {
    if (ms > 0 && ms < ROUND_TRIP_MS && HOSTS.includes(this.host) && !this.headersSent) {
      this.setHeader(IMPATIENT, String(ms));
      void wait(ms).then(() => this.emit("timeout"));
    }
    return setTimeLimit.call(this, ms, over);
  };
}
