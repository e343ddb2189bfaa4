/** The answers depend on the run `week2`, so they are computed from its spans. */
interface RecordedSpan {
  readonly traceId: string;
  readonly name: string;
  readonly kind: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly fields: object;
}

/** Whether the run was recorded with the fields of step 6. */
export function fits(spans: readonly RecordedSpan[]): boolean {
  return spans.some((span) => field(span, "app.result_length") !== undefined);
}

export function answers(spans: readonly RecordedSpan[]): Record<string, string> {
  const requests = spans.filter(({ kind }) => kind === "server");
  const homes = requests.filter((span) => field(span, "url.path") === "/api/activities/home");
  const slowest = [...homes].sort((a, b) => milliseconds(b) - milliseconds(a))[0];
  const failed = requests.find((span) => Number(field(span, "http.response.status_code")) >= 500);
  return {
    "07-traces": String(new Set(spans.map(({ traceId }) => traceId)).size),
    "07-longest-result": String(
      Math.max(...spans.map((span) => Number(field(span, "app.result_length") ?? 0))),
    ),
    "07-p90": `${p90(homes.map(milliseconds)).toFixed(1)} ms`,
    "07-slow-user": /\((.+)\)/.exec(String(slowest && field(slowest, "user_agent.original")))?.[1] ?? "",
    "07-failing-search": new URLSearchParams(String(failed && field(failed, "url.query"))).get("term") ?? "",
  };
}

function p90(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.9) - 1)] ?? 0;
}

function milliseconds({ start, end }: RecordedSpan): number {
  return Number(end - start) / 1e6;
}

function field({ fields }: RecordedSpan, name: string): unknown {
  return (fields as Record<string, unknown>)[name];
}
