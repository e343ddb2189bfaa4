import { decodeBody } from "../../trace/decode-body.ts";
import type { PageSpan } from "../page-evidence.ts";
import type { SeenRequest } from "./page-proxy.ts";

/** The spans that the browser sent, to whatever address, and where each came to its end. */
export function readPageSpans(
  seen: readonly SeenRequest[],
  arrived: { readonly receiver: ReadonlySet<string>; readonly honeycomb: ReadonlySet<string> },
): PageSpan[] {
  return seen.flatMap(({ method, body, headers }, request) => {
    if (method !== "POST" || body.length === 0) return [];
    const decoded = decodeBody(body, headers["content-type"], headers["content-encoding"]);
    if (!decoded.ok) return [];
    return decoded.spans.map((span): PageSpan => {
      const reached = (["receiver", "honeycomb"] as const).find((place) => arrived[place].has(span.spanId));
      return { ...span, request, ...(reached && { reached }) };
    });
  });
}
