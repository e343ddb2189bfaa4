import { expect, it } from "vitest";
import { looksLikeKey, maskKey, maskKeysIn, maskKeyShapes } from "./mask-key.ts";

const INGEST = `hcaik_${"0123456789".repeat(6).slice(0, 58)}`;

it.each([
  [INGEST, "hcaik_…4567"],
  ["practice-abcdefgh", "practi…efgh"],
  ["thirteen-long", "thirte…long"],
  ["twelve-long!", "…"],
  ["", "(empty)"],
])("shows of %s no more than its ends", (key, shown) => {
  expect(maskKey(key)).toBe(shown);
});

it("masks known keys wherever they stand, the longer one first", () => {
  const text = `${INGEST} and abcdefghijklmnop, abcdefghijklmnopqrst`;
  const masked = maskKeysIn(text, ["abcdefghijklmnop", "abcdefghijklmnopqrst", INGEST, "and"]);
  expect(masked).toBe("hcaik_…4567 and abcdef…mnop, abcdef…qrst");
});

it.each([INGEST, `hcblk_${"a1".repeat(13)}`, "practice-abcdefgh", "0a".repeat(16), "a1B2".repeat(5) + "cc"])(
  "knows %s by its shape",
  (key) => {
    expect(looksLikeKey(key)).toBe(true);
    expect(maskKeyShapes(`x-honeycomb-team=${key}, and so on`)).not.toContain(key);
  },
);

it.each([
  "HONEYCOMB_API_KEY",
  "OTEL_EXPORTER_OTLP_HEADERS",
  "docker-compose.yml:12",
  "https://api.honeycomb.io/v1/traces",
])("takes %s for no key", (text) => {
  expect(looksLikeKey(text)).toBe(false);
  expect(maskKeyShapes(text)).toBe(text);
});
