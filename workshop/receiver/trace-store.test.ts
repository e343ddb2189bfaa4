import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { span } from "../trace/build-span.ts";
import { randomTrace } from "../trace/random-spans.ts";
import { seededRandom } from "../trace/seeded-random.ts";
import { countWholeTraces } from "./count-whole-traces.ts";
import { readSpans } from "./read-spans.ts";
import { listTraces } from "./read-traces.ts";
import { testingFolder } from "./testing-receiver.ts";
import { TraceStore } from "./trace-store.ts";

const traceId = (number: number) => number.toString(16).padStart(32, "0");

function names(store: TraceStore, run: string | null = null): string[] {
  return listTraces(store.database, { run, limit: 500 }).traces.map(({ name }) => name);
}

it("reads back every span as it was", () => {
  using store = disposable(new TraceStore());
  const spans = Array.from({ length: 30 }, (_, seed) => randomTrace(seededRandom(seed), 8)).flat();
  store.add(spans);
  const byId = new Map([...readSpans(store.database)].map((one) => [one.spanId, one]));
  for (const one of spans) expect(byId.get(one.spanId)).toEqual(one);
});

it("names a trace after its root, also when the root comes last", () => {
  using store = disposable(new TraceStore());
  const root = span({ name: "root", startMs: 5, durationMs: 10, service: "backend" });
  store.add([span({ parent: root, name: "child", startMs: 6, durationMs: 20, service: "db" })]);
  expect(listTraces(store.database).traces).toMatchObject([{ name: "child", hasRoot: false, service: "db" }]);
  expect(countWholeTraces(store.database)).toBe(0);
  store.add([
    root,
    span({ parent: root, name: "early", startMs: 1, status: { code: "error", message: "" } }),
  ]);
  expect(listTraces(store.database).traces).toMatchObject([
    { name: "root", hasRoot: true, service: "backend", spanCount: 3, errorCount: 1, durationMs: 25 },
  ]);
  expect(countWholeTraces(store.database)).toBe(1);
});

it("says what was asked for where a name is a method alone", () => {
  using store = disposable(new TraceStore());
  const full = { "url.full": "http://localhost:4567/api/activities/home?a=1" };
  const fetched = span({ traceId: traceId(1), name: "GET", kind: "client", fields: full });
  const preflight = span({ traceId: traceId(2), name: "OPTIONS", fields: { "url.path": "/api/activities" } });
  const named = span({ traceId: traceId(3), name: "GET /api/activities/home", fields: full });
  store.add([fetched, span({ parent: fetched, name: "GET /api/activities/home" }), preflight, named]);
  store.add([span({ traceId: traceId(4), name: "GET", fields: { "url.full": "no address" } })]);
  expect(
    listTraces(store.database)
      .traces.map(({ path }) => path)
      .reverse(),
  ).toEqual(["/api/activities/home", "/api/activities", null, null]);
});

it("counts a span that comes twice once, and tells that it came twice", () => {
  using store = disposable(new TraceStore());
  const one = span();
  store.add([one]);
  expect(store.add([one, span({ parent: one })])).toMatchObject({ spans: 1, copies: 1 });
  expect(store.totals).toMatchObject({ traces: 1, spans: 2 });
});

it("drops whole traces, oldest first, when there are too many spans, and counts what it dropped", () => {
  using store = disposable(new TraceStore({ caps: { spans: 100 } }));
  for (let number = 1; number <= 30; number++) {
    const root = span({ traceId: traceId(number), name: `trace ${number}` });
    store.add([root, ...Array.from({ length: 9 }, () => span({ parent: root }))]);
  }
  const kept = names(store);
  expect(kept[0]).toBe("trace 30");
  expect(kept).toHaveLength(store.totals.traces);
  expect(store.totals.spans).toBeLessThanOrEqual(100);
  expect([...readSpans(store.database)]).toHaveLength(store.totals.spans);
  expect(store.dropped).toEqual({ traces: 30 - kept.length, spans: (30 - kept.length) * 10 });
});

it("drops by bytes too", () => {
  using store = disposable(new TraceStore({ caps: { bytes: 500_000 } }));
  for (let number = 1; number <= 10; number++) {
    store.add([span({ traceId: traceId(number), fields: { large: "x".repeat(100_000) } })]);
  }
  expect(store.totals.bytes).toBeLessThanOrEqual(500_000);
  expect(store.totals.traces).toBeGreaterThan(0);
});

it("keeps a named run apart from the cap and from the list, with the late spans of its traces", () => {
  using store = disposable(new TraceStore({ caps: { spans: 10 } }));
  store.record("before");
  const recorded = span({ traceId: traceId(1), name: "recorded" });
  store.add([recorded]);
  store.record(null);
  for (let number = 2; number < 40; number++) store.add([span({ traceId: traceId(number) })]);
  store.add([span({ parent: recorded })]);
  expect(store.runs()).toMatchObject([{ name: "before", traces: 1, spans: 2 }]);
  expect(names(store, "before")).toEqual(["recorded"]);
  expect(names(store)).not.toContain("recorded");
});

