import { existsSync } from "node:fs";
import { join } from "node:path";
import { TraceStore } from "../receiver/trace-store.ts";
import { privateFolder } from "../lab/private-folder.ts";
import { UserFacingError } from "./user-facing-error.ts";

/** The traces that `npm start` and `npm run load` keep; may be read while either runs. */
export function openStoredTraces(root: string): TraceStore & Disposable {
  if (!existsSync(join(root, ".workshop/traces/traces.sqlite"))) {
    throw new UserFacingError({
      what: "No traces are kept here yet. They come with npm start, or with npm run load.",
      next: "npm run load",
    });
  }
  const store = new TraceStore({ folder: privateFolder(root, "traces") });
  return Object.assign(store, { [Symbol.dispose]: () => store.close() });
}
