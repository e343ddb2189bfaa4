import type { Ran } from "../lab/gather-evidence.ts";

type Run = Promise<Ran | undefined>;

/** What a start has shown, by the name under which others may have it too, and who has read it. */
const shown = new Map<string, { readonly ran: Run; readonly readers: Set<unknown> }>();

/**
 * The run of this name, started for the first who asks. A reader that asks again gets a new one: a retry that is judged
 * on the same evidence proves nothing.
 */
export async function shareRun(name: string, reader: unknown, start: () => Run): Run {
  const known = shown.get(name);
  if (known && !known.readers.has(reader)) {
    known.readers.add(reader);
    return await known.ran;
  }
  const ran = start();
  shown.set(name, { ran, readers: new Set([reader]) });
  return await ran;
}
