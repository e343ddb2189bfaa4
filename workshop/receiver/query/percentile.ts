/** The smallest of the values that at least this share of them does not exceed (nearest rank); null without values. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  // 0.9 * 10 is 9.000000000000002 in some orders of reckoning; a rank is not meant to jump for that.
  const rank = Math.ceil(share * sorted.length - 1e-9);
  return sorted[Math.max(0, rank - 1)] ?? null;
}
