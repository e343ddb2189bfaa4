import { expect, it } from "vitest";
import { oneRowMore } from "./one-row-more.ts";

it("adds a row of its own id, and leaves the rows that it was given alone", () => {
  const rows = Object.freeze([
    { uuid: "a", handle: "coco" },
    { uuid: "b", handle: "worf" },
  ]);
  const more = oneRowMore(rows) as { uuid: string; handle: string }[];
  expect(more.map(({ handle }) => handle)).toEqual(["coco", "worf", "worf"]);
  expect(new Set(more.map(({ uuid }) => uuid)).size).toBe(3);
});

it.each([[undefined], [[]], [{ uuid: "a" }], [[["a"], { total: 1 }]], [["a"]]])(
  "leaves alone what is no list of rows: %j",
  (value) => expect(oneRowMore(value)).toBe(value),
);
