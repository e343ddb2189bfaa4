import { expect, it } from "vitest";
import { turnToBrowser } from "./turn-to-browser.ts";

const USUAL = { FRONTEND_URL: "http://localhost:3000", BACKEND_URL: "http://localhost:4567", OTHER: "x" };
const CODESPACES = {
  CODESPACE_NAME: "bug-free-fishstick",
  GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: "app.github.dev",
};

it("leaves everything as it is on a machine of one's own", () => {
  expect(turnToBrowser(USUAL, 4567, {})).toEqual(USUAL);
});

it("follows a backend that got another port", () => {
  expect(turnToBrowser(USUAL, 4568, {})).toEqual({ ...USUAL, BACKEND_URL: "http://localhost:4568" });
});

it("tells the backend where a browser sees it and the page in a public workspace", () => {
  expect(turnToBrowser(USUAL, 4567, CODESPACES)).toEqual({
    FRONTEND_URL: "https://bug-free-fishstick-3000.app.github.dev",
    BACKEND_URL: "https://bug-free-fishstick-4567.app.github.dev",
    OTHER: "x",
  });
});

it("keeps an address that somebody wrote", () => {
  const own = { ...USUAL, FRONTEND_URL: "https://cruddur.example.org" };
  expect(turnToBrowser(own, 4567, CODESPACES)).toMatchObject({ FRONTEND_URL: "https://cruddur.example.org" });
});
