import { type WrongAnswer, replace } from "../example.ts";
import { query, drop, set } from "../example-files/query-text.ts";

const LATENCY = "journal/queries/latency-by-user.json";
const RECENT = "journal/queries/recent-traces.json";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "recent-without-traces",
    made: "grouped by name",
    step: "saved-queries",
    inShort: true,
    change: { [RECENT]: set({ breakdowns: ["name"] }) },
  },
  {
    finding: "grouped-by-span",
    made: "trace and span",
    step: "saved-queries",
    inShort: true,
    change: { [RECENT]: set({ breakdowns: ["trace.trace_id", "trace.span_id"] }) },
  },
  {
    finding: "recent-without-time",
    made: "no time",
    step: "saved-queries",
    inShort: true,
    change: { [RECENT]: drop("time_range") },
  },
  {
    finding: "recent-is-long-ago",
    made: "an hour in milliseconds",
    step: "saved-queries",
    inShort: true,
    change: { [RECENT]: set({ time_range: 3_600_000 }) },
  },
  {
    finding: "recent-finds-nothing",
    made: "an hour of another day",
    step: "saved-queries",
    inShort: true,
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
    finding: "personal-data-in-rows",
    made: "grouped by e-mail address too",
    entries: ["E24"],
    step: "saved-queries",
    inShort: true,
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
    step: "saved-queries",
    inShort: true,
    outcome: "advice",
    says: "No span here has app.result_lenght; did you mean app.result_length?",
    change: {
      "journal/queries/longest.json": '{ "calculations": [{ "op": "MAX", "column": "app.result_lenght" }] }',
    },
  },
  {
    finding: "rows-say-less",
    made: "Recent traces without COUNT",
    step: "saved-queries",
    inShort: true,
    outcome: "advice",
    says: "recent-traces.json do not say how many spans each trace has",
    at: `${RECENT}:2`,
    change: { [RECENT]: replace('{ "op": "COUNT" }, ', "") },
  },
  {
    finding: "rows-say-less",
    made: "Latency by user without COUNT",
    step: "saved-queries",
    outcome: "advice",
    says: "how many requests each user sent",
    change: { [LATENCY]: replace('    { "op": "COUNT" },\n', "") },
  },
  {
    finding: "rows-say-less",
    made: "Recent traces only counted",
    step: "saved-queries",
    outcome: "advice",
    says: "how long each trace took",
    change: {
      [RECENT]: set({ calculations: [{ op: "COUNT" }], orders: [{ op: "COUNT", order: "descending" }] }),
    },
  },
];
