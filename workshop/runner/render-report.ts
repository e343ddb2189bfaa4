import type { Finding } from "../findings/finding.ts";
import type { CheckReport, Item } from "../findings/report.ts";
import { clean } from "./clean.ts";
import { renderCause, renderFinding, renderFix } from "./render-finding.ts";
import { renderVerdict } from "./render-verdict.ts";
import type { Look } from "./terminal.ts";
import { indent, wrap } from "./wrap.ts";

export interface Around {
  /** The step after this one; absent after the last. */
  readonly nextStep?: { readonly number: number; readonly slug: string } | undefined;
  /** The slugs of the steps that were done before. */
  readonly ticked?: ReadonlySet<string>;
  /** Sentences worth a line before the last one, such as what became of the journal. */
  readonly notes?: readonly string[];
}

/**
 * A check's screen: each promise, the first finding under the promise that failed, and the next command last. What an
 * earlier step is about explains none of these promises, so it is told before them.
 */
export function renderReport(report: CheckReport, look: Look, around: Around = {}): string {
  return [...renderPromises(report, look, renderFinding), ...renderRest(report, look, around)].join("\n");
}

/** The same without fixes: they are still being tried. */
export function renderBeforeTrial(report: CheckReport, look: Look): string {
  return renderPromises(report, look, renderCause).join("\n");
}

/** What follows once the fixes were tried; `before` is what the screen shows already. */
export function renderAfterTrial(
  tried: CheckReport,
  before: CheckReport,
  look: Look,
  around: Around,
): string {
  const [first] = tried.findings;
  const isShown = first?.id === before.findings[0]?.id;
  const fix = first && (isShown ? renderFix(first, look, "  ") : renderFinding(first, look, "  "));
  return [...(fix ? [fix] : []), ...renderRest(tried, look, around)].join("\n");
}

function renderPromises(
  { step, status, items, findings }: CheckReport,
  look: Look,
  render: (finding: Finding, look: Look, by: string) => string,
): string[] {
  const wrong = findings.filter(({ severity }) => severity === "wrong");
  const failed = items.find((item) => item.status === "failed");
  const lead = status === "passed" ? undefined : wrong[0];
  const explains = failed && lead?.learn.startsWith(`steps/${step.slug}/`);
  return [
    look.paint.bold(`Step ${step.number} ${look.glyph.dot} ${step.title}`),
    ...(lead && !explains ? [render(lead, look, "  ")] : []),
    ...items.flatMap((item) => {
      const title = renderItem(item, look);
      if (item !== failed || (lead && !explains)) return [title];
      return [title, lead ? render(lead, look, "      ") : renderUnnamed(item, look)];
    }),
    ...wrong.slice(1).map((finding) => renderAlso(finding, look)),
  ];
}

function renderRest(report: CheckReport, look: Look, around: Around): string[] {
  const { status, findings, traces } = report;
  const advice = findings.filter(({ severity }) => severity === "advice");
  return [
    ...(status === "passed" ? renderTraces(traces, look) : []),
    ...advice.map((finding) => renderAdvice(finding, look)),
    ...(around.notes ?? []).map((note) => wrap(note, { width: look.width })),
    ...(status === "passed" && around.nextStep
      ? [`Step ${around.nextStep.number} begins in steps/${around.nextStep.slug}/README.md`]
      : []),
    renderVerdict(report, look, around),
  ];
}

function renderItem(item: Item, look: Look): string {
  const { glyph, paint } = look;
  const detail = item.because ? `: ${clean(item.because)}` : "";
  const shown = {
    passed: () => ({ mark: paint.green(glyph.passed), text: item.title + paint.dim(detail) }),
    failed: () => ({ mark: paint.red(glyph.failed), text: paint.bold(item.title) }),
    skipped: () => ({ mark: paint.yellow(glyph.skipped), text: `${item.title}${detail || ": skipped"}` }),
    "not-reached": () => ({
      mark: paint.dim(glyph.notReached),
      text: paint.dim(item.title + notReached(look)),
    }),
  }[item.status]();
  return wrap(`${shown.mark} ${shown.text}`, { width: look.width, first: "  ", rest: "    " });
}

/** The plain twin of the mark says it already. */
function notReached({ fancy }: Look): string {
  return fancy ? " (not reached)" : "";
}

function renderUnnamed(item: Item, look: Look): string {
  return wrap(sentence(clean(item.because ?? "This promise is not kept yet")), {
    width: look.width,
    first: "      ",
  });
}

function renderAlso({ message, file, line }: Finding, look: Look): string {
  const place = file && !message.includes(file) ? ` (${file}${line ? `:${line}` : ""})` : "";
  return wrap(`Also: ${clean(message)}${place}`, { width: look.width, first: "    ", rest: "      " });
}

function renderAdvice(finding: Finding, look: Look): string {
  const mark = look.paint.yellow(look.glyph.advice);
  const place =
    finding.file && !finding.message.includes(finding.file)
      ? ` (${finding.file}${finding.line ? `:${finding.line}` : ""})`
      : "";
  const text = `${mark} ${clean(finding.message)}${place}`;
  return [
    wrap(text, { width: look.width, first: "  ", rest: "    " }),
    ...(finding.fix ? [wrap(clean(finding.fix), { width: look.width, first: "    " })] : []),
  ].join("\n");
}

function renderTraces(traces: readonly string[], look: Look): string[] {
  const [first, ...more] = traces;
  if (first === undefined) return [];
  const heading = more.length > 0 ? `The first of your ${traces.length} traces:` : "Your trace:";
  return [
    `  ${heading}`,
    indent(clean(first), "    ")
      .split("\n")
      .map((line) => cut(line, look.width))
      .join("\n"),
  ];
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?:]$/.test(first) ? first : `${first}.`;
}

function cut(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
