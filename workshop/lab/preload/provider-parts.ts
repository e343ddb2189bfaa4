import type { ProviderParts, ProcessorParts } from "../sdk-evidence.ts";
import { className } from "./class-name.ts";
import { exporterParts } from "./exporter-parts.ts";
import { resourceParts } from "./resource-parts.ts";
import { numberOf } from "./watch-calls.ts";

interface Inside {
  readonly _activeSpanProcessor?: { readonly _spanProcessors?: unknown };
  readonly _resource?: unknown;
  readonly _tracerOptions?: Options;
  readonly _config?: Options;
}

interface Options {
  readonly sampler?: unknown;
  readonly spanLimits?: unknown;
  readonly idGenerator?: unknown;
}

/**
 * What a provider was built of, as far as its private fields tell (sdk-trace 2.x and 3.x); a provider of another make
 * tells nothing. Reading them changes nothing.
 */
export function providerParts(provider: unknown): ProviderParts {
  const { _activeSpanProcessor, _resource, _tracerOptions, _config } = provider as Inside;
  const processors = _activeSpanProcessor?._spanProcessors;
  const options = _tracerOptions ?? _config;
  const limits = limitsOf(options?.spanLimits);
  const resource = resourceParts(_resource);
  return {
    ...(processors !== undefined && { processors: listOf(processors).map(processorParts) }),
    ...(options?.sampler !== undefined && { sampler: wordsOf(options.sampler) }),
    ...(options?.idGenerator !== undefined && { idGenerator: className(options.idGenerator) }),
    ...(limits && { limits }),
    ...(resource && { resource }),
  };
}

/** A processor of spans or of log records, or a reader of metrics. */
export function processorParts(processor: unknown): ProcessorParts {
  if (typeof processor !== "object" || processor === null) return { name: className(processor) };
  const inside = processor as Record<string, unknown>;
  const exporter = inside["_exporter"];
  const number = (name: string, ...fields: string[]) => {
    const value = fields.map((field) => inside[field]).find((each) => typeof each === "number");
    return value === undefined ? {} : { [name]: value };
  };
  return {
    name: className(processor),
    object: numberOf(processor),
    ...(exporter !== undefined && { exporter: className(exporter), exporting: exporterParts(exporter) }),
    ...number("maxExportBatchSize", "_maxExportBatchSize"),
    ...number("maxQueueSize", "_maxQueueSize"),
    ...number("scheduledDelayMillis", "_scheduledDelayMillis", "_exportInterval"),
    ...number("exportTimeoutMillis", "_exportTimeoutMillis", "_exportTimeout"),
    ...number("dropped", "_droppedSpansCount"),
  };
}

/** A single processor without its list around it is one of the mistakes. */
function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Without those that limit nothing: JSON knows no Infinity. */
function limitsOf(limits: unknown): Record<string, number> | undefined {
  if (typeof limits !== "object" || limits === null) return undefined;
  return Object.fromEntries(
    Object.entries(limits).filter(([, limit]) => typeof limit === "number" && Number.isFinite(limit)),
  ) as Record<string, number>;
}

function wordsOf(sampler: unknown): string {
  if (typeof sampler === "string") return sampler;
  try {
    return String(sampler).slice(0, 200);
  } catch {
    return className(sampler);
  }
}
