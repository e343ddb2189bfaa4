import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Assets } from "../receiver/serve-asset.ts";

const PAGE = join(import.meta.dirname, "page");
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
  await writeFile(join(folder, "index.html"), await readFile(join(PAGE, "index.html")));
  return await readBundle(folder);
}

async function readBundle(folder: string): Promise<Assets> {
  const [page, script, style] = await Promise.all(
    ["index.html", "app.js", "app.css"].map((name) => readFile(join(folder, name))),
  );
  return new Map([
    ["/", { type: "text/html; charset=utf-8", body: page as Buffer }],
    ["/app.js", { type: "text/javascript; charset=utf-8", body: script as Buffer }],
    ["/app.css", { type: "text/css; charset=utf-8", body: style as Buffer }],
  ]);
}

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
