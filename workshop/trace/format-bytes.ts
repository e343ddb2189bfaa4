/** A size as a person says it: `812 bytes`, `34 kB`, `20 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`;
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes < 1 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(mebibytes * 10) / 10} MiB`;
}
