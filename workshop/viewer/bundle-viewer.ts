import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Asset, Assets } from "../receiver/serve-asset.ts";

const PAGE = join(import.meta.dirname, "page");
const PAGE_FILE = "index.html";
const SHARED = join(import.meta.dirname, "../trace");

/** The trace page's files, as the receiver serves them; bundled on first use and kept by the hash of their sources. */
export async function bundleViewer(cache: string): Promise<Assets> {
  const folder = join(cache, await hashOf([PAGE, SHARED]));
  const known = await readBundle(folder).catch(() => undefined);
  if (known) return known;
  const { build } = await import("esbuild");
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: { app: join(PAGE, "main.tsx") },
    outdir: folder,
    bundle: true,
    // What is imported only when asked for gets a file of its own.
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    logLevel: "silent",
  });
  const css = await build({
    entryPoints: [join(PAGE, "styles/app.css")],
    bundle: true,
    minify: true,
    write: false,
    logLevel: "silent",
  });
  await writeFile(join(folder, "app.css"), css.outputFiles[0]?.contents ?? "");
  await writeFile(join(folder, PAGE_FILE), await readFile(join(PAGE, PAGE_FILE)));
  return await readBundle(folder);
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** Rejects for a folder that was not written to its end: the page itself is written last. */
async function readBundle(folder: string): Promise<Assets> {
  const page = await readFile(join(folder, PAGE_FILE));
  const names = (await readdir(folder)).filter((name) => name !== PAGE_FILE);
  const files = names.map(
    async (name) => [`/${name}`, assetOf(name, await readFile(join(folder, name)))] as const,
  );
  return new Map([["/", assetOf(PAGE_FILE, page)], ...(await Promise.all(files))]);
}

function assetOf(name: string, body: Buffer): Asset {
  const type = TYPES[extname(name)] ?? "application/octet-stream";
  if (name === "app.css") return { type, body, ahead: "preload; as=style" };
  return NEEDED_AT_ONCE.test(name)
    ? { type, body, ahead: "preload; as=script; crossorigin" }
    : { type, body };
}

/** The page's script, and what it shares with scripts that are loaded only when asked for. */
const NEEDED_AT_ONCE = /^(app|chunk-\w+)\.js$/;

async function hashOf(folders: readonly string[]): Promise<string> {
  const sum = createHash("sha256");
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) sum.update(file).update(await readFile(file));
  }
  return sum.digest("hex").slice(0, 12);
}

if (process.argv[1] === import.meta.filename) await bundleViewer(process.argv[2] ?? "");
