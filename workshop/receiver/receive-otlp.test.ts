import { once } from "node:events";
import type { EventEmitter } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { span } from "../trace/build-span.ts";
import { encodeOtlpJson } from "../trace/encode-otlp-json.ts";
import { encodeOtlpProtobuf } from "../trace/encode-otlp-protobuf.ts";
import { ProtobufReader } from "../trace/protobuf-reader.ts";
import { randomTrace } from "../trace/random-spans.ts";
import { seededRandom } from "../trace/seeded-random.ts";
import { eventually, messageOf, TEST_KEY, testingReceiver } from "./testing-receiver.ts";

const PROTOBUF = { "content-type": "application/x-protobuf" };

it("takes JSON, protobuf and gzip, and answers each in its own content type", async () => {
  await using test = await testingReceiver();
  const answers = [
    await test.send([span({ traceId: "1".repeat(32) })]),
    await test.send(encodeOtlpProtobuf([span({ traceId: "2".repeat(32) })]), PROTOBUF),
    await test.send(gzipSync(encodeOtlpJson([span({ traceId: "3".repeat(32) })])), {
      "content-encoding": "gzip",
    }),
  ];
  expect(answers.map(({ status, headers }) => [status, headers.get("content-type")])).toEqual([
    [200, "application/json"],
    [200, "application/x-protobuf"],
    [200, "application/json"],
  ]);
  expect(await answers[0]?.json()).toEqual({});
  expect((await answers[1]?.arrayBuffer())?.byteLength).toBe(0);
  expect((await test.list()).traces.map(({ traceId }) => traceId[0])).toEqual(["3", "2", "1"]);
});

it("answers with partial success when some spans cannot be believed, and keeps the others", async () => {
  await using test = await testingReceiver();
  const answer = await test.send([span(), span({ name: "bad", spanId: "xyz" })]);
  expect(await answer.json()).toEqual({
    partialSuccess: {
      rejectedSpans: "1",
      errorMessage: expect.stringContaining(
        'The span "bad" was refused: its span id must be 16 hex digits',
      ) as string,
    },
  });
  expect((await test.inbox()).entries[0]).toMatchObject({ outcome: "partly-stored", spans: 1, status: 200 });
});

it("puts the partial success of a protobuf request into protobuf", async () => {
  await using test = await testingReceiver();
  const bytes = encodeOtlpProtobuf([{ ...span(), end: 1n as never }]);
  const answer = new Uint8Array(await (await test.send(bytes, PROTOBUF)).arrayBuffer());
  const reader = new ProtobufReader(answer);
  reader.next(answer.length);
  reader.end(answer.length);
  expect([reader.next(answer.length), reader.uint32(), reader.next(answer.length)]).toEqual([true, 1, true]);
  expect(reader.text(reader.end(answer.length))).toContain("was refused");
});

it("refuses with a status, a sentence that helps, and a note in the inbox", async () => {
  await using test = await testingReceiver({ maxBodyBytes: 100_000 });
  const at = (path: string, method = "POST") =>
    fetch(test.receiver.url + path, { method, headers: { "content-type": "application/json" } });
  const refusals = [
    await test.send("{"),
    await test.send("hello", { "content-type": "text/plain" }),
    await test.send("x".repeat(300_000)),
    await test.send(gzipSync("x".repeat(300_000)), { "content-encoding": "gzip" }),
    await at("/v1/traces/v1/traces"),
    await at("/"),
    await at("/v1/trace"),
    await at("/api/v2/spans"),
    await at("/v1/traces", "GET"),
  ];
  const told = await Promise.all(refusals.map(async (one) => `${one.status} ${await messageOf(one)}`));
  expect(told.join("\n")).toMatchInlineSnapshot(`
    "400 The body says it is JSON but cannot be parsed as JSON (at character 1).
    415 The content type "text/plain" is not one of OTLP's; OTLP over HTTP is application/json or application/x-protobuf.
    413 The body is larger than 100 kB. Export fewer spans at a time: OTEL_BSP_MAX_EXPORT_BATCH_SIZE.
    413 The body is larger than 100 kB when unpacked. Export fewer spans at a time.
    404 POST /v1/traces/v1/traces came here, and only /v1/traces takes spans. OTEL_EXPORTER_OTLP_ENDPOINT gets /v1/traces added by itself: leave the path out of it.
    404 POST / came here, and only /v1/traces takes spans. OTEL_EXPORTER_OTLP_TRACES_ENDPOINT (or url in the exporter's code) is used as it is: end it with /v1/traces, or set OTEL_EXPORTER_OTLP_ENDPOINT instead.
    404 POST /v1/trace came here, and only /v1/traces takes spans. End the exporter's address with /v1/traces, or set only OTEL_EXPORTER_OTLP_ENDPOINT.
    404 POST /api/v2/spans came here, and only /v1/traces takes spans. That is a Zipkin or Jaeger exporter. Use the OTLP one: @opentelemetry/exporter-trace-otlp-http.
    405 GET /v1/traces came here. That address takes spans by POST only. To look at your traces, open the page at / in a browser."
  `);
  const { entries, refused } = await test.inbox();
  expect(refused).toBe(refusals.length);
  for (const entry of entries)
    expect(entry).toMatchObject({ outcome: "refused", advice: [{ what: expect.any(String) as string }] });
});

