import type { PageEvidence } from "../lab/page-evidence.ts";

export interface Blocked {
  readonly url: string;
  /** The console's reason, from its first word to its last. */
  readonly why: string;
}

/** Requests for the backend that the browser did not let the page have, in the words of its console. */
export function blockedByCors({ console, backend }: PageEvidence): Blocked[] {
  return console.flatMap((text) => {
    const said =
      /^Access to \S+ at '([^']+)' from origin '[^']*' has been blocked by CORS policy: (.+)$/s.exec(text);
    const [, url = "", why = ""] = said ?? [];
    return url.startsWith(`${backend}/`) ? [{ url, why: why.trim() }] : [];
  });
}
