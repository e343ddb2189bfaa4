import type { WrongAnswer } from "../example.ts";
import { answer } from "../example-files/journal-text.ts";



export const wrongAnswers: readonly WrongAnswer[] = [
{ finding: "p90-in-another-unit", made: "seconds", step: "explore-traces", inShort: true, change: answer("p90", "0.345") },
{ finding: "p90-in-another-unit", made: "nanoseconds", step: "explore-traces", change: answer("p90", "345400000") },
{
    finding: "average-instead-of-p90",
    made: "AVG",
    step: "explore-traces",
    inShort: true,
    says: "Behind 07-p90 stands 79.3 ms. That is the average of the home feed.",
    change: answer("p90", "79.3 ms"),
  },
{
    finding: "p90-of-other-spans",
    made: "without the filter",
    step: "explore-traces",
    inShort: true,
    says: "That is the P90 of the requests to all routes",
    change: answer("p90", "24.7"),
  },
{
    finding: "p90-of-other-spans",
    made: "grouped by user, one row of them",
    step: "explore-traces",
    says: "the P90 of coco's home feed alone",
    change: answer("p90", "21.9 ms"),
  },
{
    finding: "another-percentile",
    made: "P50",
    step: "explore-traces",
    inShort: true,
    says: "That is the P50 of the home feed",
    change: answer("p90", "17.5"),
  },
{
    finding: "p90-in-another-unit",
    made: "milliseconds called seconds",
    step: "explore-traces",
    says: "the number is right, and the unit is not",
    change: answer("p90", "345.4 s"),
  },
{
    finding: "p90-in-another-unit",
    made: "milliseconds called minutes",
    step: "explore-traces",
    says: "the number is right, and the unit is not",
    at: "journal/week2.md:96",
    change: answer("p90", "345.4 min"),
  },
{
    finding: "p90-differs",
    made: "of a run before this one",
    step: "explore-traces",
    inShort: true,
    change: answer("p90", "412 ms"),
  },
{ finding: "another-percentile", made: "a range", step: "explore-traces", change: answer("p90", "17.5 – 345") },
];
