import { expect, it } from "vitest";
import { enclosingCall, functionOf, placeOf, statementOf, textOf } from "./places.ts";
import { program } from "./testing-program.ts";

function see(code: string) {
  const [node] = program({ "backend/src/a.ts": code })
    .nodes("Identifier")
    .filter(({ name }) => name === "here");
  if (!node) throw new Error("Nothing is here");
  return node;
}

it.each([
  ["a(here)", "a(here)"],
  ["b; a(here);", "a(here);"],
  ["const a = here", "const a = here"],
  ["export const a = here", "export const a = here"],
  ["export default here", "export default here"],
  ["if (a) b(here);", "b(here);"],
  ["if (here) b();", "if (here) b();"],
  ["for (const a of here) b()", "for (const a of here) b()"],
  ["function f() { return here }", "return here"],
  ["const f = () => here", "const f = () => here"],
  ["const f = () => { a(); here() }", "here()"],
  ["switch (1) { case 1: here() }", "here()"],
  ["import { here } from 'p'", "import { here } from 'p'"],
])("finds the statement in %s", (code, statement) => {
  expect(textOf(statementOf(see(code)))).toBe(statement);
});

it.each([
  ["here", undefined],
  ["function f() { here }", "function f() { here }"],
  ["const f = () => (() => here)", "() => here"],
  ["class A { m() { here } }", "() { here }"],
])("finds the function in %s", (code, expected) => {
  const found = functionOf(see(code));
  expect(found && textOf(found)).toBe(expected);
});

it.each([
  ["a(here)", "a(here)"],
  ["new A({ b: [here] })", "new A({ b: [here] })"],
  ["a(b(here))", "b(here)"],
  ["here(a)", undefined],
  ["here.b.c(a)", undefined],
  ["a(() => here)", undefined],
])("finds the call that gets it in %s", (code, expected) => {
  const found = enclosingCall(see(code));
  expect(found && textOf(found)).toBe(expected);
});

it.each([
  ["here", 1, 1],
  ["\n\n  here", 3, 3],
  ["\r\n\r\n  here", 3, 3],
  ["\uFEFFhere", 1, 2],
  ["// é 🙂\nhere", 2, 1],
  ["const text = '🙂'; here", 1, 20],
])("gives line and column in %j", (code, line, column) => {
  const node = see(code);
  expect(placeOf(node)).toMatchObject({ line, column, file: "backend/src/a.ts", text: "here" });
  expect(code.slice(node.start, node.end)).toBe("here");
});

it.each(["\n", "\r\n"])("gives the nodes of a line, with lines ending in %j", (end) => {
  const each = program({ "backend/src/a.ts": ["a();", "b(c);", "d();"].join(end) });
  expect(each.nodesAt({ file: "backend/src/a.ts", line: 2 }).map(textOf)).toEqual([
    "b(c);",
    "b(c)",
    "b",
    "c",
  ]);
  expect(each.nodesAt({ file: "backend/src/a.ts", line: 9 })).toEqual([]);
  expect(each.nodesAt({ file: "backend/src/b.ts", line: 1 })).toEqual([]);
});

it("shows long code on one line, cut", () => {
  const each = program({ "backend/src/a.ts": `a(\n  "${"x".repeat(200)}",\n)` });
  const [call] = each.nodes("CallExpression");
  expect(call && placeOf(call).text).toMatch(/^a\( "x{115}…$/);
});
