import { type WrongAnswer, replace } from "../example.ts";
import { set } from "../example-files/query-text.ts";
import type { Span } from "../../trace/span.ts";

const LATENCY = "journal/queries/latency-by-user.json";
const RECENT = "journal/queries/recent-traces.json";
const withoutUsers = (spans: readonly Span[]) =>
  spans.map((span) => ({
    ...span,
    fields: Object.fromEntries(Object.entries(span.fields).filter(([name]) => name !== "app.user_id")),
  }));

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "run-without-users",
    made: "loaded before step 9",
    step: "saved-queries",
    inShort: true,
    run: withoutUsers,
    unsaid: /shows no row/,
  },
  { finding: "run-without-users", made: "never loaded", step: "saved-queries", run: null },
  {
    finding: "queries-not-saved",
    made: "nothing was saved yet",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: null, [RECENT]: null },
  },
  {
    finding: "latency-query-missing",
    made: "only Recent traces",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: null },
  },
  {
    finding: "recent-query-missing",
    made: "only Latency by user",
    step: "saved-queries",
    inShort: true,
    change: { [RECENT]: null },
  },
  {
    finding: "query-is-no-json",
    made: "a comma too much",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: replace('["app.user_id"],', '["app.user_id",],') },
  },
  {
    finding: "query-is-no-json",
    made: "an empty file",
    step: "saved-queries",
    change: { [RECENT]: " " },
  },
  {
    finding: "query-is-no-json",
    made: "a file without a single letter",
    step: "saved-queries",
    says: "the file is empty",
    change: { [LATENCY]: "" },
  },
  {
    finding: "query-not-valid",
    made: "group by, in Honeycomb's screen's words",
    step: "saved-queries",
    inShort: true,
    change: { [LATENCY]: replace('"breakdowns"', '"group_by"') },
  },
  {
    finding: "query-not-valid",
    made: "op in small letters",
    step: "saved-queries",
    change: {
      [LATENCY]: replace('"P90", "column": "duration_ms" }\n', '"p90", "column": "duration_ms" }\n'),
    },
  },
  {
    finding: "query-not-valid",
    made: "a calculation with its column in brackets",
    step: "saved-queries",
    says: '"op": "P90", "column": "duration_ms"',
    change: { [LATENCY]: replace('"P90", "column": "duration_ms" }\n', '"P90(duration_ms)" }\n') },
  },
  {
    finding: "query-not-valid",
    made: "an order that is no calculation",
    step: "saved-queries",
    change: { [RECENT]: set({ orders: [{ op: "P99", column: "duration_ms", order: "descending" }] }) },
  },
  {
    finding: "latency-query-missing",
    made: "saved in another folder",
    step: "saved-queries",
    says: "There is queries/latency-by-user.json",
    change: { [LATENCY]: null, "queries/latency-by-user.json": '{ "breakdowns": ["app.user_id"] }\n' },
  },
  {
    finding: "query-not-valid",
    made: "an object around the query",
    step: "saved-queries",
    says: "with nothing around them",
    change: { [LATENCY]: (text) => `{ "name": "Latency by user", "query": ${text} }` },
  },
  {
    finding: "queries-not-saved",
    made: "in a folder of their own",
    step: "saved-queries",
    says: "There is journal/queries/week2/latency-by-user.json",
    change: {
      [LATENCY]: null,
      [RECENT]: null,
      "journal/queries/week2/latency-by-user.json":
        '{ "calculations": [{ "op": "COUNT" }], "breakdowns": ["app.user_id"] }\n',
    },
  },
];
