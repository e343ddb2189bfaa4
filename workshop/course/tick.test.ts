import { expect, it } from "vitest";
import { readChecklist } from "./read-checklist.ts";
import { BEHIND, COMPOSE, KEY, LIST, PROOF } from "./sample-journal.ts";
import { tick, untick } from "./tick.ts";

const ticked = (markdown: string, ...slugs: string[]) =>
  slugs.reduce((text, slug) => tick(text, slug, PROOF).markdown, markdown);
const linkTo = (slug: string) => `[s](../steps/${slug}/README.md)`;

it("changes the box, and puts the proof behind it", () => {
  expect(tick(LIST, KEY, PROOF)).toEqual({
    outcome: "ticked",
    markdown: LIST.replace(
      "[ ] [01 Key](../steps/01-set-api-key/README.md)",
      `[x] [01 Key](../steps/01-set-api-key/README.md)${BEHIND}`,
    ),
  });
});

it("ticks the parent with its last child, and no other parent", () => {
  expect(ticked(LIST, KEY)).toContain("- [ ] 1 Send");
  expect(ticked(LIST, KEY, COMPOSE)).toContain("- [x] 1 Send");
  expect(ticked(LIST, KEY, COMPOSE)).toContain("- [ ] 2 Later");
});

it("takes tick, proof and parent back, byte for byte", () => {
  const one = untick(ticked(LIST, KEY, COMPOSE), COMPOSE);
  expect(one).toBe(ticked(LIST, KEY));
  expect(untick(one, KEY)).toBe(LIST);
});

it("renews a proof in its place and keeps what the learner wrote around it", () => {
  const noted = ticked(LIST.replace("key/README.md)", "key/README.md) took me an hour"), KEY).replace(
    "#a1b2c3d4",
    "#a1b2c3d4 (with Anna)  ",
  );
  expect(tick(noted, KEY, { ...PROOF, hash: "ffffffff" })).toEqual({
    outcome: "renewed",
    markdown: noted.replace("#a1b2c3d4", "#ffffffff"),
  });
});

it.each([
  ["Windows line endings", LIST.replaceAll("\n", "\r\n")],
  ["old Mac line endings", LIST.replaceAll("\n", "\r")],
  ["no final line ending", LIST.trimEnd()],
  ["the box in its last line, without an end", `Notes\r\n\r\n- [ ] ${linkTo(KEY)}`],
  ["a byte order mark", `\uFEFF${LIST}`],
  ["mixed endings", LIST.replace("\n", "\r\n")],
  ["blanks at the ends of lines", LIST.replaceAll("\n", "  \n")],
  ["tabs", LIST.replaceAll("    -", "\t\t-").replaceAll("  -", "\t-")],
  ["stars and numbers", LIST.replaceAll("    -", "    *").replace("  - [ ] 1", "  1. [ ] 1")],
  ["a quotation", LIST.replace(/^/gm, "> ")],
  ["other titles", LIST.replace("01 Key", "my key, at last")],
  ["empty lines between", LIST.replaceAll("\n", "\n\n")],
  ["notes around", `# Notes\n\nlong — text ✔\n\n${LIST}\n## More\n\n\ttabs  \n`],
  ["strange signs", `\0 � 😀 \u2028 \f ${LIST}\u200B`],
])("touches one line of a journal with %s, and can take it back", (_, journal) => {
  const { markdown, outcome } = tick(journal, KEY, PROOF);
  expect(outcome).toBe("ticked");
  expect(markdown.replace(BEHIND, "").replace("[x]", "[ ]")).toBe(journal);
  expect(untick(markdown, KEY)).toBe(journal);
});

it.each([
  ["was deleted", ""],
  ["lost its links", LIST.replaceAll(/\(.*\)/g, "")],
  ["is in a code block", `\`\`\`\r\n${LIST}\`\`\`\r\n`],
])("writes nothing where the checklist %s", (_, journal) => {
  expect(tick(journal, KEY, PROOF)).toEqual({ markdown: journal, outcome: "no-box" });
  expect(untick(journal, KEY)).toBe(journal);
});

it("ticks each of a step's boxes, and the parent of each", () => {
  const twice = `${LIST}\n## Again\n\n- [ ] week 2\n  - [X] ${linkTo(KEY)}\n`;
  const { markdown, outcome } = tick(twice, KEY, PROOF);
  expect(outcome).toBe("ticked");
  expect(markdown.split(BEHIND)).toHaveLength(3);
  expect(markdown).toContain("- [x] week 2\n  - [X]");
});

