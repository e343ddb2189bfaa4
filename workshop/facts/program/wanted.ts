import type { Value } from "./value.ts";

/** Something that a package exports: `{ from: "@opentelemetry/api", path: ["trace", "getTracer"] }`. */
export interface Wanted {
  /** The package, as the import names it; a pattern for several. */
  readonly from: string | RegExp;
  /** The export, and what is read from it. */
  readonly path: readonly string[];
}

/** Whether a value is that export, however it was imported. */
export function isWanted(value: Value, { from, path }: Wanted): boolean {
  if (value.kind !== "imported") return false;
  // What CommonJS exports comes as the default export too.
  const rest = value.path[0] === "default" && path[0] !== "default" ? value.path.slice(1) : value.path;
  if (rest.length !== path.length || rest.some((name, index) => name !== path[index])) return false;
  return typeof from === "string" ? value.from === from : from.test(value.from);
}
