import type { ProviderParts } from "../evidence.ts";

interface Inside {
  readonly _activeSpanProcessor?: { readonly _spanProcessors?: unknown };
  readonly _tracerOptions?: { readonly sampler?: unknown };
  readonly _config?: { readonly sampler?: unknown };
}

/**
 * What a provider was built of, as far as its private fields tell (sdk-trace 2.x and 3.x); a provider of another make
 * tells nothing. Reading them changes nothing.
 */
export function providerParts(provider: unknown): ProviderParts {
  const { _activeSpanProcessor, _tracerOptions, _config } = provider as Inside;
  const processors = _activeSpanProcessor?._spanProcessors;
  const sampler = _tracerOptions?.sampler ?? _config?.sampler;
  return {
    ...(processors !== undefined && { processors: listOf(processors).map(partsOf) }),
    ...(sampler !== undefined && { sampler: wordsOf(sampler) }),
  };
}

function partsOf(processor: unknown): NonNullable<ProviderParts["processors"]>[number] {
  const exporter = (processor as { _exporter?: unknown } | undefined)?._exporter;
  return { name: className(processor), ...(exporter !== undefined && { exporter: className(exporter) }) };
}

/** A single processor without its list around it is one of the mistakes. */
function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function wordsOf(sampler: unknown): string {
  if (typeof sampler === "string") return sampler;
  try {
    return String(sampler).slice(0, 200);
  } catch {
    return className(sampler);
  }
}

/** The name of a value's class; `class Name` for a class that was given instead of an object. */
export function className(value: unknown): string {
  if (typeof value === "function") return `class ${value.name}`;
  return (value as object | undefined | null)?.constructor?.name ?? "unknown";
}
