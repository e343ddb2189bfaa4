import { expect, it } from "vitest";
import { readProof, renderProof, withoutProof, withProof, type Proof } from "./proof.ts";
import { BEHIND, PROOF } from "./sample-journal.ts";

it("shows date, seconds, trace and hash in one line", () => {
  expect(renderProof(PROOF)).toBe(BEHIND);
  expect(renderProof({ date: "2026-11-24", durationMs: 95, hash: "a1b2c3d4" })).toBe(
    " — ✔ 2026-11-24 · 0.1 s · #a1b2c3d4",
  );
});

it.each([
  [
    "a link and a tag",
    "GET [x](../steps/01-set-api-key) <img src=x>",
    "GET x (../steps/01-set-api-key) img src=x",
  ],
  ["code and a table", "GET `a`|b\\", "GET a b"],
  ["our own dots and line endings", "GET · a\r\nb\u0000\u2028c", "GET a b c"],
  ["nothing to see", " \n", undefined],
  ["a very long name", "😀".repeat(500), `${"😀".repeat(79)}…`],
])("keeps a trace with %s readable", (_, trace, shown) => {
  const proof: Proof = { ...PROOF, durationMs: 1200, trace };
  const { trace: _trace, ...rest } = proof;
  expect(readProof(`- [x] step${renderProof(proof)}`)).toEqual(
    shown === undefined ? rest : { ...rest, trace: shown },
  );
});

it.each([
  ["where it stood", `a${BEHIND} b `, "a — ✔ NEW b "],
  ["at the end", "a", "a — ✔ NEW"],
  ["before the blanks at the end", "a  ", "a — ✔ NEW  "],
  ["once, where it stood twice", `a${BEHIND}${BEHIND} b`, "a — ✔ NEW b"],
  ["where an editor changed its signs", "a - ✔️ 2026-11-24 · 1.2 s · #a1b2c3d4", "a — ✔ NEW"],
  ["behind what only looks like a proof", "a — ✔ 2026-11-24, at last", "a — ✔ 2026-11-24, at last — ✔ NEW"],
  ["behind a hash that someone wrote on", `a${BEHIND}zzz`, `a${BEHIND}zzz — ✔ NEW`],
])("puts a proof %s", (_, text, expected) => {
  const proof: Proof = { date: "2027-01-02", durationMs: 3000, hash: "ffffffff" };
  const shown = withProof(text, proof);
  expect(shown).toBe(expected.replace(" — ✔ NEW", " — ✔ 2027-01-02 · 3.0 s · #ffffffff"));
  expect(withProof(shown, proof)).toBe(shown);
  expect(withoutProof(shown)).toBe(expected.replace(" — ✔ NEW", ""));
});
