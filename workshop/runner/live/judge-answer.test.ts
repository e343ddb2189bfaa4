import { expect, it } from "vitest";
import { resolveService } from "../../compose/resolve-service.ts";
import { askAboutKey } from "./ask-about-key.ts";
import { askHoneycomb, type Fetch } from "./ask-honeycomb.ts";
import { judgeAnswer, type LiveVerdict } from "./judge-answer.ts";
import { standIn, type StandInKey } from "./stand-in.ts";

const KEY = `hcaik_${"0a".repeat(29)}`;

it("says where the traces of a good key go", async () => {
  const verdict = await ask({ [KEY]: ingest() });
  expect(verdict).toMatchInlineSnapshot(`
    {
      "findings": [],
      "says": "knows the key (US): your traces go to team cloud-camp, environment ada, dataset backend. Look there: https://ui.honeycomb.io/cloud-camp/environments/ada",
      "state": "ok",
    }
  `);
});

it.each<[string, StandInKey, string[], string]>([
  ["a key without the right to send", ingest({ events: false }), ["live-key-may-not-send"], "wrong"],
  [
    "an ingest key that makes no datasets",
    ingest({ createDatasets: false }),
    ["live-key-makes-no-datasets"],
    "wrong",
  ],
  [
    "a disabled key",
    { region: "US", status: 401, body: { error: "attempted to use disabled API key" } },
    ["live-key-disabled"],
    "wrong",
  ],
  ["a key of the other region", { ...ingest(), region: "EU" }, ["live-key-of-other-region"], "wrong"],
  [
    "a configuration key",
    { region: "US", body: { ...body(), type: "configuration" } },
    ["live-key-is-configuration"],
    "advice",
  ],
  [
    "a Classic key",
    { region: "US", body: { ...body(), environment: { slug: "" } } },
    ["live-key-is-classic"],
    "advice",
  ],
  [
    "two things at once",
    ingest({ events: false, createDatasets: false }),
    ["live-key-may-not-send", "live-key-makes-no-datasets"],
    "wrong",
  ],
  [
    "an answer that is not about the key",
    { region: "US", status: 503, body: "upstream" },
    ["live-unreachable"],
    "unable",
  ],
])("names %s", async (_, key, ids, state) => {
  const verdict = await ask({ [KEY]: key });
  expect(verdict.findings.map(({ id }) => id)).toEqual(ids);
  expect(verdict.state).toBe(state);
});

it("asks the other region about a key that the first does not know, and never tells the key", async () => {
  await using honeycomb = await standIn({});
  const verdict = judgeAnswer(await askAboutKey(effective(KEY), compose(), honeycomb.fetch));
  expect(honeycomb.asked).toEqual(["US", "EU"]);
  expect(verdict.findings).toMatchInlineSnapshot(`
    [
      {
        "fix": "Copy the ingest key again, or make a new one in your environment's settings under API Keys.",
        "found": "401 unknown API key - check your credentials, region, and API URL",
        "id": "live-key-unknown",
        "learn": "steps/01-set-api-key/README.md#asking-honeycomb-itself",
        "message": "Honeycomb knows no key hcaik_…0a0a; asked were its regions US and EU. It may have been deleted or replaced, or a letter of it is wrong.",
        "severity": "wrong",
      },
    ]
  `);
  expect(JSON.stringify(verdict)).not.toContain(KEY);
});

it("asks only the region that knows the key", async () => {
  await using honeycomb = await standIn({ [KEY]: { ...ingest(), region: "EU" } });
  const verdict = judgeAnswer(
    await askAboutKey(effective(KEY), compose("https://api.eu1.honeycomb.io"), honeycomb.fetch),
  );
  expect(honeycomb.asked).toEqual(["EU"]);
  expect(verdict.says).toContain("https://ui.eu1.honeycomb.io/cloud-camp/environments/ada");
});

it.each([
  ["practice-abcdefgh", "a practice key"],
  ["hcaik_tooshort", "an ingest key has 64 characters"],
  [undefined, "no key"],
])("does not ask about %s", async (key, because) => {
  const nobody: Fetch = async () => await Promise.reject(new Error("asked all the same"));
  const verdict = judgeAnswer(await askAboutKey(key === undefined ? {} : effective(key), compose(), nobody));
  expect(verdict).toMatchObject({ state: "not-asked", findings: [] });
  expect(verdict.says).toContain(because);
});

it("takes no silence for a refusal", async () => {
  const dead: Fetch = async () =>
    await Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code: "ENOTFOUND" } }));
  const verdict = judgeAnswer(await askAboutKey(effective(KEY), compose(), dead));
  expect(verdict.state).toBe("unable");
  expect(verdict.findings[0]?.message).toBe(
    "Honeycomb could not be asked about the key: https://api.honeycomb.io gave no answer (ENOTFOUND).",
  );
});

it("gives up on a server that never answers", async () => {
  const never: Fetch = async (_, init) =>
    await new Promise((__, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
    });
  expect(await askHoneycomb(KEY, "US", { fetch: never, timeoutMs: 20 })).toMatchObject({
    kind: "unreachable",
    because: "no answer in time",
  });
});

it("does not take a portal's page for Honeycomb", async () => {
  const portal: Fetch = async () => await Promise.resolve(new Response("<h1>Sign in to the hotel</h1>"));
  expect(await askHoneycomb(KEY, "US", { fetch: portal })).toMatchObject({ kind: "unreachable" });
});

it("measures how far this clock is off", async () => {
  await using honeycomb = await standIn(
    { [KEY]: ingest() },
    { clock: () => new Date(Date.now() - 10 * 60_000) },
  );
  const { clock } = await askHoneycomb(KEY, "US", { fetch: honeycomb.fetch });
  expect(Math.round((clock?.aheadMs ?? 0) / 60_000)).toBe(10);
});

async function ask(keys: Readonly<Record<string, StandInKey>>): Promise<LiveVerdict> {
  await using honeycomb = await standIn(keys);
  return judgeAnswer(await askAboutKey(effective(KEY), compose(), honeycomb.fetch));
}

function effective(value: string) {
  return { effective: { value, from: "dotenv" as const } };
}

function ingest(access: Record<string, boolean> = {}): StandInKey {
  return { region: "US", body: body(access) };
}

function body(access: Record<string, boolean> = {}) {
  return {
    id: "hcaik_0000",
    type: "ingest",
    api_key_access: { events: true, createDatasets: true, ...access },
    team: { name: "Cloud Camp", slug: "cloud-camp" },
    environment: { name: "Ada", slug: "ada" },
  };
}

function compose(endpoint = "https://api.honeycomb.io") {
  const text = `services:\n  backend:\n    environment:\n      OTEL_SERVICE_NAME: backend\n      OTEL_EXPORTER_OTLP_ENDPOINT: ${endpoint}\n`;
  return resolveService({
    service: "backend",
    shell: {},
    readText: (path) => (path === "docker-compose.yml" ? text : undefined),
  });
}
