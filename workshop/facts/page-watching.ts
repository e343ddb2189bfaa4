import type { Evidence } from "../lab/evidence.ts";
import { pageCalls, shownPage, type PageCall } from "./page-calls.ts";

/** How often a call's address was asked for, and how many spans the browser sent of that. */
export function watched(
  evidence: Evidence,
  { request }: PageCall,
): { readonly asked: number; readonly made: number } {
  const { requests, spans } = shownPage(evidence);
  const asked = requests.filter(({ method, url }) => method === request.method && url === request.url);
  const made = spans.filter(
    ({ name, fields }) => name.includes(request.method) && Object.values(fields).includes(request.url),
  );
  return { asked: asked.length, made: made.length };
}

/** Whether each request for its address has a span of the browser's, whether the backend was told of it or not. */
export function isWatched(evidence: Evidence, call: PageCall): boolean {
  const { asked, made } = watched(evidence, call);
  return made >= asked;
}

/** A request of the page's, made while spans were made, that told the backend nothing of them. */
export function untold(evidence: Evidence): PageCall | undefined {
  if (shownPage(evidence).spans.length === 0) return undefined;
  return pageCalls(evidence).find(({ request }) => !request.headers["traceparent"]);
}
