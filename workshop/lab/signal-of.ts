import type { Signal } from "./sdk-evidence.ts";

const BY_FIELD = { resourceSpans: "traces", resourceMetrics: "metrics", resourceLogs: "logs" } as const;

/** What an export carries, by its body where that is JSON and not packed, otherwise by its path. */
export function signalOf(url: string, body: Uint8Array): Signal | undefined {
  const start = Buffer.from(body.subarray(0, 200)).toString("utf8");
  const field = /^\s*\{\s*"(resourceSpans|resourceMetrics|resourceLogs)"/.exec(start)?.[1];
  if (field) return BY_FIELD[field as keyof typeof BY_FIELD];
  return /\/v1\/(traces|metrics|logs)$/.exec(URL.parse(url)?.pathname ?? "")?.[1] as Signal | undefined;
}
