import { join } from "node:path";

/** The course's own folder. */
export const COURSE = join(import.meta.dirname, "../..");
