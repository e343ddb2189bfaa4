import type { RightAnswer } from "../example.ts";

const step = "saved-queries";
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
  {
    made: "an average beside the percentile, users in a list, the last day",
    step,
    inShort: true,
    change: {
      [LATENCY]: JSON.stringify({
        breakdowns: ["app.user_id", "http.route"],
        calculations: [
          { op: "P50", column: "duration_ms" },
          { op: "AVG", column: "duration_ms" },
          { op: "HEATMAP", column: "duration_ms" },
        ],
        filters: [{ column: "app.user_id", op: "exists" }],
        orders: [{ op: "P50", column: "duration_ms", order: "descending" }, { column: "app.user_id" }],
        limit: 1000,
        time_range: 86_400,
      }),
      [RECENT]: JSON.stringify({
        breakdowns: ["trace.trace_id", "service.name"],
        filters: [{ column: "duration_ms", op: ">", value: 10 }],
        havings: [{ calculate_op: "COUNT", op: ">=", value: 1 }],
        time_range: 900,
        limit: 20,
      }),
    },
  },
  {
    made: "as Honeycomb's API gives it back, with its own additions and a mark at the beginning",
    step,
    change: {
      [LATENCY]: (text) =>
        `\uFEFF${JSON.stringify({ id: "abc123", granularity: 60, filter_combination: "AND", havings: [], limit: 100, ...(JSON.parse(text) as object) })}`,
    },
  },
  {
    made: "more saved queries beside the two, one of them not finished",
    step,
    change: {
      "journal/queries/a-draft.json": "{",
      "journal/queries/errors.json": '{ "filters": [{ "column": "error", "op": "=", "value": true }] }',
    },
  },
  {
    made: "a column beside COUNT, a calculated field, a formula, and nulls",
    step,
    change: {
      [RECENT]: JSON.stringify({
        calculations: [{ op: "COUNT", column: "app.user_id" }],
        breakdowns: ["trace.trace_id"],
        orders: [{ op: "COUNT", column: null, order: "descending" }],
        time_range: 3600,
        granularity: null,
        compare_time_offset_seconds: null,
        limit: null,
      }),
      [LATENCY]: (text) =>
        JSON.stringify({
          ...(JSON.parse(text) as object),
          calculated_fields: [{ name: "slow", expression: "GT($duration_ms, 200)" }],
          formulas: [],
        }),
    },
  },
  {
    made: "requests told by a field that only they have",
    step,
    change: {
      "journal/queries/latency-by-user.json": (text) =>
        text.replace(
          '"column": "trace.parent_id", "op": "does-not-exist"',
          '"column": "http.request.method", "op": "exists"',
        ),
    },
  },
];