it("empties a run that is recorded anew, and stops one that grows too large", () => {
  using store = disposable(new TraceStore({ caps: { runSpans: 3 } }));
  store.record("week2");
  store.add([span({ traceId: traceId(1) })]);
  store.record("week2");
  expect(store.runs()).toMatchObject([{ name: "week2", spans: 0 }]);
  for (let number = 2; number < 9; number++) store.add([span({ traceId: traceId(number) })]);
  expect(store.runs()).toMatchObject([{ spans: 3 }]);
  expect(store.recording).toBeNull();
  expect(store.notices).toEqual(["The run week2 is full (3 spans), so its recording was stopped."]);
});

it("clears what is outside the runs, or one run alone", () => {
  using store = disposable(new TraceStore());
  store.add([span({ traceId: traceId(1), name: "outside" })]);
  store.add([span({ traceId: traceId(2), name: "in the run" })], { run: "week2" });
  store.clear(null);
  expect([names(store), names(store, "week2")]).toEqual([[], ["in the run"]]);
  store.clear("week2");
  expect(store.runs()).toEqual([]);
});

it("is there again after a restart, with its counts", async () => {
  await using folder = await testingFolder();
  const first = new TraceStore({ folder: folder.path, caps: { spans: 5 } });
  for (let number = 1; number <= 8; number++)
    first.add([span({ traceId: traceId(number), name: `trace ${number}` })]);
  const [before, totals, dropped] = [names(first), first.totals, first.dropped];
  first.close();
  using second = disposable(new TraceStore({ folder: folder.path }));
  expect([names(second), second.totals, second.dropped]).toEqual([before, totals, dropped]);
});

it("keeps what it took when its process is killed", async () => {
  await using folder = await testingFolder();
  const script = `
    import { TraceStore } from ${JSON.stringify(new URL("trace-store.ts", import.meta.url))};
    import { span } from ${JSON.stringify(new URL("../trace/build-span.ts", import.meta.url))};
    new TraceStore({ folder: process.argv[1] }).add([span({ name: "kept" })]);
    process.kill(process.pid, "SIGKILL");
  `;
  const child = spawnSync(process.execPath, ["--input-type=module-typescript", "-e", script, folder.path]);
  expect(child.signal).toBe("SIGKILL");
  using store = disposable(new TraceStore({ folder: folder.path }));
  expect([names(store), store.notices]).toEqual([["kept"], []]);
});

it("belongs to its owner alone", async () => {
  await using folder = await testingFolder();
  const path = join(folder.path, ".workshop");
  using store = disposable(new TraceStore({ folder: path }));
  store.add([span()]);
  if (process.platform === "win32") return;
  expect(statSync(path).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(path)) expect(statSync(join(path, name)).mode & 0o077).toBe(0);
});

it("sets a file aside that is no store, says so, and starts anew", async () => {
  await using folder = await testingFolder();
  writeFileSync(join(folder.path, "traces.sqlite"), "these are not the bytes of a database".repeat(100));
  using store = disposable(new TraceStore({ folder: folder.path }));
  store.add([span()]);
  expect(store.notices).toEqual([
    expect.stringMatching(/^The stored traces could not be read\. They were set aside as traces-damaged-/),
  ]);
  expect(readdirSync(folder.path).some((name) => name.startsWith("traces-damaged-"))).toBe(true);
});

it("sets a store aside whose pages turn out damaged while it is in use, and takes the spans all the same", async () => {
  await using folder = await testingFolder();
  const path = join(folder.path, "traces.sqlite");
  const first = new TraceStore({ folder: folder.path });
  for (let number = 1; number <= 400; number++)
    first.add([span({ traceId: traceId(number), fields: { text: "x".repeat(500) } })]);
  first.close();
  damagePages(path);
  using store = disposable(new TraceStore({ folder: folder.path }));
  for (let number = 1; number <= 400; number++) store.add([span({ traceId: traceId(number) })]);
  expect(store.notices).toHaveLength(1);
  expect(store.totals.spans).toBeGreaterThan(0);
});

it("tells of a store that cannot be written instead of losing the process", async () => {
  await using folder = await testingFolder();
  using store = disposable(new TraceStore({ folder: folder.path }));
  store.noteFailure(new Error("disk I/O error"));
  store.noteFailure(new Error("disk I/O error"));
  expect(store.notices).toEqual(["The traces could not be written to disk: disk I/O error."]);
});

/** Leaves the first page, which holds the schema, and breaks all others. */
function damagePages(path: string): void {
  chmodSync(path, 0o600);
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4096);
  writeFileSync(path, bytes);
}

function disposable(store: TraceStore): TraceStore & Disposable {
  return Object.assign(store, { [Symbol.dispose]: () => store.close() });
}
