import { type WrongAnswer, replace } from "../example.ts";
import { answers, answer } from "../example-files/journal-text.ts";

const JOURNAL = "journal/week2.md";

export const wrongAnswers: readonly WrongAnswer[] = [
{
    finding: "answers-not-written",
    made: "loaded, but nothing was written",
    step: "explore-traces",
    inShort: true,
    change: { [JOURNAL]: (text) => text.replaceAll(/(Answer \(07-[\w-]+\):).*/g, "$1") },
  },
{
    finding: "answers-not-written",
    made: "the lines are gone",
    step: "explore-traces",
    change: { [JOURNAL]: (text) => text.replaceAll(/Answer \(07-[\w-]+\):.*\n/g, "") },
  },
{ finding: "answer-missing", made: "one is open", step: "explore-traces", inShort: true, change: answer("p90", "") },
{
    finding: "answers-swapped",
    made: "traces and longest result",
    step: "explore-traces",
    inShort: true,
    change: answers({ traces: "4", "longest-result": "231" }),
  },
{
    finding: "answers-swapped",
    made: "user and search",
    step: "explore-traces",
    change: answers({ "slow-user": "borg", "failing-search": "worf" }),
  },
{
    finding: "answer-holds-no-number",
    made: "a word",
    step: "explore-traces",
    says: "Behind 07-traces stands many, and no number.",
    change: answer("traces", "many"),
  },
{
    finding: "answer-missing",
    made: "the line has another name",
    step: "explore-traces",
    says: "There is a line Answer (07-trace)",
    change: { [JOURNAL]: replace("Answer (07-traces):", "Answer (07-trace):") },
  },
{ finding: "answers-not-written", made: "the journal is gone", step: "explore-traces", change: { [JOURNAL]: null } },
];
