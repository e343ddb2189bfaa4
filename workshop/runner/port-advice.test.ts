import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { portAdvice } from "./port-advice.ts";

const PORTS = { backend: 4567, shown: [4318, 4567], fetches: true };
const GITPOD = "https://me-cruddur-1.ws-eu.gitpod.io";

it("wants nothing on a machine of one's own", async () => {
  expect(await portAdvice(PORTS, {})).toEqual([]);
});

it("asks for a public port in Codespaces only once a page fetches from the backend", async () => {
  const env = { CODESPACES: "true", CODESPACE_NAME: "bug-free-fishstick" };
  expect(await portAdvice(PORTS, env)).toEqual([
    expect.stringContaining("gh codespace ports visibility 4567:public"),
  ]);
  expect(await portAdvice({ ...PORTS, fetches: false }, env)).toEqual([]);
});

it("leads to each port's address in Ona", async () => {
  const advice = await portAdvice({ ...PORTS, fetches: false }, { ONA_ENVIRONMENT_ID: "0199-abc" });
  expect(advice.join("\n")).toContain(
    "gitpod environment port open 4318\n  gitpod environment port open 4567",
  );
});

it.skipIf(process.platform === "win32").each([
  ["private", 1],
  ["public", 0],
])("reads in `gp ports list` that the backend's port is %s", async (visibility, lines) => {
  using gp = fakeGp(visibility);
  expect(await portAdvice(PORTS, { GITPOD_WORKSPACE_URL: GITPOD, PATH: gp.path })).toHaveLength(lines);
});

it("guesses nothing in Gitpod where `gp` is not there", async () => {
  expect(await portAdvice(PORTS, { GITPOD_WORKSPACE_URL: GITPOD, PATH: "" })).toEqual([]);
});

/** Prints what Gitpod's own does, for the two commands that are used. */
function fakeGp(visibility: string): Disposable & { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), "workshop-gp-"));
  const file = join(folder, "gp");
  writeFileSync(
    file,
    `#!/bin/sh
case "$1 $2" in
  "env ") echo HONEYCOMB_API_KEY=practice-abcdefgh ;;
  "ports list") cat <<END
| PORT |     STATUS     |                   URL                    |          NAME & DESCRIPTION          |
|------|----------------|------------------------------------------|--------------------------------------|
| 3000 | not served     | https://3000-me-cruddur-1.ws-eu.gitpod.io | Frontend: a private thing            |
| 4567 | open (${visibility}) | https://4567-me-cruddur-1.ws-eu.gitpod.io | Backend: Cruddur's API, not private  |
END
  ;;
esac
`,
  );
  chmodSync(file, 0o755);
  return {
    path: [folder, process.env["PATH"]].join(delimiter),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
