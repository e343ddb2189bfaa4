import { expect, it } from "vitest";
import { applyEdits } from "./apply-edits.ts";
import { editTo } from "./edit-lines.ts";

const path = ".env";
const edited = (text: string, to: string) => {
  const edit = editTo({ path, text }, to);
  return edit && applyEdits(text, [edit]);
};

it("holds the lines that differ, and no others", () => {
  expect(editTo({ path, text: "a\nb\nc\n" }, "a\nB\nc\n")).toEqual({
    file: path,
    line: 2,
    from: "b",
    to: "B",
  });
  expect(editTo({ path, text: "a\nb\n" }, "a\nb\n")).toBeUndefined();
});

it.each([
  ["adds a line at the end", "a\n", "a\nb\n"],
  ["adds a line where the last one is not ended", "a", "a\nb\n"],
  ["removes a line", "a\nb\nc\n", "a\nc\n"],
  ["removes one of two that are the same", "a\na\n", "a\n"],
  ["writes into an empty file", "", "a\n"],
  ["fills an empty line", "a\n\nb\n", "a\nx\nb\n"],
])("%s", (_, text, to) => {
  expect(edited(text, to)).toBe(to);
});

it("keeps the line endings of the file", () => {
  expect(edited("a\r\nb\r\n", "a\r\nB\r\n")).toBe("a\r\nB\r\n");
});
