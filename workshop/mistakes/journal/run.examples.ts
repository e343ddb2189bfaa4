import type { WrongAnswer } from "../example.ts";
import type { Span } from "../../trace/span.ts";

const JOURNAL = "journal/week2.md";
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
    step: "explore-traces",
    inShort: true,
    run: null,
    change: { [JOURNAL]: (text) => text.replaceAll(/(Answer \(07-[\w-]+\):).*/g, "$1") },
  },
{ finding: "run-not-recorded", made: "answers, but the run is gone", step: "explore-traces", run: null },
{
    finding: "run-without-your-span",
    made: "loaded after step 4",
    step: "explore-traces",
    inShort: true,
    run: (spans) => spans.filter(({ name }) => name !== "home-activities-mock-data"),
  },
{
    finding: "run-without-result-length",
    made: "loaded after step 5",
    step: "explore-traces",
    inShort: true,
    run: without("app.now", "app.result_length"),
  },
{
    finding: "run-of-other-traffic",
    made: "a run recorded by hand, with a few requests",
    step: "explore-traces",
    inShort: true,
    run: (spans) => spans.filter(({ traceId }) => Number.parseInt(traceId, 16) % 10 === 0),
  },
];
