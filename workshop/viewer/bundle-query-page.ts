import { join } from "node:path";
import { build } from "esbuild";
import type { Assets } from "../receiver/serve-asset.ts";

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Query · Traces</title>
    <link rel="stylesheet" href="/query.css" />
    <script type="module" src="/query.js"></script>
  </head>
  <body></body>
</html>
`;

/** The query page's files, under /query. */
export async function bundleQueryPage(): Promise<Assets> {
  const { outputFiles } = await build({
    entryPoints: {
      query: join(import.meta.dirname, "page/query/main.tsx"),
      style: join(import.meta.dirname, "page/query/standalone.css"),
    },
    outdir: "/",
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  const files = outputFiles.map(({ path, contents }) => {
    const name = path.endsWith(".css") ? "/query.css" : "/query.js";
    const type = path.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    return [name, { type, body: Buffer.from(contents) }] as const;
  });
  return new Map([["/query", { type: "text/html; charset=utf-8", body: Buffer.from(HTML) }], ...files]);
}
