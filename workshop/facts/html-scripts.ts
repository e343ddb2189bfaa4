import type { Evidence, SourceText } from "../lab/evidence.ts";
import { lineAt } from "./program/parse-file.ts";

/** One `<script src="…">` of index.html; offsets into its text. */
export interface HtmlScript {
  readonly html: SourceText;
  readonly src: string;
  readonly isModule: boolean;
  readonly tag: string;
  readonly line: number;
  readonly start: number;
  /** Where the address itself is. */
  readonly srcAt: number;
}

/** The scripts that the page's index.html asks for; what is in its comments is none. */
export function htmlScripts({ frontend }: Evidence): HtmlScript[] {
  const html = frontend?.sources.find(({ path }) => path === "frontend/index.html");
  if (!html) return [];
  const text = html.text.replace(/<!--.*?-->/gs, (comment) => " ".repeat(comment.length));
  return [...text.matchAll(/<script\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)[^>]*>/g)].map((found) => {
    const [tag, src = ""] = found;
    const start = found.index;
    return {
      html,
      src,
      isModule: /\btype\s*=\s*["']?module\b/.test(tag),
      tag,
      line: lineAt(text, start),
      start,
      srcAt: start + tag.indexOf(src, tag.indexOf("src")),
    };
  });
}
