import { expect, it } from "vitest";
import { keyWithin } from "./key-within.ts";

const KEY = `hcxik_${"0".repeat(58)}`;

it.each([
  ["alone", KEY],
  ["in curly quotation marks", `“${KEY}”`],
  ["after its name", `HONEYCOMB_API_KEY=${KEY}`],
  ["with a comma", `${KEY},`],
  ["twice", KEY + KEY],
  ["with an invisible character inside", `${KEY.slice(0, 9)}\u200b${KEY.slice(9)}`],
  ["broken into two lines", `${KEY.slice(0, 30)}\n  ${KEY.slice(30)}`],
  ["in capitals", KEY.toUpperCase()],
  ["with a colon between id and secret", `${KEY.slice(0, 32)}:${KEY.slice(32)}`],
])("finds the key %s", (_, text) => {
  expect(keyWithin(text)).toBe(KEY);
});

it.each([
  ["a key and another one", `${KEY} practice-abcdefgh`],
  ["a letter too many", `${KEY}x`],
  ["a letter too few", KEY.slice(0, -1)],
  ["no key", "my notes on tea"],
])("finds none in %s", (_, text) => {
  expect(keyWithin(text)).toBeUndefined();
});
