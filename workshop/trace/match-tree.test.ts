import { expect, it } from "vitest";
import { span } from "./build-span.ts";
import { matchTree } from "./match-tree.ts";
import type { ExpectedSpan } from "./match-tree.ts";
import type { Span } from "./span.ts";
import { buildTrees } from "./trees.ts";

const MOCK: ExpectedSpan = { name: "home-activities-mock-data", scope: "home.activities" };
const EXPECTED: ExpectedSpan = {
  name: /^GET \/api\/activities\/home$/,
  kind: "server",
  children: [{ name: /^request handler/, children: [MOCK] }],
};

function match(expected: ExpectedSpan, spans: readonly Span[]) {
  const [tree] = buildTrees(spans);
  if (tree === undefined) throw new Error("no tree");
  return matchTree(expected, tree);
}

function right() {
  const root = span({ kind: "server" });
  const handler = span({ name: "request handler", parent: root });
  const scope = { name: "home.activities", version: "" };
  const mock = span({ name: "home-activities-mock-data", parent: handler, scope });
  return { root, handler, mock, scope };
}

it("finds nothing to say about the expected tree, and lists what nobody expected as extra", () => {
  const { root, handler, mock } = right();
  const layer = span({ name: "middleware - jsonParser", parent: root });
  const result = match(EXPECTED, [root, handler, mock, layer]);
  expect(result).toMatchObject({ missing: [], wrongParent: [], wrongField: [], extra: [layer] });
  expect(result.matched.map(({ span: { name } }) => name)).toEqual([root.name, handler.name, mock.name]);
});

it("names what is missing and under what it should be", () => {
  const { root, handler } = right();
  const { missing } = match(EXPECTED, [root, handler]);
  expect(missing).toEqual([{ expected: MOCK, expectedParent: EXPECTED.children?.[0] }]);
});

it("misses no optional span", () => {
  const { root } = right();
  expect(match({ name: root.name, children: [{ name: "maybe", optional: true }] }, [root]).missing).toEqual(
    [],
  );
});

it("recognises a span under the wrong parent instead of calling it missing", () => {
  const { root, handler, scope } = right();
  const mock = span({ name: "home-activities-mock-data", parent: root, scope });
  const { missing, wrongParent } = match(EXPECTED, [root, handler, mock]);
  expect(missing).toEqual([]);
  expect(wrongParent).toMatchObject([
    { span: mock, parent: root, expectedParent: { name: /^request handler/ } },
  ]);
});

it("recognises a span that became a root or an orphan", () => {
  const { root, handler, scope } = right();
  const asRoot = span({ name: "home-activities-mock-data", scope });
  expect(match(EXPECTED, [root, handler, asRoot]).wrongParent).toMatchObject([{ span: asRoot }]);
  const local = { ...root, parentSpanId: "f".repeat(16) as Span["spanId"], parentIsRemote: false };
  expect(match(EXPECTED, [local, handler]).wrongParent).toMatchObject([{ span: local }]);
});

it("takes a root whose parent lives in another process as the root", () => {
  const { root, handler, mock } = right();
  const remote = { ...root, parentSpanId: "f".repeat(16) as Span["spanId"], parentIsRemote: true };
  expect(match(EXPECTED, [remote, handler, mock]).wrongParent).toEqual([]);
});

it("takes the request that another service sent for a root, below the span that sent it", () => {
  const browser = span({ name: "GET", kind: "client", service: "frontend" });
  const root = span({ kind: "server", parent: browser });
  const handler = span({ name: "request handler", parent: root });
  const scope = { name: "home.activities", version: "" };
  const mock = span({ name: "home-activities-mock-data", parent: handler, scope });
  const result = match(EXPECTED, [browser, root, handler, mock]);
  expect(result).toMatchObject({ missing: [], wrongParent: [], wrongField: [], extra: [browser] });
});

it("finds a span at any depth only where that is allowed", () => {
  const { root, handler, mock } = right();
  const expected = { name: root.name, children: [{ ...MOCK, anyDepth: true }] };
  expect(match(expected, [root, handler, mock]).wrongParent).toEqual([]);
  expect(match({ name: root.name, children: [MOCK] }, [root, handler, mock]).wrongParent).toHaveLength(1);
});

it("says which field, scope or kind differs, with what was found and wanted", () => {
  const found = span({ fields: { "app.result_length": "3", "app.now": "2026", "app.user_id": "worf" } });
  const { wrongField } = match(
    {
      name: found.name,
      scope: "home.activities",
      kind: "server",
      fields: {
        "app.result_length": { type: "number" },
        "app.now": /^\d{4}-/,
        "app.user_id": "worf",
        "app.absent": (value) => value === 1,
      },
    },
    [found],
  );
  expect(wrongField.map(({ what, name, found: value, wanted }) => [what, name, value, wanted])).toEqual([
    ["scope", "scope", "test", '"home.activities"'],
    ["kind", "kind", "internal", '"server"'],
    ["field", "app.result_length", "3", "a number"],
    ["field", "app.now", "2026", "text like /^\\d{4}-/"],
    ["field", "app.absent", undefined, "another value"],
  ]);
});

it("prefers, of several spans with the name, the one that differs least", () => {
  const root = span();
  const wrong = span({ name: "query", parent: root, fields: { rows: 1 } });
  const good = span({ name: "query", parent: root, startMs: 1, fields: { rows: 2 } });
  const result = match({ name: root.name, children: [{ name: "query", fields: { rows: 2 } }] }, [
    root,
    wrong,
    good,
  ]);
  expect(result).toMatchObject({ wrongField: [], extra: [wrong] });
});
