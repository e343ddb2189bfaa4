import { expect, it } from "vitest";
import { parseHints } from "./parse-hints.ts";

it("reads bullets, with code inside a bullet", () => {
  const hints = parseHints(
    [
      "# Hints",
      "",
      "- What is loaded first?",
      "- Look at the start script",
      "  in `backend/package.json`.",
      "* Write:",
      "",
      "  ```json",
      "  - not a bullet",
      "  ```",
      "",
    ].join("\r\n"),
  );
  expect(hints).toEqual([
    "What is loaded first?",
    "Look at the start script\nin `backend/package.json`.",
    "Write:\n\n```json\n- not a bullet\n```",
  ]);
});
