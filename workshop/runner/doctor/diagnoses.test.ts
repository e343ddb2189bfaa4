import { createServer, type AddressInfo } from "node:net";
import { expect, it } from "vitest";
import type { Workspace } from "../../lab/evidence.ts";
import { diagnoseWorkspace } from "./compose-and-workspace.ts";
import { statusOf, type Diagnosis } from "./diagnosis.ts";
import { diagnoseDotenv, diagnoseGit, diagnoseKey } from "./dotenv-and-key.ts";
import { diagnoseClock } from "./honeycomb.ts";
import { diagnoseBrowser, diagnoseDisk, diagnoseFolder } from "./machine.ts";
import { diagnoseNode } from "./node-and-npm.ts";
import { diagnosePackages } from "./packages.ts";
import { diagnosePort, PORTS } from "./ports.ts";
import { listeningSockets, readLsof, readNetstat, whoListens } from "./who-listens.ts";

const KEY = `hcaik_${"0a".repeat(29)}`;
const [RECEIVER, , FRONTEND] = PORTS as [(typeof PORTS)[0], (typeof PORTS)[0], (typeof PORTS)[0]];

it("tells the three Nodes apart", () => {
  const facts = { own: "26.10.0", pinned: true, host: "20.20.2", npm: "10.8.2", npmNode: "20.20.2" };
  expect(diagnoseNode(facts).map(({ state, says }) => `${state} ${says}`)).toMatchInlineSnapshot(`
    [
      "ok 26.10.0 runs the workshop and your backend; npm ci brought it; your terminal's own is 20.20.2",
      "ok 10.8.2 on Node 20.20.2; on this Node it installs OpenTelemetry's 2.x line, which serves as well",
    ]
  `);
  expect(diagnoseNode({ own: "22.18.0", pinned: false })).toMatchObject([
    { state: "advice", fix: expect.stringContaining("npm run doctor") },
    { state: "advice" },
  ]);
});

const drift = { missing: [], other: [], extra: [], unlocked: [] };
it.each([
  [{ missing: ["tsx"] }, "wrong", "tsx is missing", "cd backend && npm ci"],
  [
    { other: ["a", "b", "c", "d", "e"] },
    "wrong",
    "a, b, c and 2 more have another version",
    "cd backend && npm ci",
  ],
  [
    { unlocked: ["cors"] },
    "wrong",
    "asks for cors otherwise than package-lock.json",
    "cd backend && npm install",
  ],
  [{ extra: ["@opentelemetry/api"] }, "advice", "also holds @opentelemetry/api", undefined],
  [{}, "ok", "are what its package-lock.json asks for", undefined],
])("says how installed packages drifted: %j", (change, state, says, next) => {
  const facts = { folder: "backend", hasManifest: true, installed: true, needed: true } as const;
  const diagnosis = diagnosePackages({ ...facts, drift: { ...drift, ...change } });
  expect(diagnosis).toMatchObject({ state, says: expect.stringContaining(says) });
  expect(diagnosis.next).toBe(next);
});

it("tells missing packages from those that nobody needs yet", () => {
  const facts = { hasManifest: true, installed: false } as const;
  expect(diagnosePackages({ ...facts, folder: "backend", needed: true })).toMatchObject({
    state: "unable",
    next: "cd backend && npm ci",
  });
  expect(diagnosePackages({ ...facts, folder: "frontend", needed: false })).toMatchObject({ state: "ok" });
  expect(diagnosePackages({ ...facts, folder: "backend", hasManifest: false, needed: true })).toMatchObject({
    state: "wrong",
    next: "git checkout -- backend/package.json",
  });
});

it("says who holds a port, and what that means", () => {
  const port = (listener: Parameters<typeof diagnosePort>[1], which = RECEIVER) =>
    diagnosePort(which, listener, "/home/ada/course", "linux");
  expect(port(undefined)).toMatchObject({ state: "ok", says: "free for the receiver and its page" });
  expect(port({ pid: 7, name: "node", folder: "/home/ada/course/backend" })).toMatchObject({
    state: "ok",
    says: "in use by node (process 7), started in this folder: the receiver and its page",
  });
  expect(port({ pid: 7, name: "jaeger", folder: "/home/ada/course-2" })).toMatchObject({
    state: "advice",
    says: "taken by jaeger (process 7) in /home/ada/course-2; npm start takes the next free one for them",
    fix: expect.stringContaining("kill 7"),
  });
  expect(port({}, FRONTEND)).toMatchObject({
    state: "advice",
    says: expect.stringContaining("a program that this user may not look at; npm start goes on without"),
  });
  expect(diagnosePort(RECEIVER, { pid: 7 }, "C:\\course", "win32").fix).toContain("taskkill /PID 7");
});

