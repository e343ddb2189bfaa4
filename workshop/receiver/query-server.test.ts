import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { span } from "../trace/build-span.ts";
import type {
  QueryResult,
  QueryColumns,
  QueryFiles,
  QueryRefusal,
  SelectionComparison,
} from "./query-api.ts";
import { testingFolder, testingReceiver } from "./testing-receiver.ts";

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
  expect(await test.get<QueryFiles>("/api/queries")).toEqual({ files: [{ name: "latency-by-user", text }] });
});

it.each(["../evil", "a/b", "", ".hidden", "a.json", "x".repeat(99), 3])(
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
