import { expect, it } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { withoutKeys } from "./without-keys.ts";

const evidence = {
  key: { effective: { value: "practice-aBcdefgh", from: "shell" } },
  workspace: { kind: "local" },
} as unknown as Evidence;

it("masks a known key wherever a learner wrote it, in small letters too", () => {
  const report = {
    items: [{ because: "https://practice-aBcdefgh@x" }],
    traces: ["name practice-abcdefgh"],
    ms: 3,
  };
  const masked = withoutKeys(report, evidence);
  expect(JSON.stringify(masked)).not.toMatch(/practice-abcdefgh/i);
  expect(masked.ms).toBe(3);
});

it("leaves a command whole whose name stands in the key's place", () => {
  const copied = {
    ...evidence,
    key: { effective: { value: "practice-key", from: "dotenv" } },
  } as unknown as Evidence;
  expect(withoutKeys({ fix: "npm run practice-key" }, copied).fix).toBe("npm run practice-key");
});
