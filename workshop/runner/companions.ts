import type { Context } from "./context.ts";

/** What `npm start` runs beside the backend. */
export interface Companions {
  /** Lines for the greeting, such as where the trace page is. */
  readonly greeting: readonly string[];
  /** The backend's variables, changed where a companion must be in between. */
  turn(variables: Readonly<Record<string, string>>): Record<string, string>;
  close(): Promise<void>;
}

/** The receiver with its trace page, and the frontend, join here. */
export async function openCompanions(_context: Context): Promise<Companions> {
  return { greeting: [], turn: (variables) => ({ ...variables }), close: async () => undefined };
}
