import { expect, it } from "vitest";
import { span } from "../trace/build-span.ts";
import { Forwarder } from "./forwarder.ts";
import type { ForwardedRequest, ForwarderOptions } from "./forwarder.ts";
import type { ForwardResult } from "./page-api.ts";
import { eventually, TEST_KEY, testingReceiver } from "./testing-receiver.ts";

const ENDPOINT = "https://honeycomb.invalid";
const TARGET = { endpoint: ENDPOINT, headers: { "x-honeycomb-team": TEST_KEY }, enabled: true };

interface Sent {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** Honeycomb as a row of answers, and the pauses between attempts taken down instead of waited for. */
function playHoneycomb(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  const forwarding: Required<Pick<ForwarderOptions, "send" | "wait" | "random">> = {
    send: (async (url: string, { headers, body }: { headers: Sent["headers"]; body: Uint8Array }) => {
      sent.push({ url, headers, body: Buffer.from(body).toString() });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) throw answer;
      return answer?.clone() ?? new Response("{}");
    }) as unknown as typeof fetch,
    wait: async (milliseconds) => void pauses.push(milliseconds),
    random: () => 0.5,
  };
  return { sent, pauses, forwarding };
}

function refusal(status: number, body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { "content-type": "application/json", ...headers } });
}

async function deliver(played: ReturnType<typeof playHoneycomb>, request: Partial<ForwardedRequest> = {}) {
  const forwarder = new Forwarder({ target: TARGET, ...played.forwarding });
  const results: ForwardResult[] = [];
  const headers = { "content-type": "application/json", "x-honeycomb-team": TEST_KEY };
  const at = { path: "/v1/traces", headers, body: Buffer.from("{}"), fromBrowser: false, ...request };
  const first = forwarder.forward(at, (result) => results.push(result));
  const last = await eventually(() => results.find(({ state }) => !["waiting", "retrying"].includes(state)));
  return { first, results, last, forwarder };
}

it("passes the request on as it came, without the connection's own headers", async () => {
  const played = playHoneycomb(new Response("{}"));
  const headers = {
    "content-type": "application/x-protobuf",
    "content-encoding": "gzip",
    "x-honeycomb-team": TEST_KEY,
    "user-agent": "OTel-OTLP-Exporter-JavaScript/0.301.0",
    host: "localhost:4318",
    connection: "keep-alive",
    "content-length": "3",
  };
  const { last } = await deliver(played, { headers, body: Buffer.from("raw") });
  const { host, connection, "content-length": length, ...rest } = headers;
  expect([host, connection, length]).toBeDefined();
  expect(played.sent).toEqual([{ url: `${ENDPOINT}/v1/traces`, headers: rest, body: "raw" }]);
  expect(last).toMatchObject({ state: "accepted", status: 200 });
});

it("gives a browser's request the learner's key, and nothing of the browser's own", async () => {
  const played = playHoneycomb(new Response("{}"));
  const headers = {
    "content-type": "application/json",
    origin: "http://localhost:3000",
    cookie: "a=b",
    "user-agent": "Mozilla",
  };
  await deliver(played, { headers, fromBrowser: true });
  expect(played.sent[0]?.headers).toEqual({
    "content-type": "application/json",
    "x-honeycomb-team": TEST_KEY,
  });
});

it("tries again after 429, 502, 503, 504 and a broken connection, ever later, then takes the answer", async () => {
  const played = playHoneycomb(
    refusal(503, ""),
    refusal(429, "", { "retry-after": "7" }),
    new TypeError("fetch failed"),
    new Response("{}"),
  );
  const { last, results } = await deliver(played);
  expect(last).toMatchObject({ state: "accepted", attempts: 4 });
  expect(results.slice(0, -1).map(({ state }) => state)).toEqual(["retrying", "retrying", "retrying"]);
  expect(played.pauses).toEqual([1000, 7000, 4000]);
});

it("gives up after five attempts and says that the traces are safe here", async () => {
  const played = playHoneycomb(new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } }));
  const { last } = await deliver(played);
  expect(played.sent).toHaveLength(5);
  expect(last).toMatchObject({ state: "failed", message: "Honeycomb could not be reached (ENOTFOUND)." });
});

