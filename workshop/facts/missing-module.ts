import { crashed } from "./backend-state.ts";
import type { RunEvidence } from "../lab/evidence.ts";

/** What Node could not find, in its own words: a package, a file inside one, or a path. */
export function missingModule(run: RunEvidence | undefined): string | undefined {
  if (!crashed(run)) return undefined;
  const inside =
    /Package subpath '\.\/([^']+)' is not defined by "exports" in (?:.*[\\/])?node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(
      run.stderr,
    );
  if (inside) return `${inside[2]?.replaceAll("\\", "/")}/${inside[1]}`;
  // At the beginning of a line: Node prints a line of code above its error, and that may hold the same words.
  return /^(?:\w*Error[^:\n]*: )?Cannot find (?:module|package) '([^']+)'/m.exec(run.stderr)?.[1];
}
