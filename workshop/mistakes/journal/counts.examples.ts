import type { WrongAnswer } from "../example.ts";
import { answers, answer } from "../example-files/journal-text.ts";



export const wrongAnswers: readonly WrongAnswer[] = [
{ finding: "spans-counted", made: "COUNT without a group", step: "explore-traces", inShort: true, change: answer("traces", "796") },
{
    finding: "rows-up-to-the-limit",
    made: "the table's rows",
    step: "explore-traces",
    inShort: true,
    change: answer("traces", "100"),
  },
{
    finding: "one-route-counted",
    made: "only the home feed",
    step: "explore-traces",
    inShort: true,
    change: answer("traces", "103"),
  },
{
    finding: "traces-differ",
    made: "a count of another run",
    step: "explore-traces",
    inShort: true,
    change: answer("traces", "243"),
  },
{
    finding: "traces-differ",
    made: "a count of another run, and another answer that has a reason",
    step: "explore-traces",
    change: answers({ traces: "243", "longest-result": "394" }),
  },
{
    finding: "longest-differs",
    made: "a number near to how many spans there are",
    step: "explore-traces",
    unsaid: /how many spans the run holds/,
    change: answer("longest-result", "790"),
  },
{ finding: "shortest-result", made: "MIN", step: "explore-traces", inShort: true, change: answer("longest-result", "3") },
{ finding: "sum-instead-of-max", made: "SUM", step: "explore-traces", inShort: true, change: answer("longest-result", "394") },
{
    finding: "sum-instead-of-max",
    made: "COUNT of the spans with it",
    step: "explore-traces",
    change: answer("longest-result", "103"),
  },
{
    finding: "max-of-another-column",
    made: "MAX(duration_ms)",
    step: "explore-traces",
    inShort: true,
    change: answer("longest-result", "352.4"),
  },
{ finding: "longest-differs", made: "a guess", step: "explore-traces", inShort: true, change: answer("longest-result", "5") },
];
