/** Round moments for a time axis over `length` nanoseconds, the first at 0, at most `most` of them. */
export function axisTicks(length: number, most: number): number[] {
  if (!(length > 0)) return [0];
  const rough = length / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const ticks: number[] = [];
  for (let at = 0; at < length * 0.96 && ticks.length < 50; at += step) ticks.push(at);
  return ticks;
}
