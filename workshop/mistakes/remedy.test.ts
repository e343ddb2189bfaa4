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

it("shows no key, and says that the line needs it", () => {
  const key = `hcxik_${"0".repeat(58)}`;
  const line = { file: ".env", line: 1, from: `KEY="${key}"`, to: `KEY=${key}` };
  const words = renderRemedy({ kind: "edits", edits: [line] });
  expect(words).toBe("In .env, change line 1 to this, with your whole key:\nKEY=hcxik_…0000");
  expect(renderRemedy({ kind: "edits", edits: [{ ...line, to: "" }] })).not.toContain(key);
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
