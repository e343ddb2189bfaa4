import { expect, it } from "vitest";
import { span } from "./build-span.ts";
import { decodeOtlpJson } from "./decode-otlp-json.ts";
import { encodeOtlpJson } from "./encode-otlp-json.ts";
import { OtlpDecodeError } from "./otlp-decode-error.ts";
import { randomTrace } from "./random-spans.ts";
import { seededRandom } from "./seeded-random.ts";

const ONE = {
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  spanId: "00f067aa0ba902b7",
  name: "home",
  kind: 2,
  startTimeUnixNano: "1793610000000000001",
  endTimeUnixNano: "1793610000000500001",
};

function body(...spans: object[]): string {
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

function decodeOne(span: object) {
  const { spans, problems } = decodeOtlpJson(body({ ...ONE, ...span }));
  return { span: spans[0], problem: problems[0] };
}

it("reads back whatever spans were written", () => {
  const spans = Array.from({ length: 30 }, (_, seed) => randomTrace(seededRandom(seed), 8)).flat();
  const { spans: read, problems } = decodeOtlpJson(encodeOtlpJson(spans));
  expect(problems).toEqual([]);
  const byId = new Map(read.map((one) => [one.spanId, one]));
  for (const one of spans) expect(byId.get(one.spanId)).toEqual(one);
});

it("keeps every digit of the times, also when the sender wrote numbers", () => {
  expect(decodeOne({}).span?.start).toBe(1793610000000000001n);
  expect(decodeOne({ startTimeUnixNano: 1793610000000000000 }).span?.start).toBe(1793610000000000000n);
});

it("keeps 64-bit integers that a number cannot hold", () => {
  const attributes = [
    { key: "small", value: { intValue: "42" } },
    { key: "large", value: { intValue: "9007199254740993" } },
  ];
  expect(decodeOne({ attributes }).span?.fields).toEqual({ small: 42, large: 9007199254740993n });
});

it("understands snake_case, upper-case ids and enum names, and passes over members it does not know", () => {
  const text = JSON.stringify({
    resource_spans: [
      {
        resource: { attributes: [{ key: "service.name", value: { string_value: "backend" } }] },
        scope_spans: [
          {
            spans: [
              {
                trace_id: ONE.traceId.toUpperCase(),
                span_id: ONE.spanId.toUpperCase(),
                name: "home",
                kind: "SPAN_KIND_SERVER",
                start_time_unix_nano: ONE.startTimeUnixNano,
                end_time_unix_nano: ONE.endTimeUnixNano,
                status: { code: "STATUS_CODE_ERROR", message: "boom" },
                newInVersionNine: { anything: [1] },
              },
            ],
          },
        ],
      },
    ],
  });
  const [span] = decodeOtlpJson(text).spans;
  expect(span).toMatchObject({
    traceId: ONE.traceId,
    spanId: ONE.spanId,
    kind: "server",
    status: { code: "error" },
  });
  expect(span?.resource).toEqual({ "service.name": "backend" });
});

it("says from the flags whether the parent is remote, and nothing when the sender did not", () => {
  const parentSpanId = "00f067aa0ba902b8";
  expect(decodeOne({ parentSpanId, flags: 0x301 }).span?.parentIsRemote).toBe(true);
  expect(decodeOne({ parentSpanId, flags: 0x101 }).span?.parentIsRemote).toBe(false);
  expect(decodeOne({ parentSpanId, flags: 1 }).span).not.toHaveProperty("parentIsRemote");
});

it("takes an empty or all-zero parent id for a root", () => {
  expect(decodeOne({ parentSpanId: "" }).span).not.toHaveProperty("parentSpanId");
  expect(decodeOne({ parentSpanId: "0".repeat(16) }).span).not.toHaveProperty("parentSpanId");
});

it("refuses one unbelievable span with a sentence and keeps its neighbours", () => {
  const wrong = [
    { traceId: "abc" },
    { traceId: "S/kvNXezTaajzpKdDg5HNg==" },
    { spanId: "" },
    { startTimeUnixNano: 1793610000000 },
    { startTimeUnixNano: "-5" },
    { endTimeUnixNano: "1793609999999999999" },
    { endTimeUnixNano: "9223372036854775808" },
    { endTimeUnixNano: "1899999999999999999" },
    { name: 7 },
    { attributes: [{ key: "app.now", value: "today" }] },
  ];
  const { spans, problems, rejected } = decodeOtlpJson(
    body(...wrong.map((one) => ({ ...ONE, ...one })), ONE),
  );
  expect(spans).toHaveLength(1);
  expect(rejected).toBe(wrong.length);
  expect(problems.join("\n")).toMatchInlineSnapshot(`
    "The span "home" was refused: its trace id must be 32 hex digits, not "abc" (resourceSpans[0].scopeSpans[0].spans[0]).
    The span "home" was refused: its trace id must be 32 hex digits, not "S/kvNXezTaajzpKdDg5HNg=="; it looks like base64, and OTLP JSON writes ids in hex (resourceSpans[0].scopeSpans[0].spans[1]).
    The span "home" was refused: it has no span id (resourceSpans[0].scopeSpans[0].spans[2]).
    The span "home" was refused: its start time is 1793610000000, before the year 2000: OTLP counts nanoseconds since 1970 (resourceSpans[0].scopeSpans[0].spans[3]).
    The span "home" was refused: its start time is negative (resourceSpans[0].scopeSpans[0].spans[4]).
    The span "home" was refused: it ends before it starts (resourceSpans[0].scopeSpans[0].spans[5]).
    The span "home" was refused: its end time lies after the year 2262 (resourceSpans[0].scopeSpans[0].spans[6]).
    The span "home" was refused: it lasts 1231 days (resourceSpans[0].scopeSpans[0].spans[7]).
    A span was refused: its name must be text in quotes (resourceSpans[0].scopeSpans[0].spans[8]).
    A span was refused: the value of "app.now" must say its type, as { "stringValue": … } (resourceSpans[0].scopeSpans[0].spans[9])."
  `);
});

it("keeps the list of problems short when everything is wrong", () => {
  const { problems, rejected } = decodeOtlpJson(body(...Array.from({ length: 5000 }, () => ({ name: "x" }))));
  expect(rejected).toBe(5000);
  expect(problems.at(-1)).toBe("… and 4980 more like these.");
});

it("throws with what and where when the body is no request at all", () => {
  expect(() => decodeOtlpJson('{"resourceSpans":[}')).toThrow(OtlpDecodeError);
  expect(() => decodeOtlpJson("[]")).toThrow(
    "The body must be a JSON object with resourceSpans (at the start of the body).",
  );
  expect(() => decodeOtlpJson('{"resourceSpans":{}}')).toThrow(
    "resourceSpans must be a list (at resourceSpans).",
  );
});

it("survives nesting of any depth", () => {
  const deep = '{"arrayValue":{"values":['.repeat(50_000) + "{}" + "]}}".repeat(50_000);
  const text = body({ ...ONE, attributes: [{ key: "deep", value: "HERE" }] }).replace('"HERE"', deep);
  expect(decodeOtlpJson(text).problems[0]).toContain('the value of "deep" is nested deeper than 32 levels');
  expect(() => decodeOtlpJson("[".repeat(1_000_000))).toThrow(OtlpDecodeError);
});

it("keeps a field named __proto__ as data", () => {
  const fields = decodeOne({ attributes: [{ key: "__proto__", value: { kvlistValue: { values: [] } } }] })
    .span?.fields;
  expect(Object.keys(fields ?? {})).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
});

it("gives spans of tests defaults that decode", () => {
  expect(decodeOtlpJson(encodeOtlpJson([span()])).problems).toEqual([]);
});
