import { expect, it } from "vitest";
import type { CheckReport } from "../findings/report.ts";
import { renderJunit } from "./render-junit.ts";

it("makes a suite of each step and a case of each item, with markup escaped", () => {
  expect(
    renderJunit([
      report({
        items: [
          { title: "the backend starts", status: "passed" },
          { title: "spans <arrive>", status: "failed", because: 'no "span" & none' },
          { title: "it stops", status: "not-reached" },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite name="04-initialize-provider" tests="3" failures="1" skipped="1" time="1.2">
        <testcase classname="04-initialize-provider" name="the backend starts"/>
        <testcase classname="04-initialize-provider" name="spans &lt;arrive&gt;"><failure message="no &quot;span&quot; &amp; none"></failure></testcase>
        <testcase classname="04-initialize-provider" name="it stops"><skipped message="not-reached"/></testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

it("never lets a check that could not judge look like a passed one", () => {
  const text = renderJunit([
    report({ status: "blocked", items: [{ title: "it starts", status: "not-reached" }] }),
  ]);
  expect(text).toContain('failures="1"');
});

function report(changes: Partial<CheckReport>): CheckReport {
  return {
    step: { number: 4, slug: "04-initialize-provider", title: "Initialize the provider" },
    status: "unfinished",
    items: [],
    findings: [],
    traces: [],
    durationMs: 1200,
    ...changes,
  };
}
