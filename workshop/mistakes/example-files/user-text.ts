import { instrumentation } from "./instrumentation-text.ts";

const TRACE = 'import { trace } from "@opentelemetry/api";\n';
export const plainSetup = instrumentation();
export const http = (options: string, more = "") =>
  instrumentation({
    options: `{
  traceExporter: new OTLPTraceExporter(),
  ${more}
  instrumentations: [new HttpInstrumentation(${options}), new ExpressInstrumentation()],
}`,
  });
/** The search as it was before this step. */
export const plainSearch = (text: string) =>
  text
    .replace('import { trace } from "@opentelemetry/api";\n', "")
    .replace(/const tracer = .*\n/, "")
    .replace(/return tracer\.startActiveSpan\([^]*?try \{/, "{")
    .replace(/span\.setAttribute\(.*\n/, "")
    .replace(/\} finally \{[^]*\}\);\n/, "}\n");
export const middleware = (body: string) => (text: string) =>
  `${TRACE}${text}`.replace(
    "app.use(express.json());",
    `app.use(express.json());\n  app.use((request, _response, next) => {\n    ${body}\n    next();\n  });`,
  );
