export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface HoneycombAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

const CLASSIC_KEY = /^[0-9a-f]{32}$|^hc[a-z]ic_[0-9a-z]{58}$/;
const KEY = /^hc[a-z]ik_[0-9a-z]{58}$|^[0-9A-Za-z]{22}$|^practice-[a-z]{8}$/;
const OTLP_TYPES = ["application/json", "application/protobuf", "application/x-protobuf"];

/**
 * What Honeycomb says to a request, as its documentation and its public issues describe it
 * (docs.honeycomb.io, "Send data with OpenTelemetry" and "Auth API"). The real service knows which keys exist;
 * this one takes every key of a right shape.
 */
export function honeycombAnswer({ method, path, headers, body }: Asked): HoneycombAnswer {
  const key = headers["x-honeycomb-team"];
  if (path === "/1/auth") return method === "GET" ? auth(key) : says(405, "method not allowed");
  if (!/^\/v1\/(traces|metrics|logs)$/.test(path)) return says(404, "not found");
  if (method !== "POST") return says(405, "method not allowed");
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!OTLP_TYPES.includes(type)) {
    return {
      status: 415,
      type: "text/plain",
      body: `unsupported content-type, valid types are: ${OTLP_TYPES.join(", ")}`,
    };
  }
  const refusal = refusalOfKey(key, headers["x-honeycomb-dataset"]);
  if (refusal) return refusal;
  if (body.byteLength === 0 && type === "application/json")
    return says(400, "failed to parse OTLP request body");
  return type === "application/json"
    ? { status: 200, type, body: "{}" }
    : { status: 200, type, body: new Uint8Array() };
}

function refusalOfKey(key: string | undefined, dataset: string | undefined): HoneycombAnswer | undefined {
  if (!key) return says(401, "missing 'x-honeycomb-team' header");
  if (CLASSIC_KEY.test(key)) return dataset ? undefined : says(401, "missing 'x-honeycomb-dataset' header");
  if (!KEY.test(key)) return says(401, "unknown API key - check your credentials, region, and API URL");
  return undefined;
}

function auth(key: string | undefined): HoneycombAnswer {
  const refusal = refusalOfKey(key, "any");
  if (refusal) return refusal;
  const body = JSON.stringify({
    api_key_access: { events: true, createDatasets: true },
    environment: { name: "practice", slug: "practice" },
    team: { name: "practice", slug: "practice" },
  });
  return { status: 200, type: "application/json", body };
}

function says(status: number, message: string): HoneycombAnswer {
  return { status, type: "application/json", body: JSON.stringify({ message }) };
}
