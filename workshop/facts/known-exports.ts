/** Where the names of the lessons' code are exported. */
const FROM: readonly (readonly [RegExp, string])[] = [
  [/^NodeSDK$/, "@opentelemetry/sdk-node"],
  [/^OTLPTraceExporter$/, "@opentelemetry/exporter-trace-otlp-http"],
  [/^HttpInstrumentation$/, "@opentelemetry/instrumentation-http"],
  [/^ExpressInstrumentation$/, "@opentelemetry/instrumentation-express"],
  [/^getRPCMetadata$/, "@opentelemetry/core"],
  [
    /^(trace|context|propagation|diag|DiagConsoleLogger|DiagLogLevel|SpanKind|SpanStatusCode)$/,
    "@opentelemetry/api",
  ],
];

/** The package of the lessons that exports a name; nothing for any other name. */
export function knownPackage(name: string): string | undefined {
  return FROM.find(([names]) => names.test(name))?.[1];
}
