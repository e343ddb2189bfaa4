import { expect, it } from "vitest";
import { parseHints } from "./parse-hints.ts";

it("reads sections of bullets, with code inside a bullet", () => {
  const hints = parseHints(
    [
      "# Hints for step 4",
      "",
      "## express-imported-before-sdk",
      "",
      "- What is loaded first?",
      "- Look at the start script",
      "  in `backend/package.json`.",
      "- Write:",
      "",
      "  ```json",
      "  - not a bullet",
      "  ## not a heading",
      "  ```",
      "",
      "## any",
      "",
      "* Read the lesson.",
    ].join("\r\n"),
  );
  expect([...hints]).toEqual([
    [
      "express-imported-before-sdk",
      [
        "What is loaded first?",
        "Look at the start script\nin `backend/package.json`.",
        "Write:\n\n```json\n- not a bullet\n## not a heading\n```",
      ],
    ],
    ["any", ["Read the lesson."]],
  ]);
});
