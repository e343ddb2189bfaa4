/** The name of a value's class; `class Name` for a class that was given instead of an object. */
export function className(value: unknown): string {
  if (typeof value === "function") return `class ${value.name}`;
  const name = (value as object | undefined | null)?.constructor?.name;
  // A bundler numbers what two of its files declare: `TracerProvider$1`.
  return typeof name === "string" ? name.replace(/\$\d+$/, "") : "unknown";
}
