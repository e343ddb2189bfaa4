import { expect, it } from "vitest";
import { span } from "../trace/build-span.ts";
import type { Span } from "../trace/span.ts";
import { buildTrees } from "../trace/trees.ts";
import { expected as expectedIn6 } from "../../steps/06-span-fields/scenario.ts";
import { expected as expectedIn9 } from "../../steps/09-user-fields/scenario.ts";
import { compareTrace } from "./compare-trace.ts";

const HOME = "GET /api/activities/home";
const EXPRESS = { name: "@opentelemetry/instrumentation-express", version: "0.72.0" };
const TRACER = { name: "home.activities", version: "" };
const FIELDS = { "app.now": "2026-11-24T09:30:00.000Z", "app.result_length": 3 };

function compare(spans: readonly Span[]) {
  const [tree] = buildTrees(spans);
  if (!tree) throw new Error("no tree");
  return compareTrace({ step: { number: 6, title: "Give the span its fields" }, root: expectedIn6 }, tree);
}

function request(own: Parameters<typeof span>[0], name = HOME): Span[] {
  const root = span({ name, kind: "server" });
  const handler = span({ name: "request handler", parent: root, scope: EXPRESS });
  return [root, handler, ...(own ? [span({ parent: handler, scope: TRACER, ...own })] : [])];
}

function leafOf({ expected }: ReturnType<typeof compare>) {
  return expected.children[0]?.children[0];
}

it("accuses no request of nobody: the spans do not tell who asked", () => {
  const [tree] = buildTrees(request(undefined, "GET /api/activities/notifications"));
  const root = { step: { number: 9, title: "Put users into your traces" }, root: expectedIn9 };
  const { state, notes } = compareTrace(root, tree!).expected;
  expect(state).toBe("perhaps-missing-field");
  expect(notes).toEqual([
    "app.user_id is missing. That is right if the request was sent without that header; else it should be text.",
  ]);
});

it("finds nothing to say about a right trace", () => {
  const { expected, otherRequest } = compare(request({ name: "home-activities-mock-data", fields: FIELDS }));
  expect([expected.state, expected.children[0]?.state, leafOf({ expected } as never)?.state]).toEqual([
    "matched",
    "matched",
    "matched",
  ]);
  expect(otherRequest).toBeNull();
});

it("says what a field should be, in words", () => {
  const fields = { "app.now": "yesterday", "app.result_length": "3" };
  expect(leafOf(compare(request({ name: "home-activities-mock-data", fields })))?.notes).toEqual([
    'app.now is "yesterday"; it should be a time as text, such as 2026-11-24T09:30:00.000Z.',
    'app.result_length is "3"; it should be a number.',
  ]);
});

it("tells a field that is missing from one that is wrong", () => {
  const stateWith = (fields: Record<string, string | number>) =>
    leafOf(compare(request({ name: "home-activities-mock-data", fields })))?.state;
  expect(stateWith({ "app.now": FIELDS["app.now"] })).toBe("missing-field");
  expect(stateWith({ "app.now": "yesterday" })).toBe("wrong-field");
});

it("asks about a field whose name comes near the missing one", () => {
  const fields = { "app.now": FIELDS["app.now"], "app.result-length": 3 };
  expect(leafOf(compare(request({ name: "home-activities-mock-data", fields })))?.notes).toEqual([
    "app.result_length is missing; it should be a number. This span has app.result-length: is that the one?",
  ]);
});

it("asks about a span whose name comes near the missing one", () => {
  const compared = compare(request({ name: "home-activites-mock-data", fields: FIELDS }));
  expect(leafOf(compared)).toMatchObject({
    state: "missing",
    notes: ["This trace has home-activites-mock-data: is that the one?"],
  });
  expect(compared.extra).toEqual([]);
});

it("says what a root lacks that is named by its method alone", () => {
  const compared = compare([span({ name: "GET", kind: "server" })]);
  expect(compared.expected).toMatchObject({
    state: "missing",
    notes: ["This trace has GET alone: the Express instrumentation adds the route."],
  });
  expect(compared.extra).toEqual([]);
});

it("names the tracer of a span that is missing", () => {
  expect(leafOf(compare(request(undefined)))).toMatchObject({
    state: "missing",
    notes: ["Its tracer should be home.activities."],
  });
});

it("knows the trace of another request, and does not take a root without a route for one", () => {
  expect(compare(request(undefined, "GET /api/message_groups")).otherRequest).toBe("GET /api/message_groups");
  expect(compare(request(undefined, "GET")).otherRequest).toBeNull();
  expect(compare(request(undefined, "POST")).otherRequest).toBe("POST");
  expect(compare(request(undefined, "OPTIONS")).otherRequest).toBe("OPTIONS");
});
