import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { span } from "../trace/build-span.ts";
import type {
  QueryAnswer,
  QueryResult,
  QueryColumns,
  QueryFiles,
  QueryRefusal,
  SelectionComparison,
} from "./query-api.ts";
import { messageOf, testingFolder, testingReceiver } from "./testing-receiver.ts";

/** Ten requests, three of them slow and by worf. */
const requests = Array.from({ length: 10 }, (_, index) =>
  span({
    traceId: String(index).repeat(32).replaceAll("0", "a"),
    startMs: index * 100,
    durationMs: index < 3 ? 300 + index : 10 + index,
    fields: { "app.user_id": index < 3 ? "worf" : "garek", "http.route": "/api/activities/home" },
  }),
);
const LATENCY = {
  calculations: [
    { op: "HEATMAP", column: "duration_ms" },
    { op: "MAX", column: "duration_ms" },
  ],
  breakdowns: ["app.user_id"],
};

it("answers a query that the page sends", async () => {
  await using test = await testingReceiver();
  await test.send(requests);
  const answer = (await (await test.post("/api/query", LATENCY)).json()) as QueryResult;
  expect(answer.rows).toEqual([
    ["worf", 302],
    ["garek", 19],
  ]);
  expect(answer.heatmaps[0]?.total).toBe(10);
});

it("says what is wrong with a query, and where", async () => {
  await using test = await testingReceiver();
  const response = await test.post("/api/query", { calculations: [{ op: "P91", column: "x" }] });
  expect(response.status).toBe(400);
  const { message, problems } = (await response.json()) as QueryRefusal;
  expect(message).toContain("calculations[0].op: There is no");
  expect(problems).toHaveLength(1);
});

it("knows the columns that were seen, and Honeycomb's own", async () => {
  await using test = await testingReceiver();
  await test.send(requests);
  const { columns } = await test.get<QueryColumns>("/api/query/columns");
  expect(columns).toEqual(
    expect.arrayContaining(["app.user_id", "duration_ms", "http.route", "service.name"]),
  );
  expect((await test.get<QueryColumns>("/api/query/columns?run=none")).columns).not.toContain("app.user_id");
});

it("tells what sets the spans of a rectangle apart, with their counts", async () => {
  await using test = await testingReceiver();
  await test.send(requests);
  const first = Number(requests[0]?.start) / 1e6;
  const selection = {
    column: "duration_ms",
    time: { from: first - 1, to: first + 5000 },
    value: { from: 200, to: 400 },
  };
  const response = await test.post("/api/query/selection", { query: LATENCY, selection });
  const comparison = (await response.json()) as SelectionComparison;
  expect(comparison).toMatchObject({ inside: 3, outside: 7 });
  expect(comparison.differences.slice(0, 2)).toEqual(
    expect.arrayContaining([
      { column: "app.user_id", value: "worf", inside: 3, outside: 0 },
      { column: "app.user_id", value: "garek", inside: 0, outside: 7 },
    ]),
  );
  expect(comparison.differences.map(({ column }) => column)).not.toContain("http.route");
  expect(comparison.spans[0]).toMatchObject({ value: 302, traceId: requests[2]?.traceId });
});

it("saves a query into the learner's folder, and opens it from there", async () => {
  await using folder = await testingFolder();
  const queriesFolder = join(folder.path, "journal/queries");
  await using test = await testingReceiver({ queriesFolder });
  expect(await test.get<QueryFiles>("/api/queries")).toEqual({ files: [] });
  const saved = await test.post("/api/queries/save", { name: "latency-by-user", query: LATENCY });
  expect(saved.status).toBe(200);
  const text = await readFile(join(queriesFolder, "latency-by-user.json"), "utf8");
  expect(JSON.parse(text)).toEqual(LATENCY);
  const file = "latency-by-user.json";
  expect(await test.get<QueryFiles>("/api/queries")).toEqual({
    files: [{ name: "latency-by-user", file, text }],
  });
});

