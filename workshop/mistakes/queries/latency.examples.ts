import { type WrongAnswer, replace } from "../example.ts";
import { query, type Json, drop, set } from "../example-files/query-text.ts";

const LATENCY = "journal/queries/latency-by-user.json";
const RECENT = "journal/queries/recent-traces.json";
const and = (filter: Json) =>
  query((each) => ({ ...each, filters: [...((each["filters"] as Json[] | undefined) ?? []), filter] }));

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "grouped-by-something-else",
    made: "user.id",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: set({ breakdowns: ["user.id"] }) },
  },
  {
    finding: "no-latency-calculated",
    made: "only COUNT",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: set({ calculations: [{ op: "COUNT" }], orders: [] }) },
  },
  {
    finding: "heatmap-missing",
    made: "only the P90",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: set({ calculations: [{ op: "P90", column: "duration_ms" }] }) },
  },
  {
    finding: "every-span-counted",
    made: "no filter",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: drop("filters") },
  },
  {
    finding: "every-span-counted",
    made: "either filter is enough",
    step: "saved-queries",
    change: {
      [LATENCY]: set({
        filter_combination: "OR",
        filters: [
          { column: "trace.parent_id", op: "does-not-exist" },
          { column: "duration_ms", op: ">", value: 0 },
        ],
      }),
    },
  },
  {
    finding: "some-users-left-out",
    made: "limit 1",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: set({ limit: 1 }) },
  },
  {
    finding: "some-users-left-out",
    made: "a having",
    step: "saved-queries",
    change: {
      [LATENCY]: set({ havings: [{ calculate_op: "P90", column: "duration_ms", op: ">", value: 100 }] }),
    },
  },
  {
    finding: "slowest-not-first",
    made: "ascending",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: replace("descending", "ascending") },
  },
  {
    finding: "user-column-misspelt",
    made: "app.userid",
    entries: ["E26"],
    step: "saved-queries",
    inShort: true,
    says: "No span here has app.userid; did you mean app.user_id?",
    change: { [LATENCY]: set({ breakdowns: ["app.userid"] }) },
  },
  {
    finding: "filter-matches-nothing",
    made: "a status under its name of 2023",
    entries: ["E25"],
    step: "saved-queries",
    inShort: true,
    says: "Today it is http.response.status_code.",
    change: { [LATENCY]: and({ column: "http.status_code", op: "=", value: 200 }) },
  },
  {
    finding: "filter-matches-nothing",
    made: "a number in quotation marks",
    entries: ["G18"],
    step: "saved-queries",
    says: '"4" is a text',
    change: { [RECENT]: and({ column: "app.result_length", op: "=", value: "4" }) },
  },
  {
    finding: "filter-matches-nothing",
    made: "does-not-exist as a value",
    entries: ["G16"],
    step: "saved-queries",
    says: "It is an op, and needs no value",
    fix: 'So:\n{ "column": "trace.parent_id", "op": "does-not-exist" }',
    unsaid: /most of the picture/,
    change: {
      [LATENCY]: set({ filters: [{ column: "trace.parent_id", op: "=", value: "does-not-exist" }] }),
    },
  },
  {
    finding: "filter-matches-nothing",
    made: "is_root",
    entries: ["G16"],
    step: "saved-queries",
    says: "A root is a span for which trace.parent_id does-not-exist.",
    change: { [LATENCY]: and({ column: "is_root", op: "exists" }) },
  },
  {
    finding: "filter-matches-nothing",
    made: "another service, as if it were the dataset",
    entries: ["G15"],
    step: "saved-queries",
    says: "It looks at the service backend-flask, and the run's spans come from backend.",
    change: { [RECENT]: and({ column: "service.name", op: "=", value: "backend-flask" }) },
  },
  {
    finding: "no-latency-calculated",
    made: "the average in the percentile's place",
    step: "saved-queries",
    says: "is a percentile of duration_ms",
    change: {
      [LATENCY]: set({
        calculations: [
          { op: "COUNT" },
          { op: "HEATMAP", column: "duration_ms" },
          { op: "AVG", column: "duration_ms" },
        ],
        orders: [{ op: "AVG", column: "duration_ms", order: "descending" }],
      }),
    },
  },
];
