import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { span } from "../trace/build-span.ts";
import { encodeOtlpJson } from "../trace/encode-otlp-json.ts";
import { randomTrace } from "../trace/random-spans.ts";
import { seededRandom } from "../trace/seeded-random.ts";
import type {
  Comparison,
  FoundSpans,
  ImportResult,
  PageEvent,
  SpanDetail,
  TraceList,
  Waterfall,
} from "./page-api.ts";
import { readSpans } from "./read-spans.ts";
import { TraceStore } from "./trace-store.ts";
import { messageOf, testingFolder, testingReceiver } from "./testing-receiver.ts";
import type { TestingReceiver } from "./testing-receiver.ts";

it("lists the newest traces first, page by page", async () => {
  await using test = await testingReceiver();
  for (let number = 1; number <= 5; number++) await test.send([span({ traceId: String(number).repeat(32) })]);
  const first = await test.get<TraceList>("/api/traces?limit=2");
  const second = await test.get<TraceList>(`/api/traces?limit=3&before=${first.traces[1]?.order}`);
  expect([first.more, second.more]).toEqual([true, false]);
  expect([...first.traces, ...second.traces].map(({ traceId }) => traceId[0])).toEqual([
    "5",
    "4",
    "3",
    "2",
    "1",
  ]);
});

it("gives a trace column by column, and later only what came since", async () => {
  await using test = await testingReceiver();
  const root = span({ name: "root", kind: "server", durationMs: 20 });
  const orphan = span({
    traceId: root.traceId,
    name: "lost",
    parentSpanId: "f".repeat(16),
    parentIsRemote: true,
    startMs: 4,
  });
  await test.send([root, orphan, orphan]);
  const path = `/api/traces/${root.traceId}`;
  const whole = await test.get<Waterfall>(path);
  expect(whole).toMatchObject({
    start: String(root.start),
    parentIsRemote: "-1",
    source: [0, 0],
    sources: [{ service: "backend", scope: "test" }],
    status: "00",
    offset: [0, 4_000_000],
    duration: [20_000_000, 10_000_000],
    duplicates: [orphan.spanId],
  });
  expect(whole.name).toEqual(["root", "lost"]);
  expect(idsIn(whole.ids)).toEqual([root.spanId, orphan.spanId]);
  expect(idsIn(whole.parentIds)).toEqual(["0".repeat(16), "f".repeat(16)]);
  const event = { name: "retry", time: root.start, fields: {} };
  const late = span({
    parent: root,
    name: "late",
    service: "frontend",
    status: { code: "error", message: "" },
  });
  await test.send([{ ...late, events: [event, event] }]);
  const more = await test.get<Waterfall>(`${path}?after=${whole.cursor}`);
  expect(more).toMatchObject({
    parentIsRemote: "0",
    name: ["late"],
    sources: [{ service: "frontend", scope: "test" }],
    status: "2",
    eventCount: { [late.spanId]: 2 },
    linkCount: { [late.spanId]: 0 },
  });
  const nothing = await test.get<Waterfall>(`${path}?after=${more.cursor}`);
  expect(nothing).toMatchObject({ ids: "", parentIds: "", status: "", name: [], cursor: more.cursor });
});

it("gives one span with its fields, events, links and Honeycomb's columns", async () => {
  await using test = await testingReceiver();
  const one = span({ fields: { "app.result_length": 3, "app.large": 9007199254740993n } });
  const event = { name: "exception", time: one.start, fields: { "exception.message": "boom" } };
  await test.send([
    { ...one, events: [event], links: [{ traceId: one.traceId, spanId: one.spanId, fields: {} }] },
  ]);
  const detail = await test.get<SpanDetail>(`/api/traces/${one.traceId}/spans/${one.spanId}`);
  expect(detail).toMatchObject({
    durationMs: 10,
    fields: { "app.result_length": 3, "app.large": "9007199254740993" },
    events: [{ name: "exception", time: String(one.start) }],
    links: [{ spanId: one.spanId }],
    columns: { "service.name": "backend", "meta.signal_type": "trace", "app.result_length": 3 },
  });
});

it("finds spans by what stands in their name or fields, in any case, and by id", async () => {
  await using test = await testingReceiver();
  const root = span({ name: "root" });
  const child = span({ parent: root, name: "query", fields: { "app.term": 'Prune "Juice"' } });
  await test.send([root, child]);
  const find = (text: string) =>
    test.get<FoundSpans>(`/api/traces/${root.traceId}/find?text=${encodeURIComponent(text)}`);
  expect((await find('prune "juice')).spanIds).toEqual([child.spanId]);
  expect((await find(root.spanId)).spanIds).toEqual([root.spanId]);
  expect((await find("%")).spanIds).toEqual([]);
});

