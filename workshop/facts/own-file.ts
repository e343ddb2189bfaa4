import type { Evidence, SourceText } from "../lab/evidence.ts";

/** One of the learner's files as the check read it, by its path from the repository's root. */
export function ownFile(
  { key, nearby, backend }: Evidence,
  path: string | undefined,
): SourceText | undefined {
  if (path === ".env") return key.dotenvText === undefined ? undefined : { path, text: key.dotenvText };
  if (path === "backend/package.json")
    return backend.manifest.text === undefined ? undefined : { path, text: backend.manifest.text };
  return [...nearby.files, ...nearby.notes, ...backend.sources].find((file) => file.path === path);
}
