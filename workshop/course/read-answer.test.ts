import { expect, it } from "vitest";
import { readAnswer } from "./read-answer.ts";
import { readAnswers } from "./read-answers.ts";

it.each([
  ["Answer (03-trace-id): 000", "000"],
  ["Answer (03-trace-id):000", "000"],
  ["Answer (03-trace-id) : 000", "000"],
  ["answer(03-Trace-ID): 000", "000"],
  ["- **Answer (03-trace-id):** `000`", "000"],
  ["* **Answer (03-trace-id)**: **000**", "000"],
  ["1. _Answer (03-trace-id):_ _000_", "000"],
  ["> **Answer (03-trace-id): 000**", "000"],
  ["- [x] Answer (03-trace-id): 000", "000"],
  ["\uFEFFAnswer (03-trace-id): 000\r\n", "000"],
  ["Answer (03-trace-id):   “000”  ", "000"],
  ["Answer (03-trace-id): '000'", "000"],
  ["Answer (03-trace-id): 000 _(taken from the solution)_", "000"],
  ["Answer (03-trace-id): 000 <!-- at last -->", "000"],
  ["Answer (03-trace-id): two words", "two words"],
  ["Answer (03-trace-id):\n000", "000"],
  ["Answer (03-trace-id):\n345.4 ms", "345.4 ms"],
  ["Answer (03-trace-id):\n`000`\n", "000"],
  ["Answer (03-trace-id):\n```\n000\n```\n", "000"],
  ["Answer (03-trace-id):\n\n  ```txt\n  000\n  ```\n", "000"],
  ["Answer (03-trace-id):\nAnswer (03-trace-id): 000", "000"],
  ["Answer (03-trace-id): 000\nAnswer (03-trace-id):", "000"],
  ["Answer (03-trace-id): 111\nAnswer (03-trace-id): 000", "000"],
])("reads %j", (journal, value) => {
  expect(readAnswer(journal, "03-trace-id")?.value).toBe(value);
  expect(readAnswers(journal)).toEqual({ "03-trace-id": value });
});

it.each([
  "Answer (03-trace-id):",
  "Answer (03-trace-id): _____",
  "Answer (03-trace-id):_____",
  "Answer (03-trace-id): …",
  "Answer (03-trace-id): ...",
  "**Answer (03-trace-id):** ** **",
  "Answer (03-trace-id): ???",
  "Answer (03-trace-id): <!-- write it here -->",
  "Answer (03-trace-id):\nI will do this tomorrow",
  "Answer (03-trace-id):\n### 2",
  "Answer (03-trace-id):\n- note",
  "Answer (03-trace-id):\n1. note",
  "Answer (03-trace-id):\n3 things to find out tomorrow, first of all why",
  "Answer (03-trace-id): …\nnote",
  "Answer (03-trace-id):\n```\nnpm run\nload\n```",
  "Answer (03-trace-id):\nAnswer (other): 1",
])("knows that %j is not answered yet", (journal) => {
  expect(readAnswer(journal, "03-trace-id")).toEqual({ value: "", line: 1 });
  expect(readAnswers(journal)["03-trace-id"]).toBe("");
});

it.each([
  "",
  "Answer (04-other): 000",
  "Answer (03-trace-id) 000",
  "My Answer (03-trace-id): 000",
  "```\nAnswer (03-trace-id): 000\n```",
  "<!-- Answer (03-trace-id): 000 -->",
])("finds no answer in %j", (journal) => {
  expect(readAnswer(journal, "03-trace-id")).toBeUndefined();
});

it("says in which line the answer stands", () => {
  expect(readAnswer("a\r\n\r\nAnswer (q): 1\r\nAnswer (q):", "q")).toEqual({ value: "1", line: 3 });
});

it.each(["**", "> ", "Answer (", "- ", " ", "[ ] ", "1. "])("is not held up by lines of %j", (piece) => {
  const lines = `${piece.repeat(Math.ceil(100_000 / piece.length))}Answer\n`.repeat(10);
  expect(readAnswers(`${lines}Answer (q): ${lines}Answer (r): 1`)["r"]).toBe("1");
});

it("takes an id that every object knows for no answer", () => {
  expect(readAnswers("Answer (constructor):")).toEqual({ constructor: "" });
  expect(Object.keys(readAnswers("Answer (__proto__): 1"))).toEqual(["__proto__"]);
});
