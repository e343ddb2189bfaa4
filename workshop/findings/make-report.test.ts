import { expect, it } from "vitest";
import type { Step } from "../course/step.ts";
import type { Evidence } from "../lab/evidence.ts";
import { makeReport, type JudgedItem } from "./make-report.ts";
import type { ItemStatus } from "./report.ts";

const TITLES = ["a browser shows the page", "its spans arrive"];
const step: Step = {
  number: 8,
  slug: "08-frontend-latency",
  title: "Measure the frontend's latency",
  folder: "steps/08-frontend-latency",
  promises: TITLES,
};
const evidence = { key: {}, workspace: {} } as Evidence;

function statusWith(...statuses: ItemStatus[]): string {
  const items = statuses.map((status, index): JudgedItem => ({
    title: TITLES[index] ?? "",
    status,
    because: "No browser could be started",
    blocks: true,
    hollow: false,
    switchedOff: false,
  }));
  return makeReport({ verdict: { step, items }, earlier: [], evidence, mistakes: [], durationMs: 0 }).status;
}

it("says neither passed nor not yet where a machine can judge nothing", () => {
  expect(statusWith("skipped", "skipped")).toBe("unable");
});

it("passes over what this machine cannot judge, once the rest is kept", () => {
  expect(statusWith("passed", "skipped")).toBe("passed");
  expect(statusWith("failed", "skipped")).toBe("unfinished");
});

it("passes no item that would pass whatever it is given", () => {
  const items = TITLES.map((title): JudgedItem => ({
    title,
    status: "passed",
    blocks: true,
    hollow: title === TITLES[1],
    switchedOff: false,
  }));
  const report = makeReport({ verdict: { step, items }, earlier: [], evidence, mistakes: [], durationMs: 0 });
  expect(report.status).toBe("tampered");
  expect(report.findings[0]?.message).toContain(TITLES[1]);
  expect(report.findings[0]?.message).not.toContain(TITLES[0]);
});
