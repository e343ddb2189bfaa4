/** A measured value as an axis or a list shows it: no more digits than say something, and milliseconds by name. */
export function measured(column: string, value: number): string {
  const size = Math.abs(value);
  const maximumFractionDigits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const unit = column.endsWith("_ms") ? " ms" : "";
  return `${value.toLocaleString("en-US", { maximumFractionDigits })}${unit}`;
}