it("answers a protobuf request's refusal as a protobuf Status", async () => {
  await using test = await testingReceiver();
  const answer = await test.send(new Uint8Array([0x0a, 0x7f]), PROTOBUF);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/x-protobuf"]);
  expect(await answer.text()).toContain("The protobuf body is cut short (at byte 2).");
});

it("takes and counts metrics and logs without keeping them", async () => {
  await using test = await testingReceiver();
  for (const path of ["/v1/metrics", "/v1/logs"]) {
    const answer = await fetch(test.receiver.url + path, { method: "POST", headers: PROTOBUF, body: "x" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/x-protobuf"]);
  }
  expect((await test.status()).counts).toMatchObject({
    metricRequests: 1,
    logRequests: 1,
    spans: 0,
    refusedRequests: 0,
  });
});

it("notes an empty batch, a missing key and a key that cannot work, each with what to change", async () => {
  await using test = await testingReceiver();
  await test.send([], { "x-honeycomb-team": TEST_KEY });
  await test.send([span()]);
  await test.send([span()], { "x-honeycomb-team": "${HONEYCOMB_API_KEY}" });
  const { entries } = await test.inbox();
  expect(
    entries.toReversed().map(({ key, outcome, advice }) => [key, outcome, advice.map(({ what }) => what)]),
  ).toEqual([
    ["present", "empty", ["The request was well formed but held no spans."]],
    ["none", "stored", ["This request carried no key. It is stored here, but Honeycomb would refuse it."]],
    [
      "present",
      "stored",
      [
        "The key of this request cannot work at Honeycomb: it is the name of a variable, and nothing replaces it there.",
      ],
    ].slice(0, 3),
  ]);
});

it("recognises gRPC, TLS and noise on its port and says what to change", async () => {
  await using test = await testingReceiver();
  const { port } = test.receiver;
  const session = connectHttp2(`http://127.0.0.1:${port}`).on("error", () => {});
  await closed(session);
  const tls = connectTls(port, "127.0.0.1").on("error", () => {});
  await closed(tls);
  const raw = connect(port, "127.0.0.1", () => raw.write("EHLO there\r\n\r\n")).on("error", () => {});
  await closed(raw.resume());
  const entries = await eventually(async () => {
    const page = await test.inbox();
    return page.entries.length >= 3 ? page.entries : undefined;
  });
  expect(entries.toReversed().map(({ advice }) => advice[0]?.what)).toEqual([
    "A gRPC (HTTP/2) client knocked, but this port speaks OTLP over plain HTTP.",
    "Something tried to speak https here, but this port speaks plain http.",
    "A connection sent bytes that are no HTTP request.",
  ]);
});

it("refuses spans from a web page elsewhere, and takes them from a page of this machine", async () => {
  await using test = await testingReceiver({ allowedHosts: ["3000-workspace.example.dev"] });
  const from = async (origin: string) => (await test.send([span()], { origin })).status;
  expect(await from("https://evil.example")).toBe(403);
  expect(await from("http://localhost:3000")).toBe(200);
  expect(await from("https://3000-workspace.example.dev")).toBe(200);
});

it("tells a page that asks first (CORS) to send to its own address instead", async () => {
  await using test = await testingReceiver();
  const headers = { origin: "http://localhost:3000", "access-control-request-method": "POST" };
  const sent = request({ port: test.receiver.port, path: "/v1/traces", method: "OPTIONS", headers }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  answer.resume();
  expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([405, undefined]);
  expect((await test.inbox()).entries[0]?.advice[0]?.fix).toContain("send to /v1/traces of its own address");
});

it("never lets the key into the store, the page or the log", async () => {
  await using test = await testingReceiver();
  const fields = { "http.request.header.x-honeycomb-team": TEST_KEY };
  const leaky = span({ name: `with ${TEST_KEY}`, fields, resource: { "process.command_args": [TEST_KEY] } });
  await test.send([leaky], { "x-honeycomb-team": TEST_KEY, "user-agent": TEST_KEY });
  await test.send([span({ name: "bad", spanId: TEST_KEY })], { "x-honeycomb-team": TEST_KEY });
  await fetch(`${test.receiver.url}/${TEST_KEY}`, {
    method: "POST",
    headers: { "x-honeycomb-team": TEST_KEY },
  });
  const pages = await Promise.all([
    test.list(),
    test.inbox(),
    test.status(),
    test.get(`/api/traces/${leaky.traceId}`),
    test.get(`/api/traces/${leaky.traceId}/spans/${leaky.spanId}`),
    test.get("/api/export"),
  ]);
  expect(JSON.stringify(pages)).not.toContain(TEST_KEY);
  expect(test.lines.join("\n")).not.toContain(TEST_KEY);
  expect(JSON.stringify(pages)).toContain("(key hidden)");
});

it("answers every damaged request and keeps taking good ones", { timeout: 600_000 }, async () => {
  const runs = Number(process.env["FUZZ_RUNS"] ?? 300);
  await using test = await testingReceiver({ caps: { spans: 5000 } });
  const random = seededRandom(4318);
  const spans = randomTrace(random, 5);
  const bodies = [Buffer.from(encodeOtlpJson(spans)), Buffer.from(encodeOtlpProtobuf(spans))];
  const types = ["application/json", "application/x-protobuf", "text/html", "application/grpc"];
  const encodings = ["identity", "identity", "identity", "gzip", "deflate", "br"];
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const statuses = new Set<number>();
  let early = 0;
  for (let run = 0; run < runs; run++) {
    if (run === Math.floor(runs / 10)) early = process.memoryUsage.rss();
    const body = Buffer.from(pick(bodies));
    for (let left = Math.floor(random() * 5); left > 0; left--)
      body[Math.floor(random() * body.length)] = random() * 256;
    const cut = body.subarray(0, random() < 0.3 ? Math.floor(random() * body.length) : body.length);
    const answer = await test.send(cut, { "content-type": pick(types), "content-encoding": pick(encodings) });
    await answer.arrayBuffer();
    statuses.add(answer.status);
  }
  expect([...statuses].sort()).toEqual([200, 400, 415]);
  // The store is full soon, and keeps to its cap; what the rest leaves behind must not add up.
  expect((process.memoryUsage.rss() - early) / 1e6, "MB more").toBeLessThan(150);
  expect((await test.send([span({ name: "still well" })])).status).toBe(200);
  expect((await test.list()).traces.some(({ name }) => name === "still well")).toBe(true);
});

it("takes a span with 1 MB of text, a loop of parents and a chain of 3000, and shows them", async () => {
  await using test = await testingReceiver();
  const loop = { ...span({ name: "loop" }), parentSpanId: "a".repeat(16), spanId: "a".repeat(16) } as never;
  const chain = [span({ name: "x".repeat(1_000_000) })];
  while (chain.length < 3000) chain.push(span({ parent: chain.at(-1) as (typeof chain)[0] }));
  await test.send([...chain, loop]);
  const [trace] = (await test.list()).traces;
  const waterfall = await test.get<{ name: string[] }>(`/api/traces/${trace?.traceId}`);
  expect(waterfall.name).toHaveLength(3001);
});

/** Not `events.once`, which fails at the error that these connections are here to get. */
function closed(connection: EventEmitter): Promise<void> {
  return new Promise((resolve) => connection.once("close", () => resolve()));
}