it("finds this very process behind its port, and nobody behind a free one", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const listeners = await whoListens([port, 1]);
  expect(listeners.has(port)).toBe(true);
  expect(listeners.has(1)).toBe(false);
  if (process.platform === "linux") {
    expect(listeners.get(port)).toMatchObject({ pid: process.pid, folder: process.cwd() });
  }
  await new Promise((resolve) => server.close(resolve));
});

it("reads what Linux, lsof and Windows say of a port", () => {
  const proc = [
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
    "   0: 0100007F:10DE 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 5150 1 0 100 0 0 10 0",
    "   1: 0100007F:10DE 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 5151 1 0 20 4 30 10 -1",
  ].join("\n");
  expect(listeningSockets(proc)).toEqual([{ port: 4318, inode: "5150" }]);
  expect(readLsof("p4242\ncnode\nf21\n")).toEqual({ pid: 4242, name: "node" });
  expect(readLsof("")).toEqual({});
  const netstat =
    "\r\n  TCP    0.0.0.0:14318   0.0.0.0:0   ABHÖREN   1\r\n  TCP    [::1]:4318   [::]:0   ABHÖREN   77\r\n";
  expect(readNetstat(netstat, 4318)).toEqual({ pid: 77 });
  expect(readNetstat(netstat, 3000)).toEqual({});
});

it("names the line of .env that Compose refuses", () => {
  expect(diagnoseDotenv(`A=1\n\nHONEYCOMB_API_KEY="${KEY}\n`)).toMatchObject({
    state: "wrong",
    says: ".env:3: a quotation mark is never closed",
  });
  expect(diagnoseDotenv("HONEYCOMB_API_KEY = x\n")).toMatchObject({
    state: "advice",
    says: ".env:1: a blank stands beside the equals sign",
  });
  expect(diagnoseDotenv("A=1\r\n# note\r\nB=2\r\n")).toMatchObject({ state: "ok" });
  expect(diagnoseDotenv(undefined)).toMatchObject({ state: "ok" });
});

const leaks = { tracked: [], dotenvTracked: false };
const dotenv = (value: string) => ({ value, rawValue: value, line: 2, quote: "" });
it.each<[string, Parameters<typeof diagnoseKey>[0], Partial<Diagnosis>]>([
  [
    "one in .env",
    { ...leaks, dotenv: dotenv(KEY), effective: { value: KEY, from: "dotenv" } },
    { state: "ok", says: "hcaik_…0a0a from .env:2, an ingest key" },
  ],
  [
    "a practice key",
    { ...leaks, shell: "practice-abcdefgh", effective: { value: "practice-abcdefgh", from: "shell" } },
    { state: "ok", says: "practi…efgh from your shell, a practice key, which never leaves this machine" },
  ],
  ["none", leaks, { state: "wrong", next: "npm run practice-key" }],
  [
    "an empty one that hides another",
    { ...leaks, shell: "", dotenv: dotenv(KEY) },
    { state: "wrong", fix: "Let go of it:\nunset HONEYCOMB_API_KEY" },
  ],
  [
    "one that cannot send",
    { ...leaks, dotenv: dotenv("hcamk_123"), effective: { value: "hcamk_123", from: "dotenv" } },
    { state: "wrong", next: "npm run check:step 1" },
  ],
  [
    "two that differ",
    { ...leaks, shell: KEY, dotenv: dotenv("practice-abcdefgh"), effective: { value: KEY, from: "shell" } },
    {
      state: "advice",
      says: "hcaik_…0a0a from your shell, an ingest key; it hides another one, practi…efgh in .env:2",
    },
  ],
])("says which key a program gets: %s", (_, key, expected) => {
  const diagnosis = diagnoseKey(key);
  expect(diagnosis).toMatchObject(expected);
  expect(JSON.stringify(diagnosis)).not.toContain(KEY);
});

