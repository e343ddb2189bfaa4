import { expect, it } from "vitest";
import { span } from "./build-span.ts";
import { decodeOtlpJson } from "./decode-otlp-json.ts";
import { decodeOtlpProtobuf } from "./decode-otlp-protobuf.ts";
import { encodeOtlpMessage, encodeOtlpProtobuf, readOtlpMessage } from "./encode-otlp-protobuf.ts";
import { OtlpDecodeError } from "./otlp-decode-error.ts";
import { randomTrace } from "./random-spans.ts";
import { seededRandom } from "./seeded-random.ts";

const TRACE_ID = Buffer.from("4bf92f3577b34da6a3ce929d0e0e4736", "hex");
const SPAN_ID = Buffer.from("00f067aa0ba902b7", "hex");

function message(span: object): Uint8Array {
  const times = { startTimeUnixNano: "1793610000000000001", endTimeUnixNano: "1793610000000500001" };
  const spans = [{ traceId: TRACE_ID, spanId: SPAN_ID, name: "home", ...times, ...span }];
  return encodeOtlpMessage({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

it("reads what protobufjs wrote, value for value", () => {
  const spans = Array.from({ length: 30 }, (_, seed) => randomTrace(seededRandom(seed), 8)).flat();
  const { spans: read, problems } = decodeOtlpProtobuf(encodeOtlpProtobuf(spans));
  expect(problems).toEqual([]);
  const byId = new Map(read.map((one) => [one.spanId, one]));
  for (const one of spans) expect(byId.get(one.spanId)).toEqual(one);
});

it("agrees with the JSON decoder on what protobufjs reads from the same bytes", () => {
  const bytes = encodeOtlpProtobuf(randomTrace(seededRandom(7), 40));
  const asJson = JSON.stringify(readOtlpMessage(bytes), (name, value: unknown) =>
    /^(traceId|spanId|parentSpanId)$/.test(name)
      ? Buffer.from(String(value), "base64").toString("hex")
      : value,
  );
  expect(decodeOtlpProtobuf(bytes).spans).toEqual(decodeOtlpJson(asJson).spans);
});

it("reads a resource and a scope that come after their spans", () => {
  const inOrder = encodeOtlpMessage({
    resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: TRACE_ID, spanId: SPAN_ID, ...TIMES }] }] }],
  });
  const resource = encodeOtlpMessage({
    resourceSpans: [
      { resource: { attributes: [{ key: "service.name", value: { stringValue: "backend" } }] } },
    ],
  });
  const inner = Buffer.concat([inOrder.subarray(2), resource.subarray(2)]);
  const [late] = decodeOtlpProtobuf(Buffer.concat([Buffer.from([0x0a, inner.length]), inner])).spans;
  expect(late?.resource).toEqual({ "service.name": "backend" });
});

const TIMES = { startTimeUnixNano: "1793610000000000001", endTimeUnixNano: "1793610000000500001" };

it("passes over fields it does not know, of every wire type", () => {
  const unknown = Buffer.from([
    0x98,
    0x06,
    0x01,
    0x99,
    0x06,
    ...Buffer.alloc(8),
    0x9a,
    0x06,
    1,
    65,
    0x9d,
    0x06,
    0,
    0,
    0,
    0,
  ]);
  const { spans } = decodeOtlpProtobuf(Buffer.concat([unknown, message({}), unknown]));
  expect(spans).toHaveLength(1);
});

it("keeps 64-bit and negative integers, and bytes as base64", () => {
  const attributes = [
    { key: "large", value: { intValue: "-9007199254740993" } },
    { key: "minus", value: { intValue: -1 } },
    { key: "bytes", value: { bytesValue: Buffer.from("hello") } },
    { key: "nan", value: { doubleValue: Number.NaN } },
  ];
  const [read] = decodeOtlpProtobuf(message({ attributes })).spans;
  expect(read?.fields).toEqual({ large: -9007199254740993n, minus: -1, bytes: "aGVsbG8=", nan: Number.NaN });
});

it("refuses a span whose ids have the wrong length, and keeps its neighbours", () => {
  const bytes = Buffer.concat([message({ traceId: Buffer.alloc(8, 1) }), message({})]);
  const { spans, problems } = decodeOtlpProtobuf(bytes);
  expect(spans).toHaveLength(1);
  expect(problems).toEqual([
    'The span "home" was refused: its trace id must be 32 hex digits, not "0101010101010101" (resourceSpans[0].scopeSpans[0].spans[0]).',
  ]);
});

it("refuses values nested without end, and reads on behind them", () => {
  let value: object = { stringValue: "bottom" };
  for (let depth = 0; depth < 40; depth++) value = { arrayValue: { values: [value] } };
  const bytes = Buffer.concat([message({ attributes: [{ key: "deep", value }] }), message({})]);
  const { spans, problems } = decodeOtlpProtobuf(bytes);
  expect(spans).toHaveLength(1);
  expect(problems[0]).toContain("nested deeper than 32 levels");
});

it("throws with the byte when the body is cut short, at whatever byte that is", () => {
  const whole = encodeOtlpProtobuf([span({ fields: { a: "text", b: 1.5, c: [1, 2] } })]);
  for (let length = 1; length < whole.length; length++) {
    expect(() => decodeOtlpProtobuf(whole.subarray(0, length))).toThrow(OtlpDecodeError);
  }
});

it("reads a 1 MB text and keeps the texts of different spans apart", () => {
  const long = "x".repeat(1_000_000);
  const spans = [span({ name: long }), span({ name: "a", fields: { "field.a": "b" } }), span({ name: "b" })];
  expect(decodeOtlpProtobuf(encodeOtlpProtobuf(spans)).spans.map(({ name }) => name)).toEqual([
    long,
    "a",
    "b",
  ]);
});
