import type { Node } from "oxc-parser";
import { expect, it } from "vitest";
import { program } from "../../facts/program/testing-program.ts";
import { addAfterStatement, addElement, addOption, nameIn, removeProperty } from "./edit-code.ts";
import type { Edit } from "../remedy.ts";

const FILE = "backend/src/a.ts";

it.each([
  ["f({ a: 1, b: 2 });", "f({ b: 2 });"],
  ["f({ b: 2, a: 1 });", "f({ b: 2 });"],
  ["f({ a: 1 });", "f();"],
  ["f({ a: 1 }, 2);", "f({}, 2);"],
  ["const o = { a: 1, };", "const o = {};"],
  ["const o = { a: 1, // one\n  b: 2 };", "const o = { // one"],
])("removes an option with its comma: %s", (code, to) => {
  expect(edited(code, (each) => removeProperty(propertyA(each)))?.to).toBe(to);
});

it("removes an option's whole line", () => {
  const code = "f({\n  b: 2,\n  a: 1,\n});";
  expect(edited(code, (each) => removeProperty(propertyA(each)))).toMatchObject({
    line: 3,
    from: "  a: 1,",
    to: "",
  });
});

it.each([
  ["const s = f();", "s.go();", "line 2"],
  ["const s = f(); // made", "s.go();", "line 2"],
  [
    "function g() { const s = f(); return s; }",
    "function g() { const s = f(); s.go(); return s; }",
    "line 1",
  ],
  ["const g = () => { const s = f() }", "const g = () => { const s = f(); s.go(); }", "line 1"],
])("adds a statement where it runs next: %s", (code, to, line) => {
  const edit = edited(code, (each) => addAfterStatement(first(each, "CallExpression"), "s.go();"));
  expect([edit?.to, `line ${edit?.line}`]).toEqual([to, line]);
});

it.each([
  ["f([]);", "f([x]);"],
  ["f([a]);", "f([a, x]);"],
  ["f([a,]);", "f([a, x]);"],
])("adds an element to a list: %s", (code, to) => {
  expect(edited(code, (each) => addElement(first(each, "ArrayExpression"), "x"))?.to).toBe(to);
});

it.each([
  ["f();", "f({ x: 1 });"],
  ["f({});", "f({ x: 1 });"],
  ["f({ a: 1 });", "f({ a: 1, x: 1 });"],
  ["f(options);", undefined],
])("adds an option to a call: %s", (code, to) => {
  const edit = edited(code, (each) => {
    const call = first(each, "CallExpression");
    return addOption(call, call.arguments[0], "x: 1");
  });
  expect(edit?.to).toBe(to);
});

it.each([
  ['import { trace as t } from "api";\nt;', "t", 0],
  ['import * as api from "api";\napi;', "api.trace", 0],
  ['import type { trace } from "api";\nlet a: trace;', "trace", 1],
  ["f();", "trace", 1],
])("calls an export as the file does: %s", (code, local, count) => {
  const name = nameIn(program({ [FILE]: code }), FILE, { name: "trace", from: "api" });
  expect([name.local, name.edits.length]).toEqual([local, count]);
});

type Each = ReturnType<typeof program>;

function edited(code: string, edit: (each: Each) => Edit | undefined): Edit | undefined {
  return edit(program({ [FILE]: code }));
}

function first<T extends Node["type"]>(each: Each, type: T): Extract<Node, { type: T }> {
  const [node] = each.nodes(type);
  if (!node) throw new Error(`No ${type}`);
  return node;
}

function propertyA(each: Each): Node {
  const found = each.nodes("Property").find(({ key }) => key.type === "Identifier" && key.name === "a");
  if (!found) throw new Error("No property a");
  return found;
}
