import type { FrontendEvidence } from "../page-evidence.ts";
import { readInstalled, readSources } from "../read-backend.ts";
import { readManifest } from "../read-manifest.ts";
import { readText } from "../read-text.ts";

/** What stands in `frontend/`: code, the page, env files, package.json, and the packages that are really installed. */
export async function readFrontend(root: string): Promise<FrontendEvidence> {
  const [sources, manifest, installed] = await Promise.all([
    readSources(root, "frontend", /\.html$|^\.env/),
    readText(root, "frontend/package.json"),
    readInstalled(root, "frontend/node_modules"),
  ]);
  return { sources, manifest: readManifest(manifest), installed };
}