it.each([
  ["two levels up", `- [ ] all\n  - [ ] 1\n    - [ ] ${linkTo(KEY)}`, ["all", "1"]],
  ["over an item without a box", `- [ ] 1\n  - part A\n    - [ ] ${linkTo(KEY)}`, ["1"]],
  ["with tabs", `-\t[ ] 1\n\t-\t[ ] ${linkTo(KEY)}`, ["1"]],
  ["with four blanks", `1. [ ] 1\n    - [ ] ${linkTo(KEY)}`, ["1"]],
  ["over a code block", `- [ ] 1\n  \`\`\`\n# no heading\n  \`\`\`\n  - [ ] ${linkTo(KEY)}`, ["1"]],
  ["over a remark", `- [ ] 1\n\n  my notes\n\n  - [ ] ${linkTo(KEY)}`, ["1"]],
  ["not where a child is open", `- [ ] 1\n  - [ ] ${linkTo(KEY)}\n  - [ ] write a post`, []],
  ["not where a deeper child is open", `- [ ] 1\n  - [ ] ${linkTo(KEY)}\n  - part B\n    - [ ] write`, []],
  [
    "only the inner one where the outer has an open child",
    `- [ ] all\n  - [ ] 1\n    - [ ] ${linkTo(KEY)}\n  - [ ] 2`,
    ["1"],
  ],
  ["not beyond an item without a box", `- [ ] milk\n- **REQUIRED**\n  - [ ] ${linkTo(KEY)}`, []],
  ["not beyond a heading", `- [ ] milk\n## Week 2\n  - [ ] ${linkTo(KEY)}`, []],
  ["not beyond a text of its own", `- [ ] milk\n\nThe homework:\n\n  - [ ] ${linkTo(KEY)}`, []],
  ["not a neighbour", `- [ ] milk\n- [ ] ${linkTo(KEY)}`, []],
  ["not a step", `- [ ] ${linkTo(COMPOSE)}\n  - [ ] ${linkTo(KEY)}`, []],
])("ticks parents by indentation: %s", (_, journal, parents) => {
  const expected = parents.reduce((text, name) => text.replace(`[ ] ${name}\n`, `[x] ${name}\n`), journal);
  expect(ticked(journal, KEY)).toBe(expected.replace(`[ ] ${linkTo(KEY)}`, `[x] ${linkTo(KEY)}${BEHIND}`));
  expect(untick(ticked(journal, KEY), KEY)).toBe(journal);
});

it("leaves a step's own box alone when the learner noted more to do under it", () => {
  const journal = `- [ ] 1\n  - [ ] ${linkTo(KEY)}\n    - [ ] read more about keys`;
  expect(ticked(journal, KEY)).toBe(
    `- [x] 1\n  - [x] ${linkTo(KEY)}${BEHIND}\n    - [ ] read more about keys`,
  );
});

it("finds its box in notes of five megabytes", () => {
  const notes = `${"word ".repeat(200)}\r\n`.repeat(5_000) + "\n- [ ] [ ](".repeat(2_000) + "\n";
  const { markdown } = tick(notes + LIST, KEY, PROOF);
  expect(markdown === notes + ticked(LIST, KEY)).toBe(true);
});

it.each([
  ["[", "- [ ] [ ]("],
  ["](", "]("],
  ["(", "](("],
  ["a code's signs", "``` `` ` "],
  ["comments", "<!--"],
  ["blanks", "  \t"],
  ["bullets", "- "],
  ["proofs", " — ✔ 2026-11-24 · 1"],
  ["quotations", "> "],
  ["answers", "**Answer ("],
])("is not held up by a line with a megabyte of %s", (_, piece) => {
  const notes = `- [ ] ${piece.repeat(Math.ceil(1_000_000 / piece.length))}\n`;
  const { markdown } = tick(notes + LIST, KEY, PROOF);
  expect(markdown === notes + ticked(LIST, KEY)).toBe(true);
});

it("ticks thousands of copies of a list, with all their parents", () => {
  const copies = 10_000;
  const { markdown } = tick(`- [ ] week\n  - [ ] ${linkTo(KEY)}\n`.repeat(copies), KEY, PROOF);
  expect(markdown.split("- [x] week\n  - [x] ")).toHaveLength(copies + 1);
  expect(readChecklist(markdown, [KEY]).get(KEY)).toMatchObject({ ticked: true, count: copies });
});

it("ticks a box below two thousand others, and all of those", () => {
  const deep = Array.from({ length: 2_000 }, (_, depth) => `${"  ".repeat(depth)}- [ ] ${depth}\n`).join("");
  const { markdown } = tick(`${deep}${"  ".repeat(2_000)}- [ ] ${linkTo(KEY)}\n`.repeat(2), KEY, PROOF);
  expect(markdown.includes("[ ]")).toBe(false);
});
