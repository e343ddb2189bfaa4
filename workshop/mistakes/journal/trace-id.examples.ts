import { type WrongAnswer, replace } from "../example.ts";

const answer = (by: string) => ({ "journal/week2.md": replace(/(Answer \(03-trace-id\):).*/, by) });

export const wrongAnswers: readonly WrongAnswer[] = [
{ finding: "trace-id-missing", made: "no answer in the journal", step: "install-packages", inShort: true, change: answer("$1") },
{
    finding: "answer-from-a-running-sdk",
    made: "the id of a real trace",
    step: "install-packages",
    inShort: true,
    change: answer("$1 5b8aa5a2d2c872e8321cf37308d69df2"),
  },
{
    finding: "answer-from-a-running-sdk",
    made: "the lesson's example",
    step: "install-packages",
    says: "the lesson's example",
    change: answer("$1 4bf92f3577b34da6a3ce929d0e0e4736"),
  },
{ finding: "answer-not-copied-whole", made: "zero", step: "install-packages", inShort: true, change: answer("$1 0000") },
{
    finding: "answer-is-an-error",
    made: "the words of a script that stopped",
    step: "install-packages",
    inShort: true,
    change: answer("$1 Error: Cannot find package '@opentelemetry/api'"),
  },
{
    finding: "answer-not-copied-whole",
    made: "31 zeros",
    step: "install-packages",
    says: "31 zeros",
    change: answer(`$1 ${"0".repeat(31)}`),
  },
{
    finding: "answer-not-copied-whole",
    made: "zeros in groups",
    step: "install-packages",
    says: "between the 32 zeros",
    change: answer("$1 00000000-0000-0000-0000-000000000000"),
  },
{
    finding: "answer-not-copied-whole",
    made: "the letter O",
    step: "install-packages",
    says: "letters O",
    change: answer(`$1 ${"O".repeat(32)}`),
  },
{
    finding: "answer-not-copied-whole",
    made: "the id of a span",
    step: "install-packages",
    says: "the id of a span",
    change: answer("$1 00f067aa0ba902b7"),
  },
{
    finding: "answer-line-missing",
    made: "the answer's label was written anew, without its brackets",
    step: "install-packages",
    says: "Answer 03-trace-id: 0000",
    unsaid: /still empty/,
    change: {
      "journal/week2.md": replace(
        /Answer \(03-trace-id\):.*/,
        "Answer 03-trace-id: 00000000000000000000000000000000",
      ),
    },
  },
{
    finding: "answer-line-missing",
    made: "the answer's line was deleted",
    step: "install-packages",
    says: "has no line with the label",
    change: { "journal/week2.md": replace(/.*Answer \(03-trace-id\):.*\n/, "") },
  },
];
