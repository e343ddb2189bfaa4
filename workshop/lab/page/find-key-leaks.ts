import type { SeenRequest } from "./page-proxy.ts";

/** Shapes that nothing but a key of Honeycomb's has (docs.honeycomb.io, "API keys"). */
const SURE_SHAPE = /\bhc[a-z][ilm]k_[0-9A-Za-z]{20,}/;
const HEADER = "x-honeycomb-team";

/** The addresses whose request or answer held the learner's key, or another one: whatever a browser holds is public. */
export function findKeyLeaks(seen: readonly SeenRequest[], key: string | undefined): string[] {
  const holdsKey = (text: string) => (key !== undefined && text.includes(key)) || SURE_SHAPE.test(text);
  const leaking = seen.filter(
    ({ headers, response }) => holdsKey(response.toString("latin1")) || holdsKey(headers[HEADER] ?? ""),
  );
  return [...new Set(leaking.map(({ url }) => url))];
}
