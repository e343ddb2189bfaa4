import { expect, it } from "vitest";
import { firstParagraph } from "./first-paragraph.ts";

const lesson = [
  "# Step",
  "",
  "## Start it first",
  "",
  "What is loaded first",
  "sees everything.",
  "",
  "More of it.",
  "",
  "## Empty",
  "## Last",
  "The end.",
].join("\n");

it("ends with the first empty line", () => {
  expect(firstParagraph(lesson, "start-it-first")).toBe("What is loaded first\nsees everything.");
});

it("reads the last section to the end of the file", () => {
  expect(firstParagraph(lesson, "last")).toBe("The end.");
});

it("is empty for a section without text, and for none", () => {
  expect(firstParagraph(lesson, "empty")).toBe("");
  expect(firstParagraph(lesson, "nowhere")).toBe("");
});
