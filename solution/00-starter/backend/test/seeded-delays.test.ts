import { expect, it } from "vitest";
import { seededDelays } from "../src/seeded-delays.ts";

it("gives the same delays for the same seed", () => {
  expect(take(20, "cruddur")).toEqual(take(20, "cruddur"));
});

it("gives other delays for another seed", () => {
  expect(take(20, "cruddur")).not.toEqual(take(20, "another"));
});

it("gives different delays, of 4 to 24 ms", () => {
  const delays = take(200, "cruddur");
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(4);
  expect(Math.max(...delays)).toBeLessThanOrEqual(24);
  expect(new Set(delays).size).toBeGreaterThan(50);
});

function take(count: number, seed: string): number[] {
  const next = seededDelays(seed);
  return Array.from({ length: count }, next);
}
