import { expect, it } from "vitest";
import { needsEveryAddress, publicHosts, publicUrl } from "./public-url.ts";

it.each([
  ["a laptop", {}, "http://localhost:4567"],
  [
    "Gitpod",
    { GITPOD_WORKSPACE_URL: "https://me-cruddur-1.ws-eu.gitpod.io" },
    "https://4567-me-cruddur-1.ws-eu.gitpod.io",
  ],
  [
    "Codespaces",
    { CODESPACE_NAME: "bug-free-fishstick", GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: "app.github.dev" },
    "https://bug-free-fishstick-4567.app.github.dev",
  ],
  ["Ona, which tells it in no variable", { ONA_ENVIRONMENT_ID: "0199-abc" }, "http://localhost:4567"],
  ["a proxy of one's own", { BACKEND_URL: "https://cruddur.example.org/" }, "https://cruddur.example.org"],
  ["a proxy that is no address", { BACKEND_URL: "cruddur" }, "http://localhost:4567"],
])("gives the address that a browser can open on %s", (_where, env, url) => {
  expect(publicUrl(4567, env)).toBe(url);
});

it("listens on every address only where a port is not forwarded otherwise", () => {
  expect(needsEveryAddress({})).toBe(false);
  expect(needsEveryAddress({ CODESPACES: "true", CODESPACE_NAME: "bug-free-fishstick" })).toBe(false);
  expect(needsEveryAddress({ GITPOD_WORKSPACE_URL: "https://me-cruddur-1.ws-eu.gitpod.io" })).toBe(true);
  expect(needsEveryAddress({ ONA_ENVIRONMENT_ID: "0199-abc" })).toBe(true);
});

it("knows the names under which Ona may show a port", () => {
  expect(publicHosts(4318, { ONA_ENVIRONMENT_ID: "0199-ABC" })).toEqual([
    "localhost",
    "4318--0199-abc.*.gitpod.dev",
  ]);
});
