import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { span } from "./build-span.ts";
import { decodeBody } from "./decode-body.ts";
import { encodeOtlpJson } from "./encode-otlp-json.ts";
import { encodeOtlpProtobuf } from "./encode-otlp-protobuf.ts";
import { randomTrace } from "./random-spans.ts";
import { seededRandom } from "./seeded-random.ts";

const JSON_BODY = Buffer.from(encodeOtlpJson([span()]));
const PROTOBUF_BODY = encodeOtlpProtobuf([span()]);

it("picks the decoder by the content type, whatever parameters follow", () => {
  expect(decodeBody(JSON_BODY, "application/json; charset=utf-8")).toMatchObject({ ok: true, kind: "json" });
  expect(decodeBody(PROTOBUF_BODY, "application/x-protobuf")).toMatchObject({ ok: true, kind: "protobuf" });
});

it("unpacks gzip and both forms of deflate", () => {
  for (const [encoding, pack] of [
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
  ] as const) {
    expect(decodeBody(pack(JSON_BODY), "application/json", encoding)).toMatchObject({
      ok: true,
      rejected: 0,
    });
  }
});

it("answers 413 for what is too large only after unpacking", () => {
  const bomb = gzipSync(Buffer.alloc(1_000_000, 0x20));
  const outcome = decodeBody(bomb, "application/json", "gzip", { maxBytes: 100_000 });
  expect(outcome).toEqual({
    ok: false,
    status: 413,
    message: "The body is larger than 100 kB when unpacked. Export fewer spans at a time.",
  });
});

it("answers 415 with the setting to change for gRPC, other types and unknown encodings", () => {
  const messages = [
    decodeBody(JSON_BODY, "application/grpc"),
    decodeBody(JSON_BODY, "text/plain"),
    decodeBody(JSON_BODY, undefined),
    decodeBody(JSON_BODY, "application/json", "br"),
  ].map((outcome) => (outcome.ok ? "taken" : `${outcome.status} ${outcome.message}`));
  expect(messages.join("\n")).toMatchInlineSnapshot(`
    "415 This is a gRPC request; OTLP over HTTP is application/json or application/x-protobuf. Set OTEL_EXPORTER_OTLP_PROTOCOL to http/protobuf, or remove it.
    415 The content type "text/plain" is not one of OTLP's; OTLP over HTTP is application/json or application/x-protobuf.
    415 The request has no content-type header; OTLP over HTTP is application/json or application/x-protobuf.
    415 The content encoding "br" is not supported; send gzip, deflate or none."
  `);
});

it("answers 400 for a body that is not what its headers say", () => {
  expect(decodeBody(PROTOBUF_BODY, "application/json")).toMatchObject({ ok: false, status: 400 });
  expect(decodeBody(JSON_BODY, "application/x-protobuf")).toMatchObject({ ok: false, status: 400 });
  expect(decodeBody(JSON_BODY, "application/json", "gzip")).toMatchObject({ ok: false, status: 400 });
});

it("answers every damaged body, and never with an exception", { timeout: 120_000 }, () => {
  const runs = Number(process.env["FUZZ_RUNS"] ?? 4000);
  const random = seededRandom(20261102);
  const spans = randomTrace(random, 6);
  const bodies = [Buffer.from(encodeOtlpJson(spans)), Buffer.from(encodeOtlpProtobuf(spans))];
  const seen = new Set<string>();
  for (let run = 0; run < runs; run++) {
    const protobuf = run % 2;
    const outcome = decodeBody(
      damage(bodies[protobuf] as Buffer, random),
      protobuf === 1 ? "application/x-protobuf" : "application/json",
    );
    seen.add(outcome.ok ? `ok ${outcome.kind}` : String(outcome.status));
  }
  expect([...seen].sort()).toEqual(["400", "ok json", "ok protobuf"]);
});

function damage(body: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(body);
  for (let left = Math.floor(random() * 6); left >= 0; left--) {
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  }
  const cut = random() < 0.2 ? Math.floor(random() * copy.length) : copy.length;
  const from = Math.floor(random() * copy.length);
  const doubled = random() < 0.1 ? copy.subarray(from) : Buffer.alloc(0);
  return Buffer.concat([copy.subarray(0, cut), doubled]);
}
