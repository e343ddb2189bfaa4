import type { WrongAnswer } from "../example.ts";



export const wrongAnswers: readonly WrongAnswer[] = [
{
    finding: "query-asks-for-nothing",
    made: "a query for trace_id",
    entries: ["E26"],
    step: "explore-traces",
    inShort: true,
    outcome: "advice",
    says: "did you mean trace.trace_id?",
    at: "journal/queries/traces.json:2",
    change: { "journal/queries/traces.json": '{\n  "breakdowns": ["trace_id"]\n}\n' },
  },
{
    finding: "query-asks-for-nothing",
    made: "a query in the names of 2023",
    entries: ["E25"],
    step: "explore-traces",
    outcome: "advice",
    says: "Today it is http.response.status_code.",
    change: { "journal/queries/errors.json": '{ "breakdowns": ["http.status_code"] }' },
  },
];
