import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const SOURCE = join(import.meta.dirname, "preload");
const require = createRequire(import.meta.url);

/**
 * The preload as CommonJS, for `node --require`: given as an ES module it would be blind under `--experimental-loader`.
 * Built on first use and kept by the hash of all that goes into it.
 */
export async function buildPreload(cache: string): Promise<string> {
  const folder = join(cache, `preload-${await hash()}`);
  const file = join(folder, "preload.cjs");
  if (await exists(file)) return file;
  await mkdir(cache, { recursive: true });
  // A draft of its own, also where one process builds it twice at once.
  const draft = await mkdtemp(`${folder}.`);
  await bundle(draft);
  await rename(draft, folder).catch(async () => await rm(draft, { recursive: true, force: true }));
  return file;
}

async function bundle(folder: string): Promise<void> {
  const { build } = await import("esbuild");
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: {
      preload: join(SOURCE, "index.ts"),
      watch: join(SOURCE, "watch.ts"),
      "guard-only": join(SOURCE, "guard-only.ts"),
    },
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    external: ["./*.cjs"],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    minify: true,
    legalComments: "none",
    banner: { js: "const workshopPreloadUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { "import.meta.url": "workshopPreloadUrl" },
    logLevel: "silent",
  });
  await mkdir(join(folder, "llhttp"), { recursive: true });
  await copyFile(wasm(), join(folder, "llhttp", "llhttp.wasm"));
}

/** msw's HTTP parser; the bundle looks for it beside itself. */
function wasm(): string {
  const msw = createRequire(require.resolve("msw/package.json"));
  return join(dirname(msw.resolve("@mswjs/interceptors/ClientRequest")), "../../llhttp/llhttp.wasm");
}

async function hash(): Promise<string> {
  const sum = createHash("sha256").update(await readFile(require.resolve("msw/package.json")));
  for (const name of (await readdir(SOURCE)).sort())
    sum.update(name).update(await readFile(join(SOURCE, name)));
  return sum.digest("hex").slice(0, 12);
}

async function exists(file: string): Promise<boolean> {
  return await readFile(file).then(
    () => true,
    () => false,
  );
}
