import type { SpanColumns } from "./span-columns.ts";

/** The trace's services in the order in which they begin, each with its number. */
export function servicesOf({ count, source, sources, offset }: SpanColumns): ReadonlyMap<string, number> {
  const begins = sources.map(() => Infinity);
  for (let index = 0; index < count; index++) {
    const from = source[index] ?? 0;
    const at = offset[index] ?? 0;
    if (at < (begins[from] ?? 0)) begins[from] = at;
  }
  const inOrder = sources.map(({ service }, from) => ({ service, begin: begins[from] ?? 0 }));
  const names = new Set(inOrder.sort((a, b) => a.begin - b.begin).map(({ service }) => service));
  return new Map([...names].map((name, number) => [name, number]));
}

/** The colours are few: later services share the last one. */
export function serviceClass(number: number): string {
  return `service-${Math.min(number, 5)}`;
}
