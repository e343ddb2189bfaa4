import Module from "node:module";
import { ownPath } from "./code-line.ts";
import { record } from "./record.ts";

type Cached = { readonly parent?: { readonly filename?: string | null } | null };
const cache = (Module as unknown as { _cache: Record<string, Cached> })._cache;

/** Records the packages and own files in the order in which Node loaded them; its cache keeps that order. */
export function reportModules(): void {
  const root = process.env["WORKSHOP_LAB_ROOT"] ?? "";
  const seen = new Map<string, { name: string; folder?: string; order: number; from?: string | undefined }>();
  let order = 0;
  for (const [file, module] of Object.entries(cache)) {
    order += 1;
    const named = packageOf(file) ?? ownFile(file, root);
    if (named === undefined || seen.has(named.folder ?? named.name)) continue;
    const parent = module.parent?.filename;
    seen.set(named.folder ?? named.name, { ...named, order, from: parent ? ownPath(clean(parent), root) : undefined });
  }
  record("modules", { modules: [...seen.values()] });
}

function packageOf(file: string): { name: string; folder: string } | undefined {
  const found = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/.exec(clean(file));
  return found ? { name: (found[2] as string).replaceAll("\\", "/"), folder: found[1] as string } : undefined;
}

function ownFile(file: string, root: string): { name: string } | undefined {
  const name = ownPath(clean(file), root);
  return name === undefined ? undefined : { name };
}

function clean(file: string): string {
  return file.replace(/^file:\/\//, "").replace(/\?.*$/, "");
}
