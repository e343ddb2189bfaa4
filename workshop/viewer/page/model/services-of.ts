import type { SpanColumns } from "./span-columns.ts";

/** The trace's services in the order in which they begin, each with its number. */
export function servicesOf({ count, service, offset }: SpanColumns): ReadonlyMap<string, number> {
  const begins = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const name = service[index] ?? "";
    const at = offset[index] ?? 0;
    if (!(at >= (begins.get(name) ?? Infinity))) begins.set(name, at);
  }
  const names = [...begins].sort(([, a], [, b]) => a - b).map(([name]) => name);
  return new Map(names.map((name, number) => [name, number]));
}

/** The colours are few: later services share the last one. */
export function serviceClass(number: number): string {
  return `service-${Math.min(number, 5)}`;
}
