import { maskKeyShapes } from "../compose/mask-key.ts";
import type { Evidence } from "../lab/evidence.ts";
import type { PageEvidence } from "../lab/page-evidence.ts";
import { pageCalls } from "./page-calls.ts";

/** Lines of the lesson, to paste. */
export const IMPORTS = [
  'import { context, propagation, trace } from "@opentelemetry/api";',
  'import { W3CTraceContextPropagator } from "@opentelemetry/core";',
  'import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";',
  'import { FetchInstrumentation } from "@opentelemetry/instrumentation-fetch";',
  'import { resourceFromAttributes } from "@opentelemetry/resources";',
  'import { BatchSpanProcessor, StackContextManager, TracerProvider } from "@opentelemetry/sdk-trace";',
  'import { BACKEND_URL } from "./backend-url.ts";',
];
export const PAGE_EXPORTER = 'const exporter = new OTLPTraceExporter({ url: "/v1/traces" });';
export const PROVIDER = `const provider = new TracerProvider({
  resource: resourceFromAttributes({ "service.name": "frontend" }),
  spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })],
});`;
export const FETCH =
  "new FetchInstrumentation({ propagateTraceHeaderCorsUrls: [new RegExp(`^${BACKEND_URL}/`)] });";
export const PROXY = 'proxy: { "/v1/traces": process.env.OTLP_TARGET ?? "http://localhost:4318" },';
export const LOADED = 'import "./instrumentation.ts";';

/** What the browser's console says of it. */
export function consoleSaid(page: PageEvidence | undefined, words: RegExp): RegExpExecArray | undefined {
  for (const text of page?.console ?? []) {
    const found = words.exec(text);
    if (found) return found;
  }
  return undefined;
}

/** What a program printed, without colours; it may hold a key. */
export function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return maskKeyShapes(text.replace(/\x1b\[[0-9;]*m/g, "").replace(/\\u001b\[[0-9;]*m/g, ""));
}

/** The page's last request of the backend, before it is left. */
export function lastCall(evidence: Evidence) {
  return pageCalls(evidence).at(-1);
}

/** The spans of that request never came, although it carried a trace. */
export function lacksLast(evidence: Evidence): boolean {
  const last = lastCall(evidence);
  return last?.request.headers["traceparent"] !== undefined && !last.browser;
}
