import type { Evidence } from "../lab/evidence.ts";
import { manifestEntries, type ManifestEntry } from "./manifest-entries.ts";

const NPMRC = "backend/.npmrc";

/** The OpenTelemetry packages that `overrides` of package.json hold at a version. */
export function heldByOverrides({ backend: { manifest } }: Evidence): ManifestEntry[] {
  return manifest.ok
    ? manifestEntries(manifest.text).filter(
        ({ section, name }) => section === "overrides" && name.startsWith("@opentelemetry/"),
      )
    : [];
}

/** The line of `backend/.npmrc` with which npm lets versions pass that do not fit. */
export function legacyPeerDeps({ nearby }: Evidence): { file: string; line: number } | undefined {
  const text = nearby.notes.find(({ path }) => path === NPMRC)?.text ?? "";
  const index = text
    .split(/\r?\n/)
    .findIndex((line) => /^\s*(legacy-peer-deps|force)(\s*=\s*(true|1)?)?\s*$/.test(line));
  return index < 0 ? undefined : { file: NPMRC, line: index + 1 };
}
