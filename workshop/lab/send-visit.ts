import { request } from "node:http";
import type { Answered, Visit } from "./evidence.ts";

const MOST_TO_KEEP = 262_144;

/**
 * Sends one request to the backend; a failure is part of the answer, never thrown. `enough` ends the wait; `group`
 * names the requests that go out together, and their number: `2/6`.
 */
export async function sendVisit(
  visit: Visit,
  port: number,
  enough: AbortSignal,
  group?: string,
): Promise<Answered> {
  const startedAt = Date.now();
  const started = performance.now();
  const durationMs = () => Math.round((performance.now() - started) * 10) / 10;
  return await new Promise((resolve) => {
    const failed = (error: string) => resolve({ ...visit, startedAt, durationMs: durationMs(), error });
    const sent = request({
      host: "127.0.0.1",
      port,
      method: visit.method ?? "GET",
      path: visit.path,
      agent: false,
      headers: {
        ...(visit.body === undefined ? {} : { "content-type": "application/json" }),
        "user-agent": "workshop-check",
        ...visit.headers,
        "x-workshop-request": visit.id,
        ...(group && { "x-workshop-group": group }),
        ...(visit.store && { "x-workshop-store": visit.store }),
      },
    });
    enough.addEventListener("abort", () => sent.destroy(enough.reason as Error), { once: true });
    sent.once("error", (error) => failed(error.message || String((error as NodeJS.ErrnoException).code)));
    sent.once("response", (answer) => {
      let response = "";
      answer.setEncoding("utf8");
      answer.on(
        "data",
        (text: string) => (response += text.slice(0, Math.max(0, MOST_TO_KEEP - response.length))),
      );
      answer.once("error", (error) => failed(error.message));
      answer.once("end", () => {
        const responseHeaders = answer.headers as Record<string, string>;
        const status = answer.statusCode ?? 0;
        resolve({ ...visit, startedAt, durationMs: durationMs(), status, responseHeaders, response });
      });
    });
    sent.end(visit.body);
  });
}