it("replaces a saved query only when that was asked for", async () => {
  await using folder = await testingFolder();
  await using test = await testingReceiver({ queriesFolder: folder.path });
  await writeFile(join(folder.path, "mine.json"), "{ my own notes");
  const name = "mine";
  const refused = await test.post("/api/queries/save", { name, query: LATENCY });
  expect(refused.status).toBe(409);
  expect(await messageOf(refused)).toBe("journal/queries/mine.json is there already.");
  expect(await readFile(join(folder.path, "mine.json"), "utf8")).toBe("{ my own notes");
  expect((await test.post("/api/queries/save", { name, query: LATENCY, replace: true })).status).toBe(200);
  expect(JSON.parse(await readFile(join(folder.path, "mine.json"), "utf8"))).toEqual(LATENCY);
  expect(await readdir(folder.path)).toEqual(["mine.json"]);
});

it("replaces a link with a file, and leaves what it led to alone", async () => {
  await using folder = await testingFolder();
  const queriesFolder = join(folder.path, "queries");
  await mkdir(queriesFolder);
  await writeFile(join(folder.path, "elsewhere.json"), "not yours");
  await symlink(join(folder.path, "elsewhere.json"), join(queriesFolder, "link.json"));
  await using test = await testingReceiver({ queriesFolder });
  expect((await test.post("/api/queries/save", { name: "link", query: {} })).status).toBe(409);
  await test.post("/api/queries/save", { name: "link", query: {}, replace: true });
  expect(await readFile(join(folder.path, "elsewhere.json"), "utf8")).toBe("not yours");
});

it("lists the queries whatever else lies in the folder", async () => {
  await using folder = await testingFolder();
  await mkdir(join(folder.path, "folder.json"));
  await writeFile(join(folder.path, "long.json"), " ".repeat(300_000));
  await writeFile(join(folder.path, "Latency by UserID.json"), "{}");
  await using test = await testingReceiver({ queriesFolder: folder.path });
  const { files } = await test.get<QueryFiles>("/api/queries");
  expect(files.map(({ name }) => name)).toEqual(["Latency by UserID"]);
});

it("advises on columns and types that no span has", async () => {
  await using test = await testingReceiver();
  await test.send(requests);
  const adviceOn = async (query: object) =>
    ((await (await test.post("/api/query", query)).json()) as QueryAnswer).advice;
  expect(await adviceOn(LATENCY)).toEqual([]);
  const unseen = {
    breakdowns: ["app.userid", "http.status_code"],
    calculations: [{ op: "P90", column: "app.user_id" }],
    filters: [
      { column: "duration_ms", op: ">", value: "200" },
      { column: "app.user_id", op: "in", value: [1, 2] },
      { column: "app.nobody", op: "does-not-exist" },
      { column: "is_root", op: "exists" },
    ],
    filter_combination: "OR",
  };
  expect(await adviceOn(unseen)).toEqual([
    {
      path: "filters[3].column",
      message: "No span has is_root. A root is a span for which trace.parent_id does-not-exist.",
    },
    { path: "breakdowns[0]", message: "No span here has app.userid; did you mean app.user_id?" },
    {
      path: "breakdowns[1]",
      message:
        "No span has http.status_code: that is its name of some years ago. Today it is http.response.status_code.",
    },
    {
      path: "calculations[0].column",
      message: "app.user_id holds no numbers, so P90 has nothing to calculate.",
    },
    {
      path: "filters[0].value",
      message: 'duration_ms holds numbers, and "200" is a text. A number stands without quotation marks.',
    },
    {
      path: "filters[1].value",
      message: "app.user_id holds texts, and 1 is a number. A text stands in quotation marks.",
    },
  ]);
});

it.each(["../evil", "a/b", "a\\b", "", ".hidden", "a.json", "-a", "con", "x".repeat(61), "é", 3, null])(
  "saves nothing as %j",
  async (name) => {
    await using folder = await testingFolder();
    await using test = await testingReceiver({ queriesFolder: folder.path });
    expect((await test.post("/api/queries/save", { name, query: LATENCY })).status).toBe(400);
    expect(await test.get<QueryFiles>("/api/queries")).toEqual({ files: [] });
  },
);

it.each(["/api/query", "/api/query/selection", "/api/queries/save"])(
  "serves no other page's request to %s",
  async (path) => {
    await using test = await testingReceiver();
    const response = await test.post(path, LATENCY, { origin: "https://evil.example" });
    expect(response.status).toBe(403);
  },
);
