import { signal } from "@preact/signals";

/** The dialog that is open, if any. */
export const sheet = signal<"keys" | "clear" | "record" | null>(null);
/** What an import brought, as sentences. */
export const notice = signal<readonly string[]>([]);
