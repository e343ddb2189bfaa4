import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fillAnswer } from "./fill-answer.ts";
import { readAnswer } from "./read-answer.ts";
import { readAnswers } from "./read-answers.ts";
import { readChecklist } from "./read-checklist.ts";
import { tick, untick, type Proof } from "./tick.ts";

const SLUGS = ["01-set-api-key", "02-compose-env-vars"];
const proof: Proof = {
  date: "2026-11-24",
  durationMs: 1180,
  trace: "GET /api/activities/home  12.4 ms",
  hash: "a1b2c3d4",
};
const BEHIND = " — ✔ 2026-11-24 · 1.2 s · GET /api/activities/home 12.4 ms · #a1b2c3d4";
const LIST = `- **REQUIRED**
  - [ ] 1 Send
    - [ ] [01 Key](../steps/01-set-api-key/README.md)
    - [ ] [02 Compose](../steps/02-compose-env-vars/README.md)
  - [ ] 2 Later
`;

it("changes the box, and puts the proof behind it", () => {
  expect(tick(LIST, "01-set-api-key", proof)).toEqual({
    outcome: "ticked",
    markdown: LIST.replace(
      "[ ] [01 Key](../steps/01-set-api-key/README.md)",
      `[x] [01 Key](../steps/01-set-api-key/README.md)${BEHIND}`,
    ),
  });
});

it("ticks the parent with its last child, and no other parent", () => {
  const { markdown } = tick(tick(LIST, "01-set-api-key", proof).markdown, "02-compose-env-vars", proof);
  expect(markdown).toContain("- [x] 1 Send");
  expect(markdown).toContain("- [ ] 2 Later");
});

it("takes tick, proof and parent back", () => {
  const both = tick(tick(LIST, "01-set-api-key", proof).markdown, "02-compose-env-vars", proof).markdown;
  const one = untick(both, "02-compose-env-vars");
  expect(one).toContain("- [ ] 1 Send");
  expect(untick(one, "01-set-api-key")).toBe(LIST);
});

it("renews a proof in its place and keeps what the learner wrote behind the link", () => {
  const noted = LIST.replace("key/README.md)", "key/README.md) took me an hour");
  const first = tick(noted, "01-set-api-key", proof).markdown;
  const second = tick(first, "01-set-api-key", { ...proof, hash: "ffffffff" });
  expect(second.outcome).toBe("renewed");
  expect(second.markdown).toBe(first.replace("#a1b2c3d4", "#ffffffff"));
  expect(second.markdown).toContain("took me an hour — ✔");
});

it("reads the proof that it wrote", () => {
  const box = readChecklist(tick(LIST, "01-set-api-key", proof).markdown, SLUGS).get("01-set-api-key");
  expect(box).toMatchObject({
    ticked: true,
    line: 3,
    count: 1,
    proof: { date: "2026-11-24", durationMs: 1200, hash: "a1b2c3d4" },
  });
});

it.each([
  ["Windows line endings", LIST.replaceAll("\n", "\r\n")],
  ["no final line ending", LIST.trimEnd()],
  ["a byte order mark", `\uFEFF${LIST}`],
  ["mixed endings", LIST.replace("\n", "\r\n")],
  ["tabs", LIST.replaceAll("    -", "\t\t-").replaceAll("  -", "\t-")],
  ["stars and numbers", LIST.replaceAll("    -", "    *").replace("  - [ ] 1", "  1. [ ] 1")],
  ["a link without the file", LIST.replace("key/README.md", "key/")],
  ["an anchor", LIST.replace("key/README.md", "key/README.md#your-task")],
  ["a link from the root", LIST.replace("../steps/01", "/steps/01")],
  ["another text", LIST.replace("01 Key", "the key!")],
])("finds the box with %s, and leaves every other byte alone", (_, journal) => {
  const { markdown, outcome } = tick(journal, "01-set-api-key", proof);
  expect(outcome).toBe("ticked");
  expect(markdown.replace(BEHIND, "").replace("[x]", "[ ]")).toBe(journal);
});

it.each([
  ["in a code block", "```\n- [ ] [k](../steps/01-set-api-key/README.md)\n```\n"],
  ["in a comment", "<!--\n- [ ] [k](../steps/01-set-api-key/README.md)\n-->\n"],
  ["without a link", "- [ ] 01-set-api-key\n"],
  ["with a link to a longer name", "- [ ] [k](../steps/01-set-api-key-again/README.md)\n"],
  ["in an empty journal", ""],
])("writes nothing for a box %s", (_, journal) => {
  expect(tick(journal, "01-set-api-key", proof)).toEqual({ markdown: journal, outcome: "no-box" });
});

it("finds a box behind a code block and a comment", () => {
  const journal = `\`\`\`sh\nls\n\`\`\`\n<!-- note -->\n${LIST}`;
  expect(tick(journal, "01-set-api-key", proof).outcome).toBe("ticked");
});

it("ticks a box that stands twice in both places", () => {
  const { markdown } = tick(LIST + LIST, "01-set-api-key", proof);
  expect(markdown.split(BEHIND)).toHaveLength(3);
  expect(readChecklist(markdown, SLUGS).get("01-set-api-key")).toMatchObject({ ticked: true, count: 2 });
});

it("finds its box in notes of five megabytes", () => {
  const notes =
    "- [ ] [ ](".repeat(1_000) +
    "\n" +
    "Answer (".repeat(1_000) +
    "\n" +
    `${"word ".repeat(200)}\n`.repeat(5_000);
  const { markdown } = tick(notes + LIST, "01-set-api-key", proof);
  expect(markdown).toBe(notes + tick(LIST, "01-set-api-key", proof).markdown);
});

it("has a box for every step of the course in the journal that comes with it", () => {
  const journal = readFileSync(join(import.meta.dirname, "../../journal/week2.md"), "utf8");
  const boxes = [...journal.matchAll(/steps\/(\d\d-[\w-]+)/g)].map(([, slug]) => slug as string);
  expect(boxes).toHaveLength(10);
  expect([...readChecklist(journal, boxes).keys()]).toEqual(boxes);
});

it.each([
  ["Answer (03-trace-id): 000", "000"],
  ["- **Answer (03-trace-id):** `000`", "000"],
  ["Answer (03-trace-id):   “000”  ", "000"],
  ["Answer (03-trace-id): _____", ""],
  ["Answer (03-trace-id): …", ""],
  ["Answer (03-trace-id):", ""],
  ["Answer (03-trace-id):\nAnswer (03-trace-id): 000", "000"],
  ["Answer (03-trace-id): 000\nAnswer (03-trace-id):", "000"],
])("reads %j", (journal, value) => {
  expect(readAnswer(journal, "03-trace-id")?.value).toBe(value);
  expect(readAnswers(journal)["03-trace-id"]).toBe(value);
});

it("fills an empty answer, marks it, and reads it without the mark", () => {
  const { markdown, outcome } = fillAnswer("a\r\nAnswer (q): …\r\nb", "q", "42");
  expect(outcome).toBe("filled");
  expect(markdown).toBe("a\r\nAnswer (q): 42 _(taken from the solution)_\r\nb");
  expect(readAnswers(markdown)["q"]).toBe("42");
});

it("never replaces what the learner answered", () => {
  expect(fillAnswer("Answer (q): mine", "q", "42")).toEqual({
    markdown: "Answer (q): mine",
    outcome: "not-empty",
  });
  expect(fillAnswer("nothing", "q", "42").outcome).toBe("no-line");
});
