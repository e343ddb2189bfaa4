// Loaded here, since it is read only when asked for, and a test's patience is for the command itself.
import "./doctor.ts";
import { expect, it, vi } from "vitest";
import { fakeCourse } from "../fake-course.ts";
import { standIn } from "../live/stand-in.ts";

const KEY = `hcaik_${"0a".repeat(29)}`;
const COMPOSE = `services:
  backend:
    environment:
      OTEL_SERVICE_NAME: backend
      OTEL_EXPORTER_OTLP_ENDPOINT: https://api.honeycomb.io
      OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=\${HONEYCOMB_API_KEY}"
`;

it("says of each line what to do, and of the key nothing that could be used", async () => {
  using course = fakeCourse({ ".env": `B\nHONEYCOMB_API_KEY=${KEY}\n`, "docker-compose.yml": COMPOSE });
  const { exitCode, stdout, stderr } = await course.run("doctor");
  expect(stderr).toBe("");
  expect(exitCode).toBe(2);
  expect(stdout).not.toContain(KEY);
  expect(stdout).toContain("advice: .env        .env:1: the line has no equals sign, so it sets nothing");
  expect(stdout).toContain("ok:     Key         hcaik_...0a0a from .env:2, an ingest key");
  expect(stdout).toContain(
    "advice: Compose     docker-compose.yml gives the backend 3 variables, but: .env:1:",
  );
  expect(stdout).toMatch(/\n\d things to mend, from the top\. Next: git checkout -- package\.json\n$/);
});

it("prints one document with --json, with an exit code of the same mind", async () => {
  using course = fakeCourse({ "docker-compose.yml": "services:\n  backend:\n\tenvironment:\n" });
  const { exitCode, stdout } = await course.run("doctor --json");
  const { status, diagnoses } = JSON.parse(stdout) as {
    status: string;
    diagnoses: { id: string; state: string; fix?: string }[];
  };
  expect({ exitCode, status }).toEqual({ exitCode: 2, status: "unable" });
  expect(diagnoses.find(({ id }) => id === "compose")).toMatchObject({ state: "wrong", next: "npm run env" });
  expect(diagnoses.filter(({ state, fix }) => state !== "ok" && !fix)).toEqual([]);
  expect(new Set(diagnoses.map(({ id }) => id)).size).toBe(diagnoses.length);
});

it("makes a line of a file that cannot be read", async () => {
  using course = fakeCourse({ ".env/key.txt": "1" });
  const { stdout, stderr } = await course.run("doctor");
  expect(stderr).toBe("");
  expect(stdout).toContain(".env is a folder, where a file belongs (EISDIR).");
  expect(stdout).toContain("Browser");
});

it("asks Honeycomb only with --live", async () => {
  using course = fakeCourse({ ".env": `HONEYCOMB_API_KEY=${KEY}\n`, "docker-compose.yml": COMPOSE });
  await using honeycomb = await standIn({
    [KEY]: { region: "US", status: 401, body: { error: "attempted to use disabled API key" } },
  });
  vi.stubGlobal("fetch", honeycomb.fetch);
  try {
    await course.run("doctor");
    expect(honeycomb.asked).toEqual([]);
    const { stdout } = await course.run("doctor --live");
    expect(honeycomb.asked).toEqual(["US"]);
    expect(stdout).toContain("Honeycomb (US) knows the key hcaik_...0a0a and refuses it: it is disabled.");
    expect(stdout).toMatch(/within \d s of Honeycomb's/);
    expect(stdout).not.toContain(KEY);
  } finally {
    vi.unstubAllGlobals();
  }
});
