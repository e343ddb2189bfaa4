import { context, propagation, trace } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { FetchInstrumentation } from "@opentelemetry/instrumentation-fetch";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, StackContextManager, TracerProvider } from "@opentelemetry/sdk-trace";
import { BACKEND_URL } from "./backend-url.ts";

// The page's own origin: a browser must hold no key, so whoever serves the page passes the spans on.
const exporter = new OTLPTraceExporter({ url: "/v1/traces" });

const provider = new TracerProvider({
  resource: resourceFromAttributes({ "service.name": "frontend" }),
  spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })],
});

trace.setGlobalTracerProvider(provider);
context.setGlobalContextManager(new StackContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

// It watches fetch() from here on. Only the backend is told which trace its request belongs to.
new FetchInstrumentation({ propagateTraceHeaderCorsUrls: [new RegExp(`^${BACKEND_URL}/`)] });