it("gives names to the page as they came, whatever stands in them", async () => {
  await using test = await testingReceiver();
  const root = span({ name: 'a"\\\nb\u0000\u001b[2J 😀 \u2028</script>' });
  await test.send([root, span({ parent: root, name: "" })]);
  const { name } = await test.get<Waterfall>(`/api/traces/${root.traceId}`);
  expect(name).toEqual([root.name, ""]);
});

it("lays a trace over the tree that the current step expects", async () => {
  const root = {
    name: "root",
    children: [{ name: "home-activities-mock-data", fields: { "app.now": /^\d/ } }],
  };
  const expected = { step: { number: 5, title: "A custom span" }, root };
  const status = { steps: [], current: 5, lastReport: null };
  await using test = await testingReceiver({ courseStatus: () => ({ status, expected }) });
  const top = span({ name: "root" });
  const mock = span({ name: "home-activities-mock-data", traceId: top.traceId });
  await test.send([top, mock]);
  const comparison = await test.get<Comparison>(`/api/traces/${top.traceId}/comparison`);
  expect(comparison.expected).toMatchObject({
    state: "matched",
    children: [
      {
        state: "wrong-parent",
        spanId: mock.spanId,
        notes: [
          "It is a root, but should be below root.",
          "app.now is missing; it should be text like /^\\d/.",
        ],
      },
    ],
  });
});

it("shows the sample while there is nothing else, marked as one, and lets it be opened", async () => {
  const sample = span({ traceId: "5".repeat(32), name: "the finished backend" });
  await using test = await testingReceiver({ sample: encodeOtlpJson([sample]) });
  expect((await test.list()).traces).toMatchObject([{ name: "the finished backend", sample: true }]);
  expect(await test.get(`/api/traces/${sample.traceId}`)).toMatchObject({ summary: { sample: true } });
  await test.send([span({ name: "my own" })]);
  expect((await test.list()).traces).toMatchObject([{ name: "my own", sample: false }]);
});

it("tells open pages about a new trace within a blink", async () => {
  await using test = await testingReceiver();
  using events = await listen(test);
  expect(await events.next()).toMatchObject({ type: "status" });
  const started = performance.now();
  await test.send([span({ name: "fresh" })]);
  let event = await events.next();
  while (event.type !== "traces") event = await events.next();
  expect(performance.now() - started).toBeLessThan(200);
  expect(event.traces).toMatchObject([{ name: "fresh", spanCount: 1 }]);
});

it("exports and imports the same spans, as one document and as JSON lines", async () => {
  const spans = Array.from({ length: 20 }, (_, seed) => randomTrace(seededRandom(seed), 120)).flat();
  await using from = await testingReceiver();
  from.receiver.store.add(spans);
  for (const format of ["json", "jsonl"]) {
    const file = await (await fetch(`${from.receiver.url}/api/export?format=${format}`)).text();
    await using to = await testingReceiver();
    const answer = await fetch(`${to.receiver.url}/api/import?run=week2`, { method: "POST", body: file });
    expect((await answer.json()) as ImportResult).toEqual({ spans: spans.length, traces: 20, problems: [] });
    const byId = new Map(
      [...readSpans(to.receiver.store.database, { run: "week2" })].map((one) => [one.spanId, one]),
    );
    for (const one of spans) expect(byId.get(one.spanId)).toEqual(one);
    expect(to.receiver.store.totals.spans).toBe(0);
  }
});

it("imports the good lines of a damaged file and names the others", async () => {
  await using test = await testingReceiver();
  const file = `${encodeOtlpJson([span()])}\n{"resourceSpans":\n\n${encodeOtlpJson([span({ name: "c" })])}`;
  const answer = await fetch(`${test.receiver.url}/api/import`, { method: "POST", body: file });
  expect((await answer.json()) as ImportResult).toMatchObject({
    spans: 2,
    problems: ["Line 2: The body says it is JSON but cannot be parsed as JSON (at the end of the body)."],
  });
});

it("records a run, stops, clears it, and refuses a name that is none", async () => {
  await using test = await testingReceiver();
  expect(await (await test.post("/api/recording", { run: "before" })).json()).toMatchObject({
    recording: "before",
  });
  await test.send([span()]);
  expect(await (await test.post("/api/recording", { run: null })).json()).toMatchObject({
    recording: null,
    runs: [{ name: "before", spans: 1 }],
  });
  expect(await (await test.post("/api/clear", { run: "before" })).json()).toMatchObject({ runs: [] });
  expect((await test.post("/api/recording", { run: "../../x" })).status).toBe(400);
});

