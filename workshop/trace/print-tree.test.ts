import { expect, it } from "vitest";
import { span } from "./build-span.ts";
import { printTree } from "./print-tree.ts";
import type { PrintTreeOptions } from "./print-tree.ts";
import type { Span } from "./span.ts";
import { buildTrees } from "./trees.ts";

function print(spans: readonly Span[], options?: PrintTreeOptions): string {
  return buildTrees(spans)
    .map((tree) => printTree(tree, options))
    .join("\n");
}

function story(): Span[] {
  const root = span({ name: "GET /api/activities/home", durationMs: 12.4 });
  const handler = span({ name: "request handler", parent: root, durationMs: 11, startMs: 1 });
  const mock = span({ name: "home-activities-mock-data", parent: handler, durationMs: 0.34, startMs: 2 });
  const failed = span({
    name: "search",
    parent: root,
    durationMs: 1500,
    startMs: 3,
    status: { code: "error", message: "no such term" },
  });
  const orphan = span({ name: "lost", parentSpanId: "f".repeat(16), startMs: 4 });
  return [root, handler, mock, failed, orphan];
}

it("draws a trace as a tree with durations, errors and orphans", () => {
  expect(print(story())).toMatchInlineSnapshot(`
    "GET /api/activities/home  12.4 ms
    ├─ request handler  11.0 ms
    │  └─ home-activities-mock-data  340 µs
    └─ search  1.50 s  ✘ error: no such term
    lost  10.0 ms  ⚠ orphan: its parent, in the same process, never came (not ended, or not flushed)"
  `);
});

it("needs no sign outside ASCII when told so", () => {
  const text = print(story(), { ascii: true });
  expect(text).toMatchInlineSnapshot(`
    "GET /api/activities/home  12.4 ms
    +- request handler  11.0 ms
    |  \`- home-activities-mock-data  340 us
    \`- search  1.50 s  x error: no such term
    lost  10.0 ms  ! orphan: its parent, in the same process, never came (not ended, or not flushed)"
  `);
});

it("shows chosen fields behind the name", () => {
  expect(
    print([span({ fields: { "app.result_length": 3 } })], { fields: ["app.result_length", "absent"] }),
  ).toBe("GET /api/activities/home  10.0 ms  app.result_length=3");
});

it("lets no name move the cursor or turn the line around", () => {
  const text = print([span({ name: "a\u001b[2J\u0007\nb\u202e" })]);
  expect(text).toBe("a\\u{1b}[2J\\u{7}\\nb\\u{202e}  10.0 ms");
});

it("stops after the most spans asked for and counts the rest", () => {
  const root = span();
  const spans = [root, ...Array.from({ length: 9 }, () => span({ name: "child", parent: root }))];
  expect(print(spans, { maxSpans: 2 }).split("\n").at(-1)).toBe("… and 8 more spans");
});

it("prints a chain of 20 000 spans without ever growing lines", () => {
  const chain = [span()];
  while (chain.length < 20_000) chain.push(span({ parent: chain.at(-1) as Span, startMs: chain.length }));
  expect(print(chain, { maxSpans: 20_000 }).length).toBeLessThan(20_000 * 240);
});

it("names the service wherever a trace goes over from one to another", () => {
  const root = span({ name: "GET", kind: "client", durationMs: 48.3, service: "frontend" });
  const server = span({
    name: "GET /api/activities/home",
    parent: root,
    durationMs: 19.6,
    service: "backend",
  });
  const handler = span({ name: "request handler", parent: server, durationMs: 17.9, service: "backend" });
  expect(print([root, server, handler])).toMatchInlineSnapshot(`
    "GET  48.3 ms  (frontend)
    └─ GET /api/activities/home  19.6 ms  (backend)
       └─ request handler  17.9 ms"
  `);
});
