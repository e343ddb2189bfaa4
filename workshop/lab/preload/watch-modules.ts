import Module from "node:module";
import { fileURLToPath } from "node:url";
import { ownPath } from "./code-line.ts";
import { record } from "./record.ts";

interface Seen {
  readonly name: string;
  readonly folder?: string;
  readonly order: number;
  readonly from?: string | undefined;
  readonly isEsModule?: boolean;
}
type Cached = { readonly parent?: { readonly filename?: string | null } | null };
const cache = (Module as unknown as { _cache: Record<string, Cached> })._cache;
/** ES modules in the order in which they were asked for, each with the file that asked; CommonJS needs no such list. */
const resolved = new Map<string, string | undefined>();
let watchesEsModules = false;

/** Node keeps CommonJS modules in a cache, in order; for a backend of ES modules a hook has to write them down. */
export function watchModules(): void {
  if (process.env["WORKSHOP_LAB_ESM"] !== "1" || typeof Module.registerHooks !== "function") return;
  watchesEsModules = true;
  Module.registerHooks({
    resolve(specifier, context, nextResolve) {
      const found = nextResolve(specifier, context);
      if (found.url.startsWith("file:") && !resolved.has(found.url))
        resolved.set(found.url, context.parentURL);
      return found;
    },
  });
}

/** How many modules have been loaded so far: compare with a reported module's `order`. */
export function modulesSoFar(): number {
  return watchesEsModules ? resolved.size : Object.keys(cache).length;
}

/** Records the packages and own files in the order in which they were loaded. */
export function reportModules(): void {
  const root = process.env["WORKSHOP_LAB_ROOT"] ?? "";
  const seen = new Map<string, Seen>();
  let order = 0;
  for (const [file, parent] of loadedFiles()) {
    order += 1;
    const named: { name: string; folder?: string } | undefined = packageOf(file) ?? ownFile(file, root);
    if (named === undefined || seen.has(named.folder ?? named.name)) continue;
    seen.set(named.folder ?? named.name, {
      ...named,
      order,
      from: parent ? ownPath(parent, root) : undefined,
      ...(watchesEsModules && named.folder === undefined && !(file in cache) && { isEsModule: true }),
    });
  }
  record("modules", { modules: [...seen.values()] });
}

function* loadedFiles(): Generator<[file: string, parent: string | undefined]> {
  if (watchesEsModules) {
    for (const [url, parent] of resolved)
      yield [asPath(url), parent === undefined ? undefined : asPath(parent)];
    return;
  }
  for (const [file, { parent }] of Object.entries(cache))
    yield [asPath(file), asPath(parent?.filename ?? "")];
}

function asPath(file: string): string {
  const bare = file.replace(/\?.*$/, "");
  return bare.startsWith("file:") ? fileURLToPath(bare) : bare;
}

function packageOf(file: string): { name: string; folder: string } | undefined {
  const found = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/.exec(file);
  return found ? { name: (found[2] as string).replaceAll("\\", "/"), folder: found[1] as string } : undefined;
}

function ownFile(file: string, root: string): { name: string } | undefined {
  const name = ownPath(file, root);
  return name === undefined ? undefined : { name };
}