it("does not repeat what Honeycomb refused for good", async () => {
  for (const status of [400, 401, 404, 413, 415, 500]) {
    const played = playHoneycomb(refusal(status, "{}"));
    await deliver(played);
    expect(played.sent).toHaveLength(1);
  }
});

it("says Honeycomb's answers in plain words, with the step to look at", async () => {
  const answers: [number, string][] = [
    [401, `{"message":"missing 'x-honeycomb-team' header"}`],
    [401, `{"message":"missing 'x-honeycomb-dataset' header"}`],
    [401, `{"error":"unknown API key - check your credentials, region, and API URL"}`],
    [401, `{"error":"attempted to use disabled API key"}`],
    [401, ""],
    [404, ""],
    [400, `{"message":"failed to parse OTLP request body"}`],
    [418, `{"message":"short and stout"}`],
  ];
  const told: string[] = [];
  for (const [status, body] of answers) {
    const { last } = await deliver(playHoneycomb(refusal(status, body)));
    told.push(`${status} ${last.message} → ${last.advice?.learn}`);
  }
  expect(told.join("\n")).toMatchInlineSnapshot(`
    "401 Honeycomb refused the key: missing 'x-honeycomb-team' header, see step 02. → steps/02-compose-env-vars/README.md
    401 Honeycomb refused the request: the key is a Classic one, which needs a dataset header as well. → steps/01-set-api-key/README.md
    401 Honeycomb does not know this key. → steps/01-set-api-key/README.md
    401 Honeycomb refused the key: it is disabled. → steps/01-set-api-key/README.md
    401 Honeycomb refused the key without saying why. → steps/01-set-api-key/README.md
    404 Honeycomb does not know this address. → steps/02-compose-env-vars/README.md
    400 Honeycomb could not read the request's body. → steps/02-compose-env-vars/README.md
    418 Honeycomb answered 418, saying: short and stout. → steps/02-compose-env-vars/README.md"
  `);
});

it("reads an answer in protobuf too", async () => {
  const status = new Uint8Array([0x08, 16, 0x12, 7, ...Buffer.from("missing")]);
  const answer = new Response(status, { status: 418, headers: { "content-type": "application/x-protobuf" } });
  const { last } = await deliver(playHoneycomb(answer));
  expect(last.message).toBe("Honeycomb answered 418, saying: missing.");
});

it("never sends a practice key anywhere", async () => {
  const played = playHoneycomb(new Response("{}"));
  const forwarder = new Forwarder({ target: TARGET, ...played.forwarding });
  const headers = { "content-type": "application/json", "x-honeycomb-team": "practice-abcdefgh" };
  const result = forwarder.forward(
    { path: "/v1/traces", headers, body: Buffer.from("{}"), fromBrowser: false },
    () => {},
  );
  expect(result).toMatchObject({
    state: "not-sent",
    message: "A practice key works only here, so nothing was sent to Honeycomb.",
  });
  expect(played.sent).toEqual([]);
});

it("sends nothing at all while the variables hold a practice key, not even a request without one", async () => {
  const played = playHoneycomb(new Response("{}"));
  const target = { ...TARGET, headers: { "x-honeycomb-team": "practice-abcdefgh" } };
  const forwarder = new Forwarder({ target, ...played.forwarding });
  const headers = { "content-type": "application/json" };
  const result = forwarder.forward(
    { path: "/v1/traces", headers, body: Buffer.from("{}"), fromBrowser: false },
    () => {},
  );
  expect(result).toMatchObject({ state: "not-sent" });
  expect(played.sent).toEqual([]);
});

