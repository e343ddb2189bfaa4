import { expect, it } from "vitest";
import { honeycombAnswer, type Asked } from "./honeycomb-answer.ts";

const ingest = `hcaik_${"0".repeat(58)}`;
const classic = "0".repeat(32);

it.each<[string, Partial<Asked>, number, string]>([
  ["takes spans with an ingest key", {}, 200, "{}"],
  ["takes spans with a practice key", { headers: headers("practice-abcdefgh") }, 200, "{}"],
  ["misses the header", { headers: headers(undefined) }, 401, "missing 'x-honeycomb-team' header"],
  ["does not know a key of another shape", { headers: headers("my-key") }, 401, "unknown API key"],
  ["does not know a management key", { headers: headers(`hcamk_${"0".repeat(58)}`) }, 401, "unknown API key"],
  [
    "wants a dataset with a Classic key",
    { headers: headers(classic) },
    401,
    "missing 'x-honeycomb-dataset' header",
  ],
  [
    "takes a Classic key with a dataset",
    { headers: { ...headers(classic), "x-honeycomb-dataset": "d" } },
    200,
    "{}",
  ],
  [
    "refuses another content type",
    { headers: { ...headers(ingest), "content-type": "text/plain" } },
    415,
    "valid types are",
  ],
  ["refuses an empty body", { body: new Uint8Array() }, 400, "failed to parse OTLP request body"],
  ["has nothing at a doubled path", { path: "/v1/traces/v1/traces" }, 404, "not found"],
  ["names the team to whom the key belongs", { method: "GET", path: "/1/auth" }, 200, "practice"],
])("%s", (_, asked, status, words) => {
  const answer = honeycombAnswer({
    method: "POST",
    path: "/v1/traces",
    headers: headers(ingest),
    body: Buffer.from("{}"),
    ...asked,
  });
  expect(answer.status).toBe(status);
  expect(String(answer.body)).toContain(words);
});

it("answers protobuf with protobuf", () => {
  const type = "application/x-protobuf";
  const answer = honeycombAnswer({
    method: "POST",
    path: "/v1/traces",
    headers: { ...headers(ingest), "content-type": type },
    body: new Uint8Array([10]),
  });
  expect(answer).toEqual({ status: 200, type, body: new Uint8Array() });
});

function headers(key: string | undefined): Record<string, string> {
  return { "content-type": "application/json", ...(key === undefined ? {} : { "x-honeycomb-team": key }) };
}
