import type { CheckReport } from "../findings/report.ts";
import type { Look } from "./terminal.ts";

/** How it went, how long it took, and the next command: a screen's last line. */
export function renderVerdict(
  report: CheckReport,
  { paint }: Look,
  {
    nextStep,
    ticked,
  }: {
    readonly nextStep?: { readonly number: number } | undefined;
    readonly ticked?: ReadonlySet<string>;
  },
): string {
  const { number, slug } = report.step;
  const blocker = blockingStep(report, ticked);
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

/** The step of the finding that holds this one up. One that was done once needs no visit: the line is mended from here. */
function blockingStep({ findings, step }: CheckReport, ticked?: ReadonlySet<string>): number | undefined {
  const slugs = findings.flatMap(({ learn }) => /^steps\/(\d+-[^/]+)/.exec(learn)?.[1] ?? []);
  const slug = slugs.find((each) => Number.parseInt(each, 10) < step.number);
  return slug === undefined || ticked?.has(slug) ? undefined : Number.parseInt(slug, 10);
}