it("serves no other web page: not its reads, not its writes, not by a rebound name", async () => {
  await using test = await testingReceiver({ allowedHosts: ["4318-workspace.example.dev"] });
  await test.send([span()]);
  const paths = ["/api/traces", "/api/status", "/api/inbox", "/api/events", "/api/export", "/"];
  for (const path of paths) {
    expect((await raw(test, "GET", path, { host: "evil.example" })).statusCode).toBe(403);
    expect((await raw(test, "GET", path, { host: "127.0.0.1.evil.example:4318" })).statusCode).toBe(403);
  }
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "http://localhost:3000" },
    { origin: "null" },
  ]) {
    expect((await raw(test, "GET", "/api/traces", headers)).statusCode).toBe(403);
    expect((await raw(test, "POST", "/api/clear", headers)).statusCode).toBe(403);
    expect((await raw(test, "POST", "/api/import", headers)).statusCode).toBe(403);
  }
  expect((await raw(test, "GET", "/api/traces", { "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
  expect((await test.list()).traces).toHaveLength(1);
  const host = "4318-workspace.example.dev";
  expect((await raw(test, "GET", "/api/traces", { host, origin: `https://${host}` })).statusCode).toBe(200);
  expect((await raw(test, "GET", "/api/traces", { host: "localhost:9999" })).statusCode).toBe(200);
});

it("takes no form of another page for a command", async () => {
  await using test = await testingReceiver();
  await test.send([span()]);
  const answer = await test.post("/api/clear", {}, { "content-type": "text/plain" });
  expect(await messageOf(answer)).toContain("content type application/json");
  expect((await test.list()).traces).toHaveLength(1);
});

it("serves the page's files and deep links with a policy that runs no foreign script", async () => {
  const assets = new Map([
    ["/", { type: "text/html; charset=utf-8", body: "<!doctype html><title>Traces</title>" }],
    ["/page.js", { type: "text/javascript", body: "0" }],
  ]);
  await using test = await testingReceiver({ assets });
  const page = await fetch(`${test.receiver.url}/trace/${"1".repeat(32)}`, {
    headers: { accept: "text/html" },
  });
  expect(await page.text()).toContain("<title>Traces</title>");
  expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
  expect((await fetch(`${test.receiver.url}/page.js`)).headers.get("content-type")).toBe("text/javascript");
  expect((await fetch(`${test.receiver.url}/missing.js`)).status).toBe(404);
});

it("sets a store aside that turns out damaged while a page reads it, and says so", async () => {
  await using folder = await testingFolder();
  const first = new TraceStore({ folder: folder.path });
  const big = span({ name: "x".repeat(200_000) });
  first.add([
    big,
    ...Array.from({ length: 200 }, () => span({ parent: big, fields: { text: "y".repeat(900) } })),
  ]);
  first.close();
  const file = `${folder.path}/traces.sqlite`;
  const bytes = await readFile(file);
  await using test = await testingReceiver({ storeFolder: folder.path });
  await writeFile(file, bytes.fill(0xa5, 16 * 4096));
  const answer = await fetch(`${test.receiver.url}/api/traces/${big.traceId}`);
  expect([answer.status, await messageOf(answer)]).toEqual([
    503,
    expect.stringContaining("were set aside as"),
  ]);
  expect((await test.list()).traces).toEqual([]);
  expect((await test.send([span()])).status).toBe(200);
});

it("keeps serving when the course's progress cannot be read", async () => {
  const courseStatus = () => Promise.reject(new Error("no journal"));
  await using test = await testingReceiver({ courseStatus });
  expect(await test.status()).toMatchObject({ course: null });
  expect(test.lines[0]).toBe("The course's progress could not be read: no journal");
});

it("says in the log and to the page that a damaged store was set aside", async () => {
  await using folder = await testingFolder();
  await writeFile(`${folder.path}/traces.sqlite`, "no database");
  await using test = await testingReceiver({ storeFolder: folder.path });
  expect(test.lines).toEqual((await test.status()).notices);
  expect(test.lines[0]).toContain("were set aside as");
});

it("rejects with the system's word when the port is taken", async () => {
  await using test = await testingReceiver();
  await expect(testingReceiver({ port: test.receiver.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

function idsIn(base64: string): string[] {
  const hex = Buffer.from(base64, "base64").swap64().toString("hex");
  return hex.match(/.{16}/g) ?? [];
}

/** `fetch` does not let a test choose Host. */
async function raw(
  test: TestingReceiver,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<IncomingMessage> {
  const sent = request({ host: "127.0.0.1", port: test.receiver.port, method, path, headers });
  sent.end(method === "POST" ? "{}" : undefined);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.destroy();
  return response;
}

async function listen(test: TestingReceiver): Promise<Disposable & { next: () => Promise<PageEvent> }> {
  const abort = new AbortController();
  const response = await fetch(`${test.receiver.url}/api/events`, { signal: abort.signal });
  const reader = response.body
    ?.pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>;
  let text = "";
  const next = async (): Promise<PageEvent> => {
    for (;;) {
      const found = /data: (.*)\n\n/.exec(text);
      if (found !== null) {
        text = text.slice(found.index + found[0].length);
        return JSON.parse(String(found[1])) as PageEvent;
      }
      text += (await reader.read()).value ?? "";
    }
  };
  return { next, [Symbol.dispose]: () => abort.abort() };
}
