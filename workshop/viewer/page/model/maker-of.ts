export type Maker = "you" | "instrumentation" | "nobody";

/**
 * Who made a span, told by its tracer's name (its scope): instrumentations use their package's name,
 * everything else was named in somebody's own code.
 */
export function makerOf(scope: string): Maker {
  if (scope === "") return "nobody";
  return /^@opentelemetry\/|instrumentation|^io\.opentelemetry\.|^@prisma\//i.test(scope)
    ? "instrumentation"
    : "you";
}

/** `@opentelemetry/instrumentation-express` is long to read in a row: `express`. */
export function shortScope(scope: string): string {
  return scope.replace(/^.*instrumentation[-.]/, "").replace(/^@opentelemetry\//, "") || "no tracer name";
}

/** Who made a span, in words. */
export function madeBy(scope: string): string {
  const maker = makerOf(scope);
  if (maker === "you") return "your own code";
  return maker === "nobody" ? "a tracer without a name" : `the ${shortScope(scope)} instrumentation`;
}
