import { expect, it } from "vitest";
import { readChecklist } from "./read-checklist.ts";
import { BEHIND, COMPOSE, KEY, LIST } from "./sample-journal.ts";
import { tick } from "./tick.ts";
import { PROOF } from "./sample-journal.ts";

it.each([
  ["without README.md", "- [ ] [k](../steps/01-set-api-key)"],
  ["with a slash at the end", "- [ ] [k](../steps/01-set-api-key/)"],
  ["from the root", "- [ ] [k](/steps/01-set-api-key/README.md)"],
  ["from the same folder", "- [ ] [k](./steps/01-set-api-key/README.md)"],
  ["without a beginning", "- [ ] [k](steps/01-set-api-key/README.md)"],
  ["with Windows slashes", "- [ ] [k](..\\steps\\01-set-api-key\\README.md)"],
  ["on GitHub", "- [ ] [k](https://github.com/me/week2/blob/main/steps/01-set-api-key/README.md)"],
  ["with an anchor", "- [ ] [k](../steps/01-set-api-key/README.md#your-task)"],
  ["with an anchor at the folder", "- [ ] [k](../steps/01-set-api-key#your-task)"],
  ["with a title", '- [ ] [k](../steps/01-set-api-key/README.md "The key")'],
  ["in angle brackets", "- [ ] [k](<../steps/01-set-api-key/README.md>)"],
  ["in HTML", '- [ ] <a href="../steps/01-set-api-key/README.md">k</a>'],
  ["with another text", "- [ ] ~~old~~ my **key** ([here](../steps/01-set-api-key/README.md), see there)"],
  ["with brackets in its text", "- [ ] [k [1]](../steps/01-set-api-key/README.md)"],
  ["behind another link", "- [ ] [docs](https://docs.example/keys) [k](../steps/01-set-api-key/README.md)"],
  ["behind code", "- [ ] `[a](../steps/02-compose-env-vars)` [k](../steps/01-set-api-key/README.md)"],
  ["with a star", "* [ ] [k](../steps/01-set-api-key/README.md)"],
  ["with a plus", "+ [ ] [k](../steps/01-set-api-key/README.md)"],
  ["with a number", "1. [ ] [k](../steps/01-set-api-key/README.md)"],
  ["with a number and a bracket", "12) [ ] [k](../steps/01-set-api-key/README.md)"],
  ["deep in tabs", "\t\t\t- [ ] [k](../steps/01-set-api-key/README.md)"],
  ["in a quotation", "> - [ ] [k](../steps/01-set-api-key/README.md)"],
  ["with nothing in it", "- [] [k](../steps/01-set-api-key/README.md)"],
  ["behind a byte order mark", "\uFEFF- [ ] [k](../steps/01-set-api-key/README.md)"],
])("finds a step's box by its link: %s", (_, line) => {
  const boxes = readChecklist(`${line}\r\n`, [COMPOSE, KEY]);
  expect([...boxes]).toEqual([[KEY, { line: 1, ticked: false, count: 1 }]]);
  expect(readChecklist(tick(line, KEY, PROOF).markdown, [KEY]).get(KEY)?.ticked).toBe(true);
});

it.each([
  ["without a link", "- [ ] 01-set-api-key"],
  ["with a path in words", "- [ ] steps/01-set-api-key/README.md"],
  ["with a link to a longer name", "- [ ] [k](../steps/01-set-api-key-again/README.md)"],
  ["with a link to the solution", "- [ ] [k](../solution/01-set-api-key/NOTE.md)"],
  ["with a link to a copy of the steps", "- [ ] [k](../old-steps/01-set-api-key/README.md)"],
  [
    "with a link to another step first",
    "- [ ] [c](../steps/02-compose-env-vars) [k](../steps/01-set-api-key)",
  ],
  ["with its link in code", "- [ ] `[k](../steps/01-set-api-key/README.md)`"],
  ["that is a link itself", "- [x](../steps/01-set-api-key/README.md)"],
  ["that is no list item", "[ ] [k](../steps/01-set-api-key/README.md)"],
  ["in a code block", "  ```\n  - [ ] [k](../steps/01-set-api-key)\n  ```"],
  ["in a comment", "<!--\n- [ ] [k](../steps/01-set-api-key)\n-->"],
])("takes no box for a step's %s", (_, text) => {
  expect([...readChecklist(text, [KEY]).keys()]).toEqual([]);
});

it("says where the first of several boxes stands, and calls the step done when one of them is ticked", () => {
  const copied = `${LIST}\n## My copy\n\n- [X] [key](../steps/01-set-api-key/)${BEHIND}\n`;
  expect(readChecklist(copied, [KEY, COMPOSE])).toEqual(
    new Map([
      [
        KEY,
        {
          line: 3,
          ticked: true,
          count: 2,
          proof: { ...PROOF, durationMs: 1200, trace: PROOF.trace?.replace("  ", " ") },
        },
      ],
      [COMPOSE, { line: 4, ticked: false, count: 1 }],
    ]),
  );
});

it("takes no proof from a box that the learner unticked", () => {
  const unticked = tick(LIST, KEY, PROOF).markdown.replace("[x]", "[ ]");
  expect(readChecklist(unticked, [KEY]).get(KEY)).toEqual({ line: 3, ticked: false, count: 1 });
});
