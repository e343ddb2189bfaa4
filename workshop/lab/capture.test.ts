import { expect, it } from "vitest";
import { Capture } from "./capture.ts";

it("keeps short output as it is", () => {
  const capture = new Capture();
  capture.add("up\n");
  capture.add("ready\n");
  expect(capture.text).toBe("up\nready\n");
});

it("keeps the first and the last lines of endless output, and says how much it left out", () => {
  const capture = new Capture();
  capture.add("first line\n");
  for (let index = 0; index < 1_000; index += 1) capture.add(`${"x".repeat(1_023)}\n`);
  capture.add("last line\n");
  expect(capture.text.startsWith("first line\n")).toBe(true);
  expect(capture.text.endsWith("last line\n")).toBe(true);
  expect(capture.text).toMatch(/… 958485 characters left out …/);
  expect(capture.text.length).toBeLessThan(70_000);
});
