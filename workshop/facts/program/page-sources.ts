import type { Evidence, SourceText } from "../../lab/evidence.ts";
import { reachedFrom } from "./loaded-sources.ts";

const CODE = /^frontend\/(?!vite\.config).*\.[cm]?[jt]sx?$/;

/** The page's files that the browser asked for; where it asked for none, those that `index.html` leads to. */
export function pageSources({ frontend, page }: Evidence): SourceText[] {
  const sources = frontend?.sources.filter(({ path }) => CODE.test(path)) ?? [];
  const asked = new Set(page?.requests.flatMap(({ url }) => pathOf(url, page.origin)));
  const loaded = sources.filter(({ path }) => asked.has(path));
  if (loaded.length > 0) return loaded;
  const html = frontend?.sources.find(({ path }) => path === "frontend/index.html")?.text ?? "";
  const scripts = [
    ...html.replace(/<!--.*?-->/gs, "").matchAll(/<script\b[^>]*\bsrc\s*=\s*["']?([^"'\s>]+)/g),
  ];
  const names = new Set(scripts.map(([, src = ""]) => `frontend/${src.replace(/^\.?\//, "")}`));
  const entries = sources.filter(({ path }) => names.has(path));
  const reached = new Set(reachedFrom(entries, sources, "frontend", new Map()));
  return sources.filter((source) => reached.has(source));
}

function pathOf(url: string, origin: string): string[] {
  if (!URL.canParse(url)) return [];
  const { origin: own, pathname } = new URL(url);
  return own === origin ? [`frontend${decodeURI(pathname)}`] : [];
}
