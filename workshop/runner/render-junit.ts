import type { CheckReport, Item } from "../findings/report.ts";
import { clean } from "./clean.ts";

/** The reports as JUnit XML, the form that continuous integration and graders read: a suite a step, a case an item. */
export function renderJunit(reports: readonly CheckReport[]): string {
  const suites = reports.map(renderSuite).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites}\n</testsuites>\n`;
}

function renderSuite({ step, items, status, findings, durationMs }: CheckReport): string {
  const lead = findings.find(({ severity }) => severity === "wrong");
  // A check that could not judge has no case of its own to fail.
  const judged = status === "passed" || items.some((item) => item.status === "failed");
  const cases = [
    ...items,
    ...(judged ? [] : [{ title: "the step can be checked", status: "failed", because: status } as const]),
  ];
  const count = (...statuses: Item["status"][]) =>
    cases.filter((item) => statuses.includes(item.status)).length;
  return [
    `  <testsuite name="${escape(step.slug)}" tests="${cases.length}" failures="${count("failed")}" skipped="${count("skipped", "not-reached")}" time="${durationMs / 1000}">`,
    ...cases.map((item) =>
      renderCase(
        item,
        step.slug,
        lead && [lead.message, ...(lead.fix ? [`Fix: ${lead.fix}`] : [])].join("\n"),
      ),
    ),
    "  </testsuite>",
  ].join("\n");
}

function renderCase({ title, status, because }: Item, slug: string, finding: string | undefined): string {
  const open = `    <testcase classname="${escape(slug)}" name="${escape(title)}"`;
  switch (status) {
    case "passed":
      return `${open}/>`;
    case "failed":
      return `${open}><failure message="${escape(because ?? title)}">${escape(finding ?? "")}</failure></testcase>`;
    case "skipped":
    case "not-reached":
      return `${open}><skipped message="${escape(because ?? status)}"/></testcase>`;
  }
}

function escape(text: string): string {
  return clean(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/\n/g, "&#10;");
}
