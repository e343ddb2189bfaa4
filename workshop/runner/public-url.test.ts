import { expect, it } from "vitest";
import { publicUrl } from "./public-url.ts";

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
])("gives the address that a browser can open on %s", (_where, env, url) => {
  expect(publicUrl(4567, env)).toBe(url);
});
