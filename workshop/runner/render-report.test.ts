import { expect, it } from "vitest";
import type { Finding } from "../findings/finding.ts";
import type { CheckReport } from "../findings/report.ts";
import { renderReport } from "./render-report.ts";
import { lookOf, toPlain } from "./terminal.ts";

it("shows a failed check with its first finding under the promise that failed", () => {
  expect(screen(report(), 80)).toMatchInlineSnapshot(`
    "Step 4 · Initialize the provider
      ✔ the backend starts and answers GET /api/activities/home
      ✘ one request makes one connected trace
          Express was loaded before the SDK started, so it could not be
          instrumented.
          Where: backend/src/server.ts:1
          You have: GET  12.4 ms
          Fix: load it first, in backend/package.json:
            "start": "node --import tsx --import ./src/instrumentation.ts src/server.ts"
          Why: steps/04-initialize-provider/README.md#start-it-first
      · the last spans arrive when the backend stops (not reached)
    Not yet (1.2 s). Next: npm run hint 4"
  `);
});

it("keeps lines to paste whole in a narrow window", () => {
  const text = screen(report(), 40);
  expect(text).toMatchInlineSnapshot(`
    "Step 4 · Initialize the provider
      ✔ the backend starts and answers GET
        /api/activities/home
      ✘ one request makes one connected
        trace
          Express was loaded before the SDK
          started, so it could not be
          instrumented.
          Where: backend/src/server.ts:1
          You have: GET  12.4 ms
          Fix: load it first, in
            backend/package.json:
            "start": "node --import tsx --import ./src/instrumentation.ts src/server.ts"
          Why:
          steps/04-initialize-provider/README.md#start-it-first
      · the last spans arrive when the
        backend stops (not reached)
    Not yet (1.2 s). Next: npm run hint 4"
  `);
  expect(text).toContain(PASTE);
});

it("is made of plain words when piped", () => {
  expect(toPlain(renderReport(report(), lookOf({}, {})))).toMatchInlineSnapshot(`
    "Step 4 - Initialize the provider
      passed: the backend starts and answers GET /api/activities/home
      failed: one request makes one connected trace
          Express was loaded before the SDK started, so it could not be instrumented.
          Where: backend/src/server.ts:1
          You have: GET  12.4 ms
          Fix: load it first, in backend/package.json:
            "start": "node --import tsx --import ./src/instrumentation.ts src/server.ts"
          Why: steps/04-initialize-provider/README.md#start-it-first
      not reached: the last spans arrive when the backend stops
    Not yet (1.2 s). Next: npm run hint 4"
  `);
});

it("shows the trace of a passed check and where the next step begins", () => {
  const passed = report({
    status: "passed",
    items: [
      {
        title: "spans reach Honeycomb with your key",
        status: "passed",
        because: "https://api.honeycomb.io/v1/traces",
      },
    ],
    findings: [
      finding({
        severity: "advice",
        message: "The key is committed.",
        file: "journal/week2.md",
        line: 9,
        fix: "Make a new key.",
      }),
    ],
    traces: ["GET /api/activities/home  12.4 ms\n└─ request handler  1.1 ms"],
  });
  const around = { nextStep: { number: 5, slug: "05-custom-span" }, notes: ["Ticked in journal/week2.md."] };
  expect(screen(passed, 80, around)).toMatchInlineSnapshot(`
    "Step 4 · Initialize the provider
      ✔ spans reach Honeycomb with your key: https://api.honeycomb.io/v1/traces
      Your trace:
        GET /api/activities/home  12.4 ms
        └─ request handler  1.1 ms
      ! The key is committed. (journal/week2.md:9)
        Make a new key.
    Ticked in journal/week2.md.
    Step 5 begins in steps/05-custom-span/README.md
    Passed (1.2 s). Next: npm run check:step 5"
  `);
});

it.each([
  ["blocked", "An earlier step comes first (1.2 s). Next: npm run check:step 2"],
  ["crashed", "Your backend crashed (1.2 s). Next, once it is mended: npm run check:step 4"],
  ["tampered", "The check itself was changed (1.2 s). Next: git restore steps/04-initialize-provider"],
  ["unable", "This machine could not run the check (1.2 s). Next, once it is mended: npm run check:step 4"],
] as const)("ends with the next command when %s", (status, last) => {
  const findings = [finding({ learn: "steps/02-compose-env-vars/README.md#three-variables" })];
  const text = screen(
    report({ status, findings, items: [{ title: "it starts", status: "not-reached" }] }),
    120,
  );
  expect(text.split("\n").at(-1)).toBe(last);
  expect(text).toContain("Express was loaded before the SDK started");
});

it("sends nobody back to a step that was done: what broke it is mended from here", () => {
  const findings = [finding({ learn: "steps/02-compose-env-vars/README.md#three-variables" })];
  const around = { ticked: new Set(["02-compose-env-vars"]) };
  const last = screen(report({ status: "blocked", findings }), 120, around)
    .split("\n")
    .at(-1);
  expect(last).toBe("Not yet (1.2 s). Next, once it is mended: npm run check:step 4");
});

it("lays an earlier step's finding under none of this step's promises", () => {
  const findings = [finding({ learn: "steps/02-compose-env-vars/README.md#three-variables" })];
  const items = [{ title: "your journal holds the trace id", status: "failed" as const }];
  const lines = screen(report({ status: "blocked", findings, items }), 120).split("\n");
  const place = (words: string) => lines.findIndex((line) => line.includes(words));
  expect(place("Express was loaded before the SDK started")).toBeGreaterThan(0);
  expect(place("Express was loaded before the SDK started")).toBeLessThan(place("your journal holds"));
});

it("never hands a program's cursor codes on to the terminal", () => {
  const text = screen(report({ findings: [finding({ message: "It printed \x1b[2J\x1b[31mred\x07." })] }), 80);
  expect(text).toContain("It printed red.");
});

const PASTE = '"start": "node --import tsx --import ./src/instrumentation.ts src/server.ts"';

/** A window with glyphs, without the colours that would hide the text here. */
function screen(given: CheckReport, columns: number, around = {}): string {
  const look = lookOf({ isTTY: true, columns }, {});
  const paint = Object.fromEntries(
    Object.keys(look.paint).map((name) => [name, (text: string) => text]),
  ) as typeof look.paint;
  return renderReport(given, { ...look, paint }, around);
}

function report(changes: Partial<CheckReport> = {}): CheckReport {
  return {
    step: { number: 4, slug: "04-initialize-provider", title: "Initialize the provider" },
    status: "unfinished",
    items: [
      { title: "the backend starts and answers GET /api/activities/home", status: "passed" },
      { title: "one request makes one connected trace", status: "failed", because: "its root is no request" },
      { title: "the last spans arrive when the backend stops", status: "not-reached" },
    ],
    findings: [finding()],
    traces: [],
    durationMs: 1180,
    ...changes,
  };
}

function finding(changes: Partial<Finding> = {}): Finding {
  return {
    id: "express-imported-before-sdk",
    severity: "wrong",
    message: "Express was loaded before the SDK started, so it could not be instrumented.",
    file: "backend/src/server.ts",
    line: 1,
    found: "GET  12.4 ms",
    fix: `load it first, in backend/package.json:\n${PASTE}`,
    learn: "steps/04-initialize-provider/README.md#start-it-first",
    ...changes,
  };
}
