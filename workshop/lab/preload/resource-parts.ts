import { inspect } from "node:util";
import type { ResourceParts } from "../sdk-evidence.ts";
import { shortText, typeName } from "./value-words.ts";

/**
 * A resource's attributes. Read from the raw list: while some are still to come, the public getter complains in the
 * learner's terminal.
 */
export function resourceParts(resource: unknown): ResourceParts | undefined {
  const raw = (resource as { getRawAttributes?(): unknown } | undefined)?.getRawAttributes?.();
  if (!Array.isArray(raw)) return undefined;
  const attributes: Record<string, string> = {};
  const pending: string[] = [];
  for (const [name, value] of raw as [string, unknown][]) {
    if (name in attributes || pending.includes(name)) continue;
    if (isPending(value)) pending.push(name);
    else if (!(value instanceof Promise)) attributes[name] = shortText(value) ?? typeName(value);
  }
  return { attributes, pending };
}

function isPending(value: unknown): boolean {
  return value instanceof Promise && inspect(value, { depth: 0 }).includes("<pending>");
}
