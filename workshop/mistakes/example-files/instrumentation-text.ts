/** Parts of an instrumentation file, to write many like it: right ones in other styles, and wrong ones. */
const IMPORTS = `import { NodeSDK } from "@opentelemetry/sdk-node";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
`;
const OPTIONS = `{
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],
}`;
const STOP = `
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => sdk.shutdown().catch(console.error).finally(() => process.exit(0)));
}
`;

export function instrumentation(
  parts: {
    readonly imports?: string;
    readonly options?: string;
    readonly start?: string;
    readonly stop?: string;
  } = {},
): string {
  const { imports = "", options = OPTIONS, start = "sdk.start();", stop = STOP } = parts;
  return `${IMPORTS}${imports}\nconst sdk = new NodeSDK(${options});\n${start}\n${stop}`;
}

/** Changes the start script in the text of backend/package.json, and other top-level members. */
export function manifest(
  start: string,
  more: Readonly<Record<string, unknown>> = {},
): (text: string) => string {
  return (text) => {
    const json = JSON.parse(text) as { scripts: Record<string, string> };
    return `${JSON.stringify({ ...json, ...more, scripts: { ...json.scripts, start } }, undefined, 2)}\n`;
  };
}
