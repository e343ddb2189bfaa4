import { expect, it } from "vitest";
import { fillAnswer } from "./fill-answer.ts";
import { readAnswer } from "./read-answer.ts";

it.each([
  ["a\r\nAnswer (q): …\r\nb", "a\r\nAnswer (q): 42 _(taken from the solution)_\r\nb"],
  ["Answer (q):", "Answer (q): 42 _(taken from the solution)_"],
  ["Answer (q):_____\n", "Answer (q): 42 _(taken from the solution)_\n"],
  ["- **Answer (Q):** _____\n", "- **Answer (Q):** 42 _(taken from the solution)_\n"],
  ["Answer (q):\nAnswer (q):\n", "Answer (q): 42 _(taken from the solution)_\nAnswer (q):\n"],
  ["Answer (q):\nI gave up here.\n", "Answer (q): 42 _(taken from the solution)_\nI gave up here.\n"],
])("fills the empty answer in %j, marked as the solution's", (journal, filled) => {
  expect(fillAnswer(journal, "q", "42")).toEqual({ markdown: filled, outcome: "filled" });
  expect(readAnswer(filled, "q")?.value).toBe("42");
});

it.each(["Answer (q): mine", "Answer (q):\nAnswer (q): mine", "Answer (q):\n`mine`", "Answer (q): 0"])(
  "never replaces what the learner answered in %j",
  (journal) => {
    expect(fillAnswer(journal, "q", "42")).toEqual({ markdown: journal, outcome: "not-empty" });
  },
);

it.each(["", "Answer (r):", "```\nAnswer (q):\n```"])(
  "writes nothing where %j has no such line",
  (journal) => {
    expect(fillAnswer(journal, "q", "42")).toEqual({ markdown: journal, outcome: "no-line" });
  },
);
