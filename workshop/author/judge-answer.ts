import type { CheckReport } from "../findings/report.ts";
import { checkCopy } from "./check-copy.ts";
import { learnerCopy } from "./learner-copy.ts";
import type { NumberedWrongAnswer as WrongAnswer } from "./all-answers.ts";

/** What a learner's files must hold to be judged at a step. */
export type Answered = Pick<WrongAnswer, "step" | "change" | "shell" | "line" | "run" | "track" | "past">;

/** A copy with the answer in it, checked at its step; `look` may read the copy before it goes. */
export async function judgeAnswer(
  answer: Answered,
  look: (report: CheckReport, root: string) => void = () => {},
): Promise<CheckReport> {
  const { step, shell, ...files } = answer;
  await using copy = await learnerCopy({ after: step, ...given(files) });
  const report = await checkCopy(
    copy.root,
    step,
    shell,
    onlyWrites(answer) ? { run: `${step} ${answer.line}`, reader: answer.change } : undefined,
  );
  look(report, copy.root);
  return report;
}

/** Whoever only writes down answers or queries has the solution's backend. */
function onlyWrites({ change = {}, shell, line, past, track }: Answered): boolean {
  if (shell || past || track || line === "own") return false;
  return Object.keys(change).every((path) => path.startsWith("journal/"));
}

function given({ change, line, run, track, past }: Omit<Answered, "step" | "shell">) {
  return {
    ...(change && { change }),
    ...(line && { line }),
    ...(run !== undefined && { run }),
    ...(track && { track }),
    ...(past && { past }),
  };
}
