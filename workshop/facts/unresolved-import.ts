import { imports } from "./look-in-sources.ts";
import type { Evidence } from "../lab/evidence.ts";
import { pagePlace, pageCode, type At } from "./page-code.ts";
import { plain } from "./page-words.ts";

export interface Unresolved {
  readonly specifier: string;
  readonly at: At | undefined;
}

/** An import that Vite could not follow, in its own words. */
export function unresolved(evidence: Evidence): Unresolved | undefined {
  const { page } = evidence;
  if (!page) return undefined;
  const words = [...page.requests.map(({ answer }) => answer ?? ""), ...page.console, page.output].join("\n");
  const specifier = /Failed to resolve import "([^"]+)"/.exec(plain(words))?.[1];
  if (!specifier) return undefined;
  const found = imports(pageCode(evidence)).find((each) => each.specifier === specifier);
  return { specifier, at: found && pagePlace(found) };
}

/** The package that an import names; nothing for a file. */
export function packageName(specifier: string): string | undefined {
  return /^(@[^/]+\/[^/]+|[^./@][^/]*)/.exec(specifier)?.[1];
}
