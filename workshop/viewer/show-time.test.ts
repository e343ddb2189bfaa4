import { expect, it } from "vitest";
import { showTime } from "./page/model/show-time.ts";

const NOW = new Date(2026, 8, 7, 18, 30).getTime();

it("shows the clock for today, and the day for another one", () => {
  expect(showTime(new Date(2026, 8, 7, 9, 5, 3).getTime(), NOW)).toBe("09:05:03");
  expect(showTime(new Date(2026, 8, 6, 23, 59, 59).getTime(), NOW)).toBe("6 Sep, 23:59");
  expect(showTime(new Date(2025, 8, 7, 0, 0).getTime(), NOW)).toBe("7 Sep, 00:00");
});

it("shows a time that is none as a question mark", () => {
  expect(showTime(Infinity, NOW)).toBe("?");
});
