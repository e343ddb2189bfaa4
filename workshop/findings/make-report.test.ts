import { expect, it } from "vitest";
import type { Step } from "../course/step.ts";
import type { Evidence } from "../lab/evidence.ts";
import { makeReport, type JudgedItem } from "./make-report.ts";
import type { Mistake } from "../mistakes/mistake.ts";
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
  }));
  return makeReport({ verdict: { step, items }, earlier: [], evidence, mistakes: [], durationMs: 0 }).report
    .status;
}

it("says neither passed nor not yet where a machine can judge nothing", () => {
  expect(statusWith("skipped", "skipped")).toBe("unable");
});

it.each([{ run: { starved: true, exchanges: [], spans: [] } }, { page: { starved: true, spans: [] } }])(
  "refuses nothing where the machine was too busy: %o",
  (starved) => {
    const items = TITLES.map((title, index): JudgedItem => ({
      title,
      status: index === 0 ? "passed" : "failed",
      blocks: true,
      hollow: false,
    }));
    const seen = { ...evidence, ...starved } as unknown as Evidence;
    const { report } = makeReport({
      verdict: { step, items },
      earlier: [],
      evidence: seen,
      mistakes: [],
      durationMs: 0,
    });
    expect([report.status, ...report.items.map(({ status }) => status)]).toEqual([
      "unable",
      "passed",
      "not-reached",
    ]);
    expect(report.findings.map(({ id }) => id)).toEqual(["machine-too-busy"]);
  },
);

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
  }));
  const { report } = makeReport({
    verdict: { step, items },
    earlier: [],
    evidence,
    mistakes: [],
    durationMs: 0,
  });
  expect(report.status).toBe("tampered");
  expect(report.findings[0]?.message).toContain(TITLES[1]);
  expect(report.findings[0]?.message).not.toContain(TITLES[0]);
});

it("explains a failure by an earlier step that holds only where its mistakes last", () => {
  const item = { title: "", blocks: true, hollow: false } as const;
  const first = { ...step, number: 5, slug: "05-custom-span", promises: [] };
  const told = (id: string, lasting?: boolean): Mistake => ({
    id,
    ...(lasting && { lasting }),
    learn: "",
    when: () => ({ message: "", fix: "" }),
  });
  const { report } = makeReport({
    verdict: { step: { ...step, promises: [] }, items: [{ ...item, status: "failed" }] },
    earlier: [{ step: first, items: [{ ...item, status: "passed" }] }],
    evidence,
    mistakes: [
      { step: first, mistakes: [told("past"), told("lasting", true)] },
      { step, mistakes: [told("own")] },
    ],
    durationMs: 0,
  });
  expect(report.findings.map(({ id }) => id)).toEqual(["lasting", "own"]);
});

it.each([
  ["trace is not defined", "crashed"],
  ["Cannot find module '@opentelemetry/sdk-node'", "blocked"],
])("takes a backend that ended with %j for %s, though an earlier step fails with it", (message, status) => {
  const items = TITLES.map((title): JudgedItem => ({
    title,
    status: "failed",
    blocks: true,
    hollow: false,
  }));
  const at = { file: "backend/src/services/home-activities.ts", line: 5 };
  const run = { uncaught: { message, at, phase: "work" }, outcome: { kind: "exited" } };
  const { report } = makeReport({
    verdict: { step, items },
    earlier: [{ step, items }],
    evidence: {
      ...evidence,
      run: { ...run, exchanges: [], spans: [], stderr: "", stdout: "" },
    } as unknown as Evidence,
    mistakes: [
      { step, mistakes: [{ id: "any", learn: "any", when: () => ({ message: "any", fix: "any" }) }] },
    ],
    durationMs: 0,
  });
  expect(report.status).toBe(status);
});

const breaks: JudgedItem = {
  title: TITLES[0] ?? "",
  status: "not-reached",
  because: "The check itself failed here: RangeError: too deep",
  blocks: true,
  hollow: false,
  broken: "RangeError: too deep\n    at judge",
};

it.each([
  ["passed", "unable", "check-broke"],
  ["failed", "unfinished", "unexplained"],
] as const)("answers where one item's judge broke and another %s: %s", (other, status, id) => {
  const items = [breaks, { ...breaks, title: TITLES[1] ?? "", status: other, broken: "" }];
  const made = makeReport({ verdict: { step, items }, earlier: [], evidence, mistakes: [], durationMs: 0 });
  expect(made.report).toMatchObject({ status, findings: [{ id }] });
  expect(made.report.items[0]).not.toHaveProperty("broken");
  expect(made.broken).toEqual([{ id: TITLES[0], error: expect.stringContaining("at judge") }]);
});

it("answers where a rule, the traces and the SDK's words break, and says once what did", () => {
  const items = TITLES.map((title): JudgedItem => ({ ...breaks, title, status: "failed", broken: "" }));
  const when = (): never => {
    throw new Error("practice-abcdefgh is no use");
  };
  const run = {
    outcome: { kind: "running" },
    get diagnostics(): never {
      throw new Error("no diagnostics");
    },
    get exchanges(): never {
      throw new Error("no exchanges");
    },
  };
  const { report, broken } = makeReport({
    verdict: { step, items },
    earlier: [],
    evidence: { ...evidence, key: { shell: "practice-abcdefgh" }, run } as unknown as Evidence,
    mistakes: [{ step, mistakes: [{ id: "breaks", learn: "any", when }] }],
    durationMs: 0,
  });
  expect(report).toMatchObject({ status: "unfinished", findings: [{ id: "unexplained" }], traces: [] });
  expect(broken.map(({ id }) => id).sort()).toEqual(["breaks", "traces", "unexplained"]);
  expect(JSON.stringify(broken)).not.toContain("practice-abcdefgh");
});
