import type { Evidence } from "../lab/evidence.ts";
import { packageName } from "./unresolved-import.ts";
import { pageProgramOf } from "./program/program.ts";

/** The packages of the lesson, and what each is imported for. */
const EXPORTS: Readonly<Record<string, readonly string[]>> = {
  "@opentelemetry/api": ["context", "propagation", "trace"],
  "@opentelemetry/core": ["W3CTraceContextPropagator", "W3CBaggagePropagator", "CompositePropagator"],
  "@opentelemetry/exporter-trace-otlp-http": ["OTLPTraceExporter"],
  "@opentelemetry/instrumentation-fetch": ["FetchInstrumentation"],
  "@opentelemetry/resources": ["resourceFromAttributes", "defaultResource"],
  "@opentelemetry/sdk-trace": [
    "BatchSpanProcessor",
    "SimpleSpanProcessor",
    "StackContextManager",
    "TracerProvider",
  ],
};

export const LESSON_PACKAGES = Object.keys(EXPORTS);

/** The package of the lesson that exports a name. */
export function packageOf(name: string): string | undefined {
  return LESSON_PACKAGES.find((each) => EXPORTS[each]?.includes(name));
}

/** What the loaded files import, and frontend/ has no folder for: the lesson's packages alone. */
export function missingPackages(evidence: Evidence): string[] {
  const installed = new Set(evidence.frontend?.installed.map(({ name }) => name));
  const imported = pageProgramOf(evidence)
    .imports.filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ specifier }) => packageName(specifier) ?? "");
  return LESSON_PACKAGES.filter((name) => imported.includes(name) && !installed.has(name));
}
