import { expect, it } from "vitest";
import { addAfter, addBefore, editSource, removeFrom, replaceIn } from "./edit-source.ts";
import { applyEdits } from "./apply-edits.ts";
import type { Edit } from "../remedy.ts";

const path = "backend/src/a.ts";
const lines = ["function work() {", '  span.end("x");', "  return 1;", "}", ""];
const text = lines.join("\n");
const range = (part: string, within = text) => {
  const start = within.indexOf(part);
  return { start, end: start + part.length };
};
const made = (edit: Edit | undefined, given = text) => edit && applyEdits(given, [edit]);

it("replaces part of a line and keeps the rest of it", () => {
  const edit = replaceIn({ path, text }, range('"x"'), "");
  expect(edit).toEqual({ file: path, line: 2, from: '  span.end("x");', to: "  span.end();" });
  expect(made(edit)).toBe(text.replace('"x"', ""));
});

it("replaces what goes over several lines", () => {
  const edit = replaceIn({ path, text }, range(`${lines[1]}\n  return`), "  throw");
  expect(edit).toMatchObject({ line: 2, from: `${lines[1]}\n  return 1;`, to: "  throw 1;" });
});

it("makes two changes in one edit", () => {
  const edit = editSource(
    { path, text },
    { ...range("return 1"), text: "return 2" },
    { ...range("span"), text: "it" },
  );
  expect(made(edit)).toBe(text.replace("span", "it").replace("return 1", "return 2"));
});

it.each([
  ["after", addAfter, ["function work() {", '  span.end("x");', "  more();", "  return 1;", "}", ""]],
  ["before", addBefore, ["function work() {", "  more();", '  span.end("x");', "  return 1;", "}", ""]],
] as const)("adds lines %s a statement, indented as it is", (_, add, wanted) => {
  expect(made(add({ path, text }, range('span.end("x");'), "more();"))).toBe(wanted.join("\n"));
});

it("adds lines after the last line of a file", () => {
  const short = "start();";
  expect(made(addAfter({ path, text: short }, range(short, short), "more();"), short)).toBe(
    "start();\nmore();",
  );
});

it("removes the whole line of a statement", () => {
  expect(made(removeFrom({ path, text }, range('span.end("x")')))).toBe(
    text.replace('  span.end("x");\n', ""),
  );
});

it("removes a statement that shares its line, and nothing else of it", () => {
  const shared = "a(); b(); c();";
  expect(made(removeFrom({ path, text: shared }, range("b();", shared)), shared)).toBe("a();  c();");
});

it("keeps the line endings of the file", () => {
  const given = text.replaceAll("\n", "\r\n");
  const edit = replaceIn({ path, text: given }, range("return 1", given), "return 2");
  expect(made(edit, given)).toBe(given.replace("return 1", "return 2"));
});

it("makes no edit in a file that is no longer as the edit says", () => {
  expect(applyEdits(text, [{ file: path, line: 2, from: "  span.close();", to: "" }])).toBeUndefined();
});
