import { expect, it } from "vitest";
import { keyProblem } from "./key-problem.ts";

const secret = "0".repeat(58);

it.each([
  ["an ingest key", `hcaik_${secret}`],
  ["an ingest key of the EU instance", `hcbik_${secret}`],
  ["a Classic ingest key", `hcaic_${secret}`],
  ["an older environment key", "a1B2".repeat(5) + "cc"],
  ["a Classic key", "0a".repeat(16)],
  ["a practice key", "practice-abcdefgh"],
])("takes %s", (_, key) => {
  expect(keyProblem(key)).toBeUndefined();
});

it.each([
  ["", "empty"],
  ['"hcaik_quoted"', "quoted"],
  ["“hcaik_curly”", "quoted"],
  ["${HONEYCOMB_API_KEY}", "unexpanded"],
  ["<API key here>", "placeholder"],
  ["your-api-key", "placeholder"],
  ["hcaik_0000 0000", "blank-inside"],
  [`hcxmk_${secret}`, "management"],
  [`hcxlk_${"0".repeat(26)}`, "configuration-id"],
  [`hcxik_${"0".repeat(26)}`, "ingest-id-only"],
  [`hcxik_${"0".repeat(26)}:${"0".repeat(32)}`, "joined-with-colon"],
  [`hcxik_${"0".repeat(57)}`, "cut-short"],
  ["practice-ABC", "practice-shape"],
  ["hello", "a-name"],
  ["hello2you", "unknown-shape"],
  [`HONEYCOMB_API_KEY=hcxik_${secret}`, "name-again"],
  [`export HONEYCOMB_API_KEY=hcxik_${secret}`, "name-again"],
  [`x-honeycomb-team=hcxik_${secret}`, "whole-header"],
  ["https://ui.honeycomb.io/tea/environments/test/api_keys", "address"],
  [`<hcxik_${secret}>`, "bracketed"],
  ["`hcxik_backticks`", "quoted"],
  ["hcxik_0000…0000", "shortened"],
  ["hcxik_********", "shortened"],
  [`hcxik_${secret} `, "blank-around"],
  [`hcxik_${secret}\u200b`, "odd-character"],
  [`HCXIK_${secret}`, "in-capitals"],
  [`hcxik_${secret},`, "surrounded"],
  [`Bearer hcxik_${secret}`, "surrounded"],
  [`hcxik_${secret}hcxik_${secret}`, "surrounded"],
  [`hcxik_${"0".repeat(57)}-`, "odd-character"],
  ["$(cat key.txt)", "unexpanded"],
  ["********0k0k", "shortened"],
  ["practice_abcdefgh", "practice-shape"],
  [`ghp_${"0a".repeat(18)}`, "foreign"],
  ["123e4567-e89b-12d3-a456-426614174000", "an-id"],
  ["my-team/test", "a-name"],
  ["YOUR_API_KEY_HERE", "placeholder"],
  ["MYKEY", "placeholder"],
  ["undefined", "placeholder"],
])("names what is wrong with %s", (value, kind) => {
  expect(keyProblem(value)?.kind).toBe(kind);
});

it("never tells the whole of a key", () => {
  expect(keyProblem(`"hcaik_${"k".repeat(58)}"`)?.sentence).not.toContain("k".repeat(10));
});
