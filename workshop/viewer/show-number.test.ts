import { expect, it } from "vitest";
import { showNumber } from "./page/model/show-number.ts";

it("groups digits by three, and keeps the groups together", () => {
  expect([0, 999, 1204, 98_000, 1_234_567].map(showNumber)).toEqual([
    "0",
    "999",
    "1\u202f204",
    "98\u202f000",
    "1\u202f234\u202f567",
  ]);
});
