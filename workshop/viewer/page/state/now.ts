import { signal } from "@preact/signals";

/** Milliseconds since 1970, a second fresh at most. */
export const now = signal(Date.now());

setInterval(() => {
  if (!document.hidden) now.value = Date.now();
}, 1000);
