import { manifestEntries } from "./manifest-entries.ts";
import { NotReached } from "./outcome.ts";
import { packageRoles } from "./package-facts.ts";
import type { Evidence } from "../lab/evidence.ts";

type Backend = Evidence["backend"];

export const MANIFEST = "backend/package.json";
export const O = "@opentelemetry/";
export const FIVE = [
  "api",
  "sdk-node",
  "exporter-trace-otlp-http",
  "instrumentation-express",
  "instrumentation-http",
].map((name) => O + name);

/** Everything that package.json declares, wherever it is used. */
export function names({ manifest }: Backend): string[] {
  return manifest.ok ? Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }) : [];
}

/** The lesson's package for each role that nothing under `dependencies` fills. */
export function missing({ manifest }: Backend): string[] {
  return manifest.ok ? packageRoles(manifest.dependencies).missing : [];
}

export function placeInManifest({ manifest }: Backend, name: string): { file: string; line?: number } {
  const entry = manifest.ok
    ? manifestEntries(manifest.text).find((each) => each.name === name && each.section !== undefined)
    : undefined;
  return { file: MANIFEST, ...(entry && { line: entry.line }) };
}

/** A fact that cannot be told yet is no mistake. */
export function reached(fact: () => string | undefined): string | undefined {
  try {
    return fact();
  } catch (error) {
    if (error instanceof NotReached) return undefined;
    throw error;
  }
}
