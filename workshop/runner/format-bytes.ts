/** A size for people, in decimal units as disks and downloads are sold: `850 kB`, `12.3 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, size] = [
    ["GB", 1e9],
    ["MB", 1e6],
    ["kB", 1e3],
  ].find(([, least]) => bytes >= Number(least)) as [string, number];
  const value = bytes / size;
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${unit}`;
}
