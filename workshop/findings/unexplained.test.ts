import { expect, it } from "vitest";
import { unexplained } from "./unexplained.ts";

const step = { slug: "06-span-fields" };
const NOT_REACHED = {
  title: "it has its fields",
  status: "not-reached",
  because: "no span arrived.",
} as const;

it("tells what failed, in the check's own words", () => {
  const failed = { title: "it is sent", status: "failed", because: "it stays open" } as const;
  expect(unexplained(step, [NOT_REACHED, failed], undefined).message).toBe(
    "Not yet: it is sent. The check saw: it stays open.",
  );
});

it("tells why nothing could be judged, where nothing failed", () => {
  expect(unexplained(step, [NOT_REACHED], undefined).message).toBe(
    "Not yet: it has its fields. The check saw: no span arrived.",
  );
});
