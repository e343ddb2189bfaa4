import type { JudgedEvidence, ReceivedSpan, RunEvidence } from "../lab/evidence.ts";
import { maskKey } from "../compose/mask-key.ts";
import { NotReached } from "./outcome.ts";
import { acceptedExports, runOf, traceExchanges } from "./run-facts.ts";
import { sentElsewhere } from "./sent-elsewhere.ts";

/** The port that docker-compose.yml publishes; a backend that always takes it serves the bootcamp too. */
const USUAL_PORT = 4567;

/** Why the backend does not answer on its port. */
export function describeStart(evidence: JudgedEvidence): string | undefined {
  const { manifest } = evidence.backend;
  if (!manifest.ok) return `backend/package.json cannot be read: ${manifest.message}`;
  if (!manifest.start) return 'backend/package.json has no "start" script';
  if (!evidence.compose.ok) throw new NotReached("docker-compose.yml does not resolve");
  const { outcome } = runOf(evidence);
  switch (outcome.kind) {
    case "listened":
      return outcome.port === outcome.askedPort || outcome.port === USUAL_PORT
        ? undefined
        : `it listens on port ${outcome.port} and not on PORT (${outcome.askedPort})`;
    case "exited":
      return `it ended by itself after ${seconds(outcome.afterMs)}${outcome.code === null ? "" : ` with code ${outcome.code}`}`;
    case "never-listened":
      return `it did not listen on any port within ${seconds(outcome.afterMs)}`;
    case "not-started":
      return outcome.because;
  }
}

/** Why no span was accepted, as far as the exchanges tell. */
export function sendingProblem(evidence: JudgedEvidence): string | undefined {
  const run = runOf(evidence);
  if (run.outcome.kind !== "listened") throw new NotReached("the backend does not listen");
  const [accepted] = acceptedExports(run);
  const key = evidence.key.effective?.value;
  if (accepted) {
    const sent = accepted.headers["x-honeycomb-team"] ?? "";
    return key === undefined || sent === key
      ? undefined
      : `the key that arrived (${maskKey(sent)}) is not yours (${maskKey(key)})`;
  }
  const refused = traceExchanges(run).find(({ status }) => status !== 200);
  if (refused)
    return `Honeycomb answered ${refused.status} to ${refused.method} ${refused.url}: ${sentence(refused)}`;
  const elsewhere = sentElsewhere(run);
  if (elsewhere) return `the backend tried to send its spans to ${elsewhere.address} instead`;
  return "no request with spans reached it";
}

/** Where detectors of resources ask a cloud about the machine; no telemetry goes there. */
export function isCloudsOwn(host: string): boolean {
  return /^(169\.254\.\d+\.\d+|100\.100\.100\.200|metadata(\.google\.internal)?\.?|\[?fd00:ec2::254\]?)$/.test(
    host,
  );
}

/** Why the spans of one request are not one tree with the request at its root. */
export function treeProblem(spans: readonly ReceivedSpan[]): string | undefined {
  const traces = new Set(spans.map(({ traceId }) => traceId));
  if (traces.size > 1) return `the request's ${spans.length} spans are spread over ${traces.size} traces`;
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const orphan = spans.find(({ parentSpanId }) => parentSpanId !== undefined && !ids.has(parentSpanId));
  if (orphan) return `the parent of the span ${orphan.name} never arrived`;
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
  if (roots.length !== 1)
    return `the trace has ${roots.length} roots: ${roots.map(({ name }) => name).join(", ")}`;
  return roots[0]?.kind === "server" ? undefined : `its root is ${roots[0]?.name}, which is not the request`;
}

function sentence({ answer }: RunEvidence["exchanges"][number]): string {
  try {
    return String((JSON.parse(answer) as { message?: unknown }).message ?? answer);
  } catch {
    return answer;
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
