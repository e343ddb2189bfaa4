import { expect, it } from "vitest";
import type { Evidence, ReceivedSpan } from "../lab/evidence.ts";
import { ancestorsOf, ownReceived, serverSpan, strayProblem } from "./own-spans.ts";

const HTTP = "@opentelemetry/instrumentation-http";

it("takes a span below its own request's span for part of it", () => {
  const own = span({ id: "b", parent: "a" });
  expect(strayProblem(evidence(server(), own), own)).toBeUndefined();
});

it("names a span that is a trace of its own", () => {
  const own = span({ id: "b", trace: "2" });
  expect(strayProblem(evidence(server(), own), own)).toBe("mine has no parent: it is a trace of its own");
});

it("names a span below another request, in one trace or in two", () => {
  const other = server({ id: "c", trace: "2", visit: "second" });
  const own = span({ id: "d", parent: "c", trace: "2" });
  expect(strayProblem(evidence(server(), other, own), own)).toBe("mine hangs below GET of another request");
});

it("names a span whose parent never arrived", () => {
  const own = span({ id: "b", parent: "gone" });
  expect(strayProblem(evidence(server(), own), own)).toBe("the parent of mine never arrived");
});

it("names a span that no request started", () => {
  const { visit: _, ...own } = span({ id: "b" });
  expect(strayProblem(evidence(server(), own as ReceivedSpan), own as ReceivedSpan)).toMatch(
    /outside of any/,
  );
});

it("comes to an end where spans are each other's parents", () => {
  const [one, two] = [span({ id: "b", parent: "c" }), span({ id: "c", parent: "b" })];
  expect(ancestorsOf(evidence(one, two), one)).toHaveLength(2);
});

it("tells the learner's spans from those of instrumentations", () => {
  const own = span({ id: "b", parent: "a" });
  const all = evidence(server(), own);
  expect(ownReceived(all)).toEqual([own]);
  expect(serverSpan(all, "first")?.name).toBe("GET");
  expect(serverSpan(all, "second")).toBeUndefined();
});

interface Parts {
  readonly id: string;
  readonly parent?: string;
  readonly trace?: string;
  readonly visit?: string;
}

function span({ id, parent, trace = "1", visit = "first" }: Parts): ReceivedSpan {
  return {
    traceId: trace,
    spanId: id,
    ...(parent && { parentSpanId: parent }),
    name: "mine",
    kind: "internal",
    scope: { name: "home.activities", version: "" },
    visit,
    exchange: 0,
  } as unknown as ReceivedSpan;
}

function server(parts: Partial<Parts> = {}): ReceivedSpan {
  return { ...span({ id: "a", ...parts }), name: "GET", kind: "server", scope: { name: HTTP, version: "" } };
}

function evidence(...spans: readonly ReceivedSpan[]): Evidence {
  const exchanges = [{ url: "https://api.honeycomb.io/v1/traces", status: 200 }];
  return { run: { spans, exchanges, started: [] } } as unknown as Evidence;
}
