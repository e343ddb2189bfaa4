import { expect, it } from "vitest";
import { playedFrontendUrl } from "./browse-page.ts";

const PAGE = "http://localhost:3000";

it.each([
  [PAGE, PAGE],
  [`${PAGE}/`, `${PAGE}/`],
  ["http://localhost:3001", "http://localhost:3001"],
  ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["localhost:3000", "localhost:3000"],
  ["https://3000-cruddur.example", PAGE],
  ["https://3000-cruddur.example/", `${PAGE}/`],
  ["https://3000-cruddur.example/home", `${PAGE}/home`],
])("hands the backend %s as %s", (value, played) => {
  expect(playedFrontendUrl(value, {})).toBe(played);
});

it("translates an address of this machine where the shell says that a browser sees the page there", () => {
  expect(playedFrontendUrl("http://localhost:8080", { FRONTEND_URL: "http://localhost:8080" })).toBe(PAGE);
});