it("can be turned off and on, and breaks off what waits", async () => {
  const played = playHoneycomb(refusal(503, ""));
  const waits: AbortSignal[] = [];
  const wait = (_: number, signal: AbortSignal) =>
    new Promise<void>((_resolve, reject) => {
      waits.push(signal);
      signal.addEventListener("abort", () => reject(new Error("aborted")));
    });
  const forwarder = new Forwarder({ target: TARGET, ...played.forwarding, wait });
  const results: ForwardResult[] = [];
  const request = { path: "/v1/traces", headers: {}, body: Buffer.from("{}"), fromBrowser: false };
  forwarder.forward(request, (result) => results.push(result));
  await eventually(() => waits[0]);
  forwarder.switch(false);
  expect(await eventually(() => results.find(({ state }) => state === "not-sent"))).toBeDefined();
  expect(forwarder.forward(request, () => {})).toBeNull();
  expect(forwarder.status.state).toBe("off");
  forwarder.switch(true);
  expect(forwarder.status.state).toBe("on");
});

it("never delays or loses the local copy, and notes Honeycomb's answer in the inbox when it comes", async () => {
  let answerNow: (response: Response) => void = () => {};
  const send = (() => new Promise<Response>((resolve) => (answerNow = resolve))) as typeof fetch;
  await using test = await testingReceiver({ forward: TARGET, forwarding: { send } });
  await test.send([span({ name: "safe" })], { "x-honeycomb-team": TEST_KEY });
  expect((await test.list()).traces).toMatchObject([{ name: "safe" }]);
  expect((await test.inbox()).entries[0]?.forwarding).toMatchObject({ state: "waiting" });
  answerNow(refusal(401, `{"message":"missing 'x-honeycomb-team' header"}`));
  const result = await eventually(async () => {
    const { forwarding } = (await test.inbox()).entries[0] ?? {};
    return forwarding?.state === "refused" ? forwarding : undefined;
  });
  expect(result.message).toBe("Honeycomb refused the key: missing 'x-honeycomb-team' header, see step 02.");
});

it("does not send to itself when the compose file already names its port", async () => {
  const { port } = await freePort();
  await using test = await testingReceiver({
    port,
    forward: { ...TARGET, endpoint: `http://localhost:${port}` },
  });
  await test.send([span()]);
  expect(await test.status()).toMatchObject({ counts: { requests: 1 }, forwarding: { state: "off" } });
});

it("follows a compose file that names another place while it runs", async () => {
  const { sent, forwarding } = playHoneycomb(new Response("{}"));
  await using test = await testingReceiver({ forwarding });
  await test.send([span()]);
  test.receiver.forwardTo({ ...TARGET, endpoint: "https://elsewhere.invalid" });
  await test.send([span()]);
  await eventually(() => (sent.length > 0 ? true : undefined));
  expect(sent.map(({ url }) => url)).toEqual(["https://elsewhere.invalid/v1/traces"]);
});

it("lets the exporter print Honeycomb's refusal in the learner's terminal, once", async () => {
  const { forwarding } = playHoneycomb(refusal(401, `{"message":"missing 'x-honeycomb-team' header"}`));
  await using test = await testingReceiver({ forward: TARGET, forwarding });
  await test.send([span()]);
  await eventually(async () => ((await test.status()).forwarding.refused > 0 ? true : undefined));
  const second = (await (await test.send([span()])).json()) as object;
  const third = (await (await test.send([span()])).json()) as object;
  expect(second).toEqual({
    partialSuccess: {
      errorMessage: "Honeycomb refused the key: missing 'x-honeycomb-team' header, see step 02.",
    },
  });
  expect(third).toEqual({});
});

it("keeps the key out of what Honeycomb's answer becomes", async () => {
  const { forwarding } = playHoneycomb(refusal(418, `{"message":"no team for ${TEST_KEY}"}`));
  await using test = await testingReceiver({ forward: TARGET, forwarding });
  await test.send([span()], { "x-honeycomb-team": TEST_KEY });
  const status = await eventually(async () => {
    const now = await test.status();
    return now.forwarding.refused > 0 ? now : undefined;
  });
  expect(status.forwarding.last?.message).toBe("Honeycomb answered 418, saying: no team for (key hidden).");
});

async function freePort(): Promise<{ readonly port: number }> {
  await using test = await testingReceiver();
  return { port: test.receiver.port };
}
