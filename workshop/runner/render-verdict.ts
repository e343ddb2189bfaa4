import type { CheckReport } from "../findings/report.ts";
import type { Look } from "./terminal.ts";

/** How it went, how long it took, and the next command: a screen's last line. */
export function renderVerdict(
  report: CheckReport,
  { paint }: Look,
  nextStep: { readonly number: number } | undefined,
): string {
  const { number, slug } = report.step;
  const blocker = blockingStep(report);
  const time = `(${(report.durationMs / 1000).toFixed(1)} s)`;
  switch (report.status) {
    case "passed":
      return `${paint.green(`Passed ${time}.`)} Next: ${nextStep ? `npm run check:step ${nextStep.number}` : "npm run progress"}`;
    case "unfinished":
      return `Not yet ${time}. Next: npm run hint ${number}`;
    case "blocked":
      return blocker === undefined
        ? `Not yet ${time}. Next, once it is mended: npm run check:step ${number}`
        : `An earlier step comes first ${time}. Next: npm run check:step ${blocker}`;
    case "crashed":
      return `${paint.red("Your backend crashed")} ${time}. Next, once it is mended: npm run check:step ${number}`;
    case "tampered":
      return `${paint.red("The check itself was changed")} ${time}. Next: git restore steps/${slug}`;
    case "unable":
      return `${paint.red("This machine could not run the check")} ${time}. Next, once it is mended: npm run check:step ${number}`;
  }
}

/** The step of the finding that holds this one up. */
function blockingStep({ findings, step }: CheckReport): number | undefined {
  const numbers = findings.flatMap(({ learn }) => /^steps\/(\d+)-/.exec(learn)?.[1] ?? []).map(Number);
  return numbers.find((number) => number < step.number);
}