it.each<[Parameters<typeof diagnoseGit>[0], Diagnosis["state"], string]>([
  [{ ...leaks, dotenvTracked: true }, "wrong", "git tracks .env"],
  [{ ...leaks, tracked: [{ file: "journal/week2.md", line: 4 }] }, "wrong", "journal/week2.md:4 holds a key"],
  [{ ...leaks, dotenvIgnored: false }, "wrong", "git does not ignore .env"],
  [leaks, "advice", "no git checkout, or git is not installed"],
  [{ ...leaks, dotenvIgnored: true }, "ok", "ignores .env"],
])("says whether git could carry the key away", (key, state, says) => {
  expect(diagnoseGit(key, true)).toMatchObject({ state, says: expect.stringContaining(says) });
});

it.each<[Workspace, NodeJS.ProcessEnv, Partial<Diagnosis>]>([
  [
    { kind: "local" },
    {},
    {
      state: "ok",
      says: expect.stringContaining("this computer; a browser finds the ports at http://localhost:4318"),
    },
  ],
  [
    { kind: "codespaces" },
    {
      CODESPACES: "true",
      CODESPACE_NAME: "calm-tree",
      GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: "app.github.dev",
    },
    {
      state: "ok",
      says: expect.stringContaining(
        "(CODESPACES, CODESPACE_NAME, GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN); a browser finds the ports at https://calm-tree-4318.app.github.dev",
      ),
    },
  ],
  [
    { kind: "gitpod", persisted: {} },
    { GITPOD_WORKSPACE_URL: "https://x.ws.gitpod.io" },
    { state: "ok", says: expect.stringContaining("gp env keeps no key") },
  ],
  [
    { kind: "gitpod" },
    { GITPOD_WORKSPACE_URL: "https://x.ws.gitpod.io" },
    { state: "advice", fix: "Try it by hand:\ngp env" },
  ],
])("knows the workspace by its variables", (workspace, env, expected) => {
  expect(diagnoseWorkspace(workspace, env)).toMatchObject(expected);
});

it("never prints the value of a variable that may be a secret", () => {
  const says = diagnoseWorkspace(
    { kind: "gitpod", persisted: { HONEYCOMB_API_KEY: KEY } },
    { GITPOD_WORKSPACE_ID: "secret-id" },
  ).says;
  expect(says).not.toContain(KEY);
  expect(says).not.toContain("secret-id");
});

it("looks at disk, folder and browser", () => {
  expect(diagnoseDisk(20_000_000)).toMatchObject({
    state: "unable",
    says: "only 20 MB free: nothing can be installed or kept",
  });
  expect(diagnoseDisk(700_000_000).state).toBe("advice");
  expect(diagnoseDisk(9_000_000_000)).toMatchObject({ state: "ok", says: "9.0 GB free" });
  expect(diagnoseFolder("/x", [])).toMatchObject({ state: "ok" });
  expect(diagnoseFolder("/x", [".", "journal/week2.md"])).toMatchObject({
    state: "unable",
    says: "this user may not write this folder, journal/week2.md",
    next: 'ls -ld "." "journal/week2.md"',
  });
  expect(diagnoseBrowser({ platform: "linux", arch: "x64", packaged: true }).state).toBe("ok");
  expect(diagnoseBrowser({ platform: "linux", arch: "x64", packaged: false })).toMatchObject({
    state: "advice",
    fix: "Bring it back:\nnpm ci",
  });
  expect(diagnoseBrowser({ platform: "darwin", arch: "arm64", packaged: true })).toMatchObject({
    state: "advice",
  });
});

it("compares the clock only with one that was asked", () => {
  const now = new Date("2026-11-24T10:00:00Z");
  const asked = (aheadMs: number) => ({
    kind: "asked" as const,
    key: KEY,
    serviceName: "",
    answers: [
      { region: "US" as const, kind: "refused" as const, status: 401, says: "", clock: { aheadMs } },
    ] as const,
  });
  expect(diagnoseClock(now, undefined).says).toBe("2026-11-24 10:00 UTC, compared with nobody's");
  expect(diagnoseClock(now, asked(900)).says).toBe("2026-11-24 10:00 UTC, within 1 s of Honeycomb's");
  expect(diagnoseClock(now, asked(-600_000))).toMatchObject({
    state: "unable",
    says: expect.stringContaining("is 10 min behind Honeycomb's clock"),
  });
});

it("counts what the machine lacks before what the learner has to mend", () => {
  const of = (...states: Diagnosis["state"][]) =>
    statusOf(states.map((state) => ({ id: "x", about: "x", state, says: "x" })));
  expect([of("ok", "advice"), of("advice", "wrong"), of("wrong", "unable")]).toEqual([
    "passed",
    "unfinished",
    "unable",
  ]);
});
