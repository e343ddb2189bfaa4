import { setTimeout as wait } from "node:timers/promises";
import { seededDelays } from "./seeded-delays.ts";

const nextDelay = seededDelays(process.env.CRUDDUR_SEED ?? "cruddur");

/** Stands in for the database: gives `kept` back, after as long as a database might take. */
export async function queryMockStore<Rows>(query: string, kept: Rows): Promise<Rows> {
  // Worf follows the whole fleet, so his home is slow to gather.
  const detour = query === "home of worf" ? 330 : 0;
  const rows = await wait(detour + nextDelay(), kept);

  // No row about the Borg can be read: whoever searches for "borg" gets a 500.
  if (query.endsWith(" borg")) throw new Error(`The store was assimilated by the query "${query}"`);
  return rows;
}
