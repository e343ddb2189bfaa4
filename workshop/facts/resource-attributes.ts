export interface ResourceAttributes {
  readonly attributes: ReadonlyMap<string, string>;
  /** The entry because of which all of them are thrown away. */
  readonly broken?: string;
}

/** Reads OTEL_RESOURCE_ATTRIBUTES as OpenTelemetry's detector does: one entry that it cannot read loses them all. */
export function resourceAttributes(text: string): ResourceAttributes {
  const attributes = new Map<string, string>();
  for (const entry of text.split(",").filter((each) => each.trim() !== "")) {
    const [name = "", value, ...more] = entry.split("=").map((part) => decode(part.trim()));
    if (!name || value === undefined || more.length > 0)
      return { attributes: new Map(), broken: entry.trim() };
    attributes.set(name, value);
  }
  return { attributes };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
