import type { Span } from "../../trace/span.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 7;
const inShort = true;
const JOURNAL = "journal/week2.md";
/** Of the usual run: 231 traces, 796 spans, longest result 4, P90 345.4 ms, average 79.3 ms. */
const answer = (id: string, value: string) => ({
  [JOURNAL]: replace(new RegExp(`(Answer \\(07-${id}\\):).*`), `$1 ${value}`),
});
const answers = (values: Record<string, string>) => ({
  [JOURNAL]: (text: string) =>
    Object.entries(values).reduce(
      (changed, [id, value]) => replace(new RegExp(`(Answer \\(07-${id}\\):).*`), `$1 ${value}`)(changed),
      text,
    ),
});
const without =
  (...names: readonly string[]) =>
  (spans: readonly Span[]) =>
    spans.map((span) => ({
      ...span,
      fields: Object.fromEntries(Object.entries(span.fields).filter(([name]) => !names.includes(name))),
    }));

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "run-not-recorded",
    made: "nothing was loaded yet",
    step,
    inShort,
    run: null,
    change: { [JOURNAL]: (text) => text.replaceAll(/(Answer \(07-[\w-]+\):).*/g, "$1") },
  },
  { finding: "run-not-recorded", made: "answers, but the run is gone", step, run: null },
  {
    finding: "run-without-your-span",
    made: "loaded after step 4",
    step,
    inShort,
    run: (spans) => spans.filter(({ name }) => name !== "home-activities-mock-data"),
  },
  {
    finding: "run-without-result-length",
    made: "loaded after step 5",
    step,
    inShort,
    run: without("app.now", "app.result_length"),
  },
  {
    finding: "run-of-other-traffic",
    made: "a run recorded by hand, with a few requests",
    step,
    inShort,
    run: (spans) => spans.filter(({ traceId }) => Number.parseInt(traceId, 16) % 10 === 0),
  },
  {
    finding: "answers-not-written",
    made: "loaded, but nothing was written",
    step,
    inShort,
    change: { [JOURNAL]: (text) => text.replaceAll(/(Answer \(07-[\w-]+\):).*/g, "$1") },
  },
  {
    finding: "answers-not-written",
    made: "the lines are gone",
    step,
    change: { [JOURNAL]: (text) => text.replaceAll(/Answer \(07-[\w-]+\):.*\n/g, "") },
  },
  { finding: "answer-missing", made: "one is open", step, inShort, change: answer("p90", "") },
  {
    finding: "answers-swapped",
    made: "traces and longest result",
    step,
    inShort,
    change: answers({ traces: "4", "longest-result": "231" }),
  },
  {
    finding: "answers-swapped",
    made: "user and search",
    step,
    change: answers({ "slow-user": "borg", "failing-search": "worf" }),
  },
  { finding: "spans-counted", made: "COUNT without a group", step, inShort, change: answer("traces", "796") },
  {
    finding: "rows-up-to-the-limit",
    made: "the table's rows",
    step,
    inShort,
    change: answer("traces", "100"),
  },
  {
    finding: "one-route-counted",
    made: "only the home feed",
    step,
    inShort,
    change: answer("traces", "103"),
  },
  {
    finding: "traces-differ",
    made: "a count of another run",
    step,
    inShort,
    change: answer("traces", "243"),
  },
  {
    finding: "traces-differ",
    made: "a count of another run, and another answer that has a reason",
    step,
    change: answers({ traces: "243", "longest-result": "394" }),
  },
  {
    finding: "longest-differs",
    made: "a number near to how many spans there are",
    step,
    unsaid: /how many spans the run holds/,
    change: answer("longest-result", "790"),
  },
  { finding: "shortest-result", made: "MIN", step, inShort, change: answer("longest-result", "3") },
  { finding: "sum-instead-of-max", made: "SUM", step, inShort, change: answer("longest-result", "394") },
  {
    finding: "sum-instead-of-max",
    made: "COUNT of the spans with it",
    step,
    change: answer("longest-result", "103"),
  },
  {
    finding: "max-of-another-column",
    made: "MAX(duration_ms)",
    step,
    inShort,
    change: answer("longest-result", "352.4"),
  },
  { finding: "longest-differs", made: "a guess", step, inShort, change: answer("longest-result", "5") },
  { finding: "p90-in-another-unit", made: "seconds", step, inShort, change: answer("p90", "0.345") },
  { finding: "p90-in-another-unit", made: "nanoseconds", step, change: answer("p90", "345400000") },
  {
    finding: "average-instead-of-p90",
    made: "AVG",
    step,
    inShort,
    says: "Behind 07-p90 stands 79.3 ms. That is the average of the home feed.",
    change: answer("p90", "79.3 ms"),
  },
  {
    finding: "p90-of-other-spans",
    made: "without the filter",
    step,
    inShort,
    says: "That is the P90 of the requests to all routes",
    change: answer("p90", "24.7"),
  },
  {
    finding: "p90-of-other-spans",
    made: "grouped by user, one row of them",
    step,
    says: "the P90 of coco's home feed alone",
    change: answer("p90", "21.9 ms"),
  },
  {
    finding: "another-percentile",
    made: "P50",
    step,
    inShort,
    says: "That is the P50 of the home feed",
    change: answer("p90", "17.5"),
  },
  {
    finding: "p90-in-another-unit",
    made: "milliseconds called seconds",
    step,
    says: "the number is right, and the unit is not",
    change: answer("p90", "345.4 s"),
  },
  {
    finding: "p90-in-another-unit",
    made: "milliseconds called minutes",
    step,
    says: "the number is right, and the unit is not",
    at: "journal/week2.md:96",
    change: answer("p90", "345.4 min"),
  },
  {
    finding: "query-asks-for-nothing",
    made: "a query for trace_id",
    entries: ["E26"],
    step,
    inShort,
    outcome: "advice",
    says: "did you mean trace.trace_id?",
    at: "journal/queries/traces.json:2",
    change: { "journal/queries/traces.json": '{\n  "breakdowns": ["trace_id"]\n}\n' },
  },
  {
    finding: "query-asks-for-nothing",
    made: "a query in the names of 2023",
    entries: ["E25"],
    step,
    outcome: "advice",
    says: "Today it is http.response.status_code.",
    change: { "journal/queries/errors.json": '{ "breakdowns": ["http.status_code"] }' },
  },
  {
    finding: "p90-differs",
    made: "of a run before this one",
    step,
    inShort,
    change: answer("p90", "412 ms"),
  },
  { finding: "wrong-user", made: "another user", step, inShort, change: answer("slow-user", "garek") },
  { finding: "wrong-user", made: "the app's name", step, change: answer("slow-user", "cruddur-app/1.0") },
  { finding: "wrong-user", made: "two users", step, change: answer("slow-user", "worf or garek") },
  {
    finding: "wrong-search",
    made: "one that works",
    step,
    inShort,
    change: answer("failing-search", "cloud"),
  },
  { finding: "wrong-search", made: "the status", step, change: answer("failing-search", "500") },
  {
    finding: "answer-holds-no-number",
    made: "a word",
    step,
    says: "Behind 07-traces stands many, and no number.",
    change: answer("traces", "many"),
  },
  {
    finding: "answer-missing",
    made: "the line has another name",
    step,
    says: "There is a line Answer (07-trace)",
    change: { [JOURNAL]: replace("Answer (07-traces):", "Answer (07-trace):") },
  },
  { finding: "answers-not-written", made: "the journal is gone", step, change: { [JOURNAL]: null } },
  { finding: "another-percentile", made: "a range", step, change: answer("p90", "17.5 – 345") },
];
