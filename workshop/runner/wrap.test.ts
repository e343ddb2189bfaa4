import { expect, it } from "vitest";
import { columns, wrap } from "./wrap.ts";

it("breaks between words and indents what follows", () => {
  expect(wrap("one two three four", { width: 12, first: "- ", rest: "  " })).toBe("- one two\n  three four");
});

it("never breaks a word, so that a path can be copied", () => {
  const path = "steps/04-initialize-provider/README.md";
  expect(wrap(`Why: ${path}`, { width: 20 })).toBe(`Why:\n${path}`);
});

it("leaves a text alone where no width is known", () => {
  const text = "word ".repeat(100).trim();
  expect(wrap(text, { width: Infinity })).toBe(text);
});

it("counts columns, not bytes or colours", () => {
  expect(columns("\x1b[31mred\x1b[0m")).toBe(3);
  expect(columns("日本")).toBe(4);
  expect(columns("e\u0301té")).toBe(3);
});
