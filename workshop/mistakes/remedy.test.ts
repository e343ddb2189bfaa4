import { expect, it } from "vitest";
import { edits, renderRemedy } from "./remedy.ts";

const file = "backend/src/a.ts";
const edit = { file, line: 3, from: "  a();", to: "  b();" };

it.each([
  ["changes a line", edit, "In backend/src/a.ts, change line 3 to:\n  b();"],
  [
    "changes several lines",
    { ...edit, from: "  a();\n  c();" },
    "In backend/src/a.ts, change lines 3–4 to:\n  b();",
  ],
  ["adds a line", { ...edit, from: "" }, "In backend/src/a.ts, before line 3, add:\n  b();"],
  ["removes a line", { ...edit, to: "" }, "In backend/src/a.ts, remove line 3:\n  a();"],
])("says how one %s", (_, one, words) => {
  expect(renderRemedy({ kind: "edits", edits: [one] })).toBe(words);
});

it("says where to run a command without leaving anyone in another folder", () => {
  expect(renderRemedy({ kind: "command", command: "npm install", folder: "backend" })).toBe(
    "Run:\n(cd backend && npm install)",
  );
});

it("is no remedy where an edit changes nothing, or one of several is not known", () => {
  expect(edits({ ...edit, to: edit.from })).toBeUndefined();
  expect(edits(edit, undefined)).toBeUndefined();
  expect(edits(edit)).toEqual({ kind: "edits", edits: [edit] });
});
