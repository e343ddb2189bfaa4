import { instrumentation, manifest } from "./instrumentation-text.ts";
import type { Change } from "./change.ts";
import { replace } from "../example.ts";

/** The files of the set-up, and usual changes to them, for examples. */
export const FILE = "backend/src/instrumentation.ts";
export const SERVER = "backend/src/server.ts";
export const APP = "backend/src/app.ts";
export const HOME = "backend/src/services/home-activities.ts";
export const PACKAGE = "backend/package.json";
export const COMPOSE = "docker-compose.yml";
export const WITHOUT_IT = "node --import tsx src/server.ts";
export const WITH_IT = "node --import tsx --import ./src/instrumentation.ts src/server.ts";

/** `NodeSDK`'s options: these lines, and both instrumentations. */
export function options(lines: string): string {
  return `{\n  ${lines}\n  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],\n}`;
}

/** The lesson's file with other options; what it imports besides. */
export function withOptions(lines: string, imports = ""): Change {
  return { [FILE]: instrumentation({ imports, options: options(lines) }) };
}

/** The lesson's file with another list of instrumentations. */
export function withList(list: string, imports = ""): Change {
  const lines = `{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: [${list}],\n}`;
  return { [FILE]: instrumentation({ imports, options: lines }) };
}

/** The lesson's file with something else at its end, in place of the two signals. */
export function withStop(stop: string): Change {
  return { [FILE]: instrumentation({ stop: `${stop}\n` }) };
}

/** One more variable of the backend in docker-compose.yml. */
export function withVariable(name: string, value: string): Change {
  return { [COMPOSE]: replace(/(\n +)(OTEL_METRICS_EXPORTER)/, `$1${name}: ${JSON.stringify(value)}$1$2`) };
}

/** An import line from the package that holds processors, samplers and exporters on the 3.x line. */
export function fromSdkTrace(names: string): string {
  return `import { ${names} } from "@opentelemetry/sdk-trace";\n`;
}

export const FROM_AUTO =
  'import { getNodeAutoInstrumentations } from "@opentelemetry/auto-instrumentations-node";\n';

/** The start script with variables before it. */
export function before(variables: string): Change {
  return { [PACKAGE]: manifest(`${variables} ${WITH_IT}`) };
}
