/** Nanoseconds in the unit that a person would choose: `870 ns`, `340 µs`, `12.4 ms`, `1.25 s`, `3.5 min`. */
export function formatDuration(nanos: bigint, { ascii = false }: { ascii?: boolean } = {}): string {
  const ns = Number(nanos);
  if (ns < 1e3) return `${ns} ns`;
  if (ns < 999_500) return `${Math.round(ns / 1e3)} ${ascii ? "us" : "µs"}`;
  if (ns < 999_950_000) return ns < 99_950_000 ? `${(ns / 1e6).toFixed(1)} ms` : `${Math.round(ns / 1e6)} ms`;
  if (ns < 119_995_000_000) return `${(ns / 1e9).toFixed(2)} s`;
  const [, size, unit] = LONG.find(([below]) => ns < below) ?? YEARS;
  return `${(ns / size).toFixed(1)} ${unit}`;
}

/** No request takes days, but a clock that was set wrong makes spans that do. */
const LONG = [
  [7.2e12, 6e10, "min"],
  [1.728e14, 3.6e12, "h"],
  [6.3e16, 8.64e13, "days"],
] as const;
const YEARS = [Infinity, 3.156e16, "years"] as const;
