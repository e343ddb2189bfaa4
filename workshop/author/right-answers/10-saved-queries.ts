import type { RightAnswer } from "../wrong-answer.ts";

const step = 10;
const LATENCY = "journal/queries/latency-by-user.json";
const RECENT = "journal/queries/recent-traces.json";

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, inShort: true, lines: ["otel-3x", "otel-2x"] },
  {
    made: "P99, server spans, in one line, nobody included",
    step,
    inShort: true,
    change: {
      [LATENCY]:
        '{"calculations":[{"op":"HEATMAP","column":"duration_ms"},{"op":"P99","column":"duration_ms"}],"filters":[{"column":"span.kind","op":"=","value":"server"}],"breakdowns":["app.user_id"]}',
      [RECENT]: '{"breakdowns":["trace.trace_id"],"time_range":600}',
    },
  },
  {
    made: "other file names, more columns, roots only",
    step,
    inShort: true,
    change: {
      [LATENCY]: null,
      [RECENT]: null,
      "journal/queries/Latency by UserID.json": JSON.stringify({
        calculations: [
          { op: "P90", column: "duration_ms" },
          { op: "HEATMAP", column: "duration_ms" },
          { op: "MAX", column: "duration_ms" },
        ],
        filters: [{ column: "name", op: "=", value: "GET /api/activities/home" }],
        breakdowns: ["app.user_id"],
        orders: [{ op: "P90", column: "duration_ms", order: "descending" }],
        limit: 50,
      }),
      "journal/queries/recent.json": JSON.stringify({
        calculations: [{ op: "MAX", column: "duration_ms" }],
        filters: [{ column: "trace.parent_id", op: "does-not-exist" }],
        breakdowns: ["trace.trace_id", "name"],
        time_range: 7200,
        granularity: 0,
      }),
    },
  },
];
