import { expect, it } from "vitest";
import { joinLines, splitLines } from "./journal-lines.ts";

it.each([
  ["nothing", ""],
  ["one line without an end", "a"],
  ["Windows endings", "a\r\nb\r\n"],
  ["old Mac endings", "a\rb\r"],
  ["all kinds at once", "\uFEFFa\r\nb\n\n\rc\u2028d\u00A0\t\n\0e"],
])("gives back every character of %s", (_, text) => {
  expect(joinLines(splitLines(text))).toBe(text);
});

it.each([
  ["a code block", "```sh\nX\n```\nY"],
  ["a block of tildes with backticks in it", "~~~\n```\nX\n~~~\nY"],
  ["a block with a longer end", "```\nX\n`````\nY"],
  ["a block with a shorter fence in it", "````\n```\nX\n````\nY"],
  ["a block with what looks like another's beginning", "```\nX\n```js\nX\n```\nY"],
  ["a block with blanks behind its end", "```\nX\n```  \nY"],
  ["a block deep in a list", "- a\n  - b\n    ```yml\n    X\n    ```\n  - Y"],
  ["a block in a list whose code stands at the margin", "- a\n  ```\nX\n  ```\nY"],
  ["a block right behind a list's number", "1. ```sh\n   X\n   ```\nY"],
  ["a block in a quotation", "> ```\n> X\n> ```\n> Y"],
  ["a block that a list item ends, because nobody closed it", "- a\n    ```\n    X\n- Y"],
  ["a block that a heading ends, because nobody closed it", "- a\n  ```\n  X\n## Y"],
  ["a block that its quotation ends", "> ```\n> X\nY"],
  ["a block that nobody closed", "Y\n```\nX\n- X"],
  ["a comment of one line", "<!-- X -->\nY"],
  ["a comment of many lines", "  <!--\nX\n```\nX -->\nY"],
  ["a comment in a list", "- <!-- X\n  X -->\n- Y"],
  ["a comment's signs in a block", "```\n<!-- X\n```\nY"],
  ["code in a line", "```Y``` and `<!--`\nY"],
  ["a remark about comments", "Write `<!--` or <!-- to hide something\nY"],
])("tells what is quoted from what is not: %s", (_, text) => {
  const quoted = splitLines(text).map((line) => [line.text, line.quoted] as const);
  expect(quoted.filter(([line]) => line.includes("X")).every(([, is]) => is)).toBe(true);
  expect(quoted.filter(([line]) => line.includes("Y")).every(([, is]) => !is)).toBe(true);
});
