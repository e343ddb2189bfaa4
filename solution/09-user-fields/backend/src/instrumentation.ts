import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { NodeSDK } from "@opentelemetry/sdk-node";

const sdk = new NodeSDK({
  // Where, for whom and under which name: the exporter and the SDK read that from the environment.
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [
    new HttpInstrumentation({
      // Asked when a request comes in; what it gives becomes fields of the request's own span.
      startIncomingSpanHook: (request) => ({ "app.user_id": request.headers["x-cruddur-user"] }),
    }),
    new ExpressInstrumentation(),
  ],
});

sdk.start();

// Spans wait in the batch processor; before the process ends, the last of them must leave.
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    sdk
      .shutdown()
      .catch(console.error)
      .finally(() => process.exit(0));
  });
}
