import { formatDuration } from "../../../trace/format-duration.ts";

/** Nanoseconds as the check prints them; absurd ones too. */
export function showDuration(nanos: number): string {
  if (!Number.isFinite(nanos)) return "?";
  const text = formatDuration(BigInt(Math.round(Math.abs(nanos))));
  return nanos < 0 ? `−${text}` : text;
}
