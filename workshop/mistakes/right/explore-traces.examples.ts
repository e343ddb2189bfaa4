import { replace, type RightAnswer } from "../example.ts";

const step = "explore-traces";
const answers = (values: Record<string, string>) => ({
  "journal/week2.md": (text: string) =>
    Object.entries(values).reduce(
      (changed, [id, value]) => replace(new RegExp(`(Answer \\(07-${id}\\):).*`), `$1 ${value}`)(changed),
      text,
    ),
});

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, inShort: true, lines: ["otel-3x", "otel-2x"] },
  {
    made: "words around the numbers",
    step,
    inShort: true,
    change: answers({
      traces: "there are 231 traces",
      "longest-result": "**4** activities",
      p90: "about 345 ms",
      "slow-user": "Worf!",
      "failing-search": "the one for `borg`",
    }),
  },
  {
    made: "seconds with their unit, whole lines from the table",
    step,
    inShort: true,
    change: answers({
      traces: "231.",
      "longest-result": "4.0",
      p90: "0.3454 s",
      "slow-user": "cruddur-app/1.0 (worf)",
      "failing-search": "term=borg",
    }),
  },
  {
    made: "a percentile that interpolates, a decimal comma, the whole address",
    step,
    change: answers({
      p90: "343,87 ms",
      "slow-user": "@worf",
      "failing-search": "/api/activities/search?term=borg",
    }),
  },
  {
    made: "a run with app.user_id and another app's name",
    step,
    run: (spans) => spans.map((span) => ({ ...span, fields: { ...span.fields, "app.extra": true } })),
  },
  {
    made: "answers with a note behind them, and a query of one's own",
    step,
    inShort: true,
    change: {
      ...answers({
        traces: "231 (COUNT_DISTINCT)",
        p90: "~345.4ms, one in ten waits longer",
        "slow-user": "worf, by far",
        "failing-search": "borg (500)",
      }),
      "journal/queries/traces.json":
        '{ "calculations": [{ "op": "COUNT_DISTINCT", "column": "trace.trace_id" }] }',
    },
  },
  {
    made: "other numbers beside the answer, and the number below its line",
    step,
    inShort: true,
    change: answers({
      traces: "796 spans in 231 traces",
      "longest-result": "four",
      p90: "\n345.4 ms",
      "slow-user": "worf (P50 340); garek and coco are quick",
      "failing-search": "borg; cloud works",
    }),
  },
  {
    made: "the line below the table, and both percentiles",
    step,
    change: answers({ traces: "100 of 231", p90: "P50 17.5, P90 345.4" }),
  },
];
