import type { Span } from "../../trace/span.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 10;
const inShort = true;
const LATENCY = "journal/queries/latency-by-user.json";
const RECENT = "journal/queries/recent-traces.json";
const withoutUsers = (spans: readonly Span[]) =>
  spans.map((span) => ({
    ...span,
    fields: Object.fromEntries(Object.entries(span.fields).filter(([name]) => name !== "app.user_id")),
  }));
type Json = Record<string, unknown>;
const query = (change: (query: Json) => Json) => (text: string) =>
  `${JSON.stringify(change(JSON.parse(text) as Json), undefined, 2)}\n`;
const set = (values: Json) => query((each) => ({ ...each, ...values }));
const drop = (name: string) =>
  query((each) => Object.fromEntries(Object.entries(each).filter(([key]) => key !== name)));

const and = (filter: Json) =>
  query((each) => ({ ...each, filters: [...((each["filters"] as Json[] | undefined) ?? []), filter] }));

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "run-without-users",
    made: "loaded before step 9",
    step,
    inShort,
    run: withoutUsers,
    unsaid: /shows no row/,
  },
  { finding: "run-without-users", made: "never loaded", step, run: null },
  {
    finding: "queries-not-saved",
    made: "nothing was saved yet",
    step,
    inShort,
    change: { [LATENCY]: null, [RECENT]: null },
  },
  {
    finding: "latency-query-missing",
    made: "only Recent traces",
    step,
    inShort,
    change: { [LATENCY]: null },
  },
  {
    finding: "recent-query-missing",
    made: "only Latency by user",
    step,
    inShort,
    change: { [RECENT]: null },
  },
  {
    finding: "query-is-no-json",
    made: "a comma too much",
    step,
    inShort,
    change: { [LATENCY]: replace('["app.user_id"],', '["app.user_id",],') },
  },
  {
    finding: "query-is-no-json",
    made: "an empty file",
    step,
    change: { [RECENT]: " " },
  },
  {
    finding: "query-is-no-json",
    made: "a file without a single letter",
    step,
    says: "the file is empty",
    change: { [LATENCY]: "" },
  },
  {
    finding: "query-not-valid",
    made: "group by, in Honeycomb's screen's words",
    step,
    inShort,
    change: { [LATENCY]: replace('"breakdowns"', '"group_by"') },
  },
  {
    finding: "query-not-valid",
    made: "op in small letters",
    step,
    change: {
      [LATENCY]: replace('"P90", "column": "duration_ms" }\n', '"p90", "column": "duration_ms" }\n'),
    },
  },
  {
    finding: "query-not-valid",
    made: "a calculation with its column in brackets",
    step,
    says: '"op": "P90", "column": "duration_ms"',
    change: { [LATENCY]: replace('"P90", "column": "duration_ms" }\n', '"P90(duration_ms)" }\n') },
  },
  {
    finding: "query-not-valid",
    made: "an order that is no calculation",
    step,
    change: { [RECENT]: set({ orders: [{ op: "P99", column: "duration_ms", order: "descending" }] }) },
  },
  {
    finding: "grouped-by-something-else",
    made: "user.id",
    step,
    inShort,
    change: { [LATENCY]: set({ breakdowns: ["user.id"] }) },
  },
  {
    finding: "no-latency-calculated",
    made: "only COUNT",
    step,
    inShort,
    change: { [LATENCY]: set({ calculations: [{ op: "COUNT" }], orders: [] }) },
  },
  {
    finding: "heatmap-missing",
    made: "only the P90",
    step,
    inShort,
    change: { [LATENCY]: set({ calculations: [{ op: "P90", column: "duration_ms" }] }) },
  },
  { finding: "every-span-counted", made: "no filter", step, inShort, change: { [LATENCY]: drop("filters") } },
  {
    finding: "every-span-counted",
    made: "either filter is enough",
    step,
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
    step,
    inShort,
    change: { [LATENCY]: set({ limit: 1 }) },
  },
  {
    finding: "some-users-left-out",
    made: "a having",
    step,
    change: {
      [LATENCY]: set({ havings: [{ calculate_op: "P90", column: "duration_ms", op: ">", value: 100 }] }),
    },
  },
  {
    finding: "slowest-not-first",
    made: "ascending",
    step,
    inShort,
    change: { [LATENCY]: replace("descending", "ascending") },
  },
  {
    finding: "recent-without-traces",
    made: "grouped by name",
    step,
    inShort,
    change: { [RECENT]: set({ breakdowns: ["name"] }) },
  },
  {
    finding: "grouped-by-span",
    made: "trace and span",
    step,
    inShort,
    change: { [RECENT]: set({ breakdowns: ["trace.trace_id", "trace.span_id"] }) },
  },
  {
    finding: "recent-without-time",
    made: "no time",
    step,
    inShort,
    change: { [RECENT]: drop("time_range") },
  },
  {
    finding: "recent-is-long-ago",
    made: "an hour in milliseconds",
    step,
    inShort,
    change: { [RECENT]: set({ time_range: 3_600_000 }) },
  },
  {
    finding: "recent-finds-nothing",
    made: "an hour of another day",
    step,
    inShort,
    change: {
      [RECENT]: query((each) => ({
        ...each,
        time_range: undefined,
        start_time: 1_700_000_000,
        end_time: 1_700_003_600,
      })),
    },
  },
  {
    finding: "user-column-misspelt",
    made: "app.userid",
    entries: ["E26"],
    step,
    inShort,
    says: "No span here has app.userid; did you mean app.user_id?",
    change: { [LATENCY]: set({ breakdowns: ["app.userid"] }) },
  },
  {
    finding: "filter-matches-nothing",
    made: "a status under its name of 2023",
    entries: ["E25"],
    step,
    inShort,
    says: "Today it is http.response.status_code.",
    change: { [LATENCY]: and({ column: "http.status_code", op: "=", value: 200 }) },
  },
  {
    finding: "filter-matches-nothing",
    made: "a number in quotation marks",
    entries: ["G18"],
    step,
    says: '"4" is a text',
    change: { [RECENT]: and({ column: "app.result_length", op: "=", value: "4" }) },
  },
  {
    finding: "filter-matches-nothing",
    made: "does-not-exist as a value",
    entries: ["G16"],
    step,
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
    step,
    says: "A root is a span for which trace.parent_id does-not-exist.",
    change: { [LATENCY]: and({ column: "is_root", op: "exists" }) },
  },
  {
    finding: "filter-matches-nothing",
    made: "another service, as if it were the dataset",
    entries: ["G15"],
    step,
    says: "It looks at the service backend-flask, and the run's spans come from backend.",
    change: { [RECENT]: and({ column: "service.name", op: "=", value: "backend-flask" }) },
  },
  {
    finding: "personal-data-in-rows",
    made: "grouped by e-mail address too",
    entries: ["E24"],
    step,
    inShort,
    outcome: "advice",
    says: "w…@…",
    run: (spans) =>
      spans.map((span) => {
        const user = span.fields["app.user_id"];
        return user === undefined
          ? span
          : { ...span, fields: { ...span.fields, "app.user_email": `${String(user)}@example.com` } };
      }),
    change: {
      [LATENCY]: query((each) => ({ ...each, breakdowns: ["app.user_id", "app.user_email"] })),
    },
  },
  {
    finding: "column-never-seen",
    made: "one more query, for a column that is not there",
    step,
    inShort,
    outcome: "advice",
    says: "No span here has app.result_lenght; did you mean app.result_length?",
    change: {
      "journal/queries/longest.json": '{ "calculations": [{ "op": "MAX", "column": "app.result_lenght" }] }',
    },
  },
  {
    finding: "latency-query-missing",
    made: "saved in another folder",
    step,
    says: "There is queries/latency-by-user.json",
    change: { [LATENCY]: null, "queries/latency-by-user.json": '{ "breakdowns": ["app.user_id"] }\n' },
  },
  {
    finding: "query-not-valid",
    made: "an object around the query",
    step,
    says: "with nothing around them",
    change: { [LATENCY]: (text) => `{ "name": "Latency by user", "query": ${text} }` },
  },
  {
    finding: "no-latency-calculated",
    made: "the average in the percentile's place",
    step,
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
  {
    finding: "rows-say-less",
    made: "Recent traces without COUNT",
    step,
    inShort,
    outcome: "advice",
    says: "recent-traces.json do not say how many spans each trace has",
    at: `${RECENT}:2`,
    change: { [RECENT]: replace('{ "op": "COUNT" }, ', "") },
  },
  {
    finding: "rows-say-less",
    made: "Latency by user without COUNT",
    step,
    outcome: "advice",
    says: "how many requests each user sent",
    change: { [LATENCY]: replace('    { "op": "COUNT" },\n', "") },
  },
  {
    finding: "queries-not-saved",
    made: "in a folder of their own",
    step,
    says: "There is journal/queries/week2/latency-by-user.json",
    change: {
      [LATENCY]: null,
      [RECENT]: null,
      "journal/queries/week2/latency-by-user.json":
        '{ "calculations": [{ "op": "COUNT" }], "breakdowns": ["app.user_id"] }\n',
    },
  },
  {
    finding: "rows-say-less",
    made: "Recent traces only counted",
    step,
    outcome: "advice",
    says: "how long each trace took",
    change: {
      [RECENT]: set({ calculations: [{ op: "COUNT" }], orders: [{ op: "COUNT", order: "descending" }] }),
    },
  },
];
