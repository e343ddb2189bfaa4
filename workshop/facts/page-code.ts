import { constructions, imports, lastName, lineWith, propertiesOf, type Place } from "./look-in-sources.ts";
import { nodesOf } from "./source-tree.ts";
import type { Evidence, SourceText } from "../lab/evidence.ts";

type Node = Parameters<typeof lastName>[0];

/** Where something stands in the frontend, in the words of a finding. */
export interface At {
  readonly file: string;
  readonly line: number;
  readonly found: string;
}

export const PAGE_SETUP = "frontend/src/instrumentation.ts";
export const CONFIG = "frontend/vite.config.ts";
const OTEL = /^@opentelemetry\//;

/** The frontend's TypeScript and JavaScript; the page and env files are not code. */
export function pageCode({ frontend }: Evidence): SourceText[] {
  return (frontend?.sources ?? []).filter(({ path }) => /\.[cm]?[jt]sx?$/.test(path));
}

/** The code that Vite itself reads, and not the browser. */
export function viteConfig(evidence: Evidence): SourceText | undefined {
  return pageCode(evidence).find(({ path }) => /^frontend\/vite\.config\.[cm]?[jt]s$/.test(path));
}

/** What the page's code imports of OpenTelemetry, with the place of each. */
export function otelImports(evidence: Evidence) {
  return imports(browserCode(evidence)).filter(({ specifier }) => OTEL.test(specifier));
}

/** Whatever a browser may be asked to run; some keep it beside `src`. */
export function browserCode(evidence: Evidence): SourceText[] {
  const config = viteConfig(evidence);
  return pageCode(evidence).filter((source) => source !== config);
}

/** The first place of these words in the frontend's files. */
export function wordsAt(sources: readonly SourceText[], words: string | RegExp): At | undefined {
  for (const { path, text } of sources) {
    const line = lineWith(text, words);
    if (line) return { file: path, line, found: (text.split(/\r?\n/)[line - 1] ?? "").trim() };
  }
  return undefined;
}

export function pagePlace({ file, line, text }: Place): At {
  return { file, line, found: text };
}

/** A file that builds a tracer provider, under whatever name. */
export function setupFile(evidence: Evidence): SourceText | undefined {
  const sources = browserCode(evidence);
  return (
    constructions(sources, /TracerProvider$/)[0]?.source ??
    sources.find(({ text }) => /@opentelemetry\//.test(text))
  );
}

/** The first `new …Instrumentation()` for requests, and its options by name. */
export function requestInstrumentation(evidence: Evidence) {
  const found = constructions(browserCode(evidence), /^(Fetch|XMLHttpRequest)Instrumentation$/)[0];
  return (
    found && {
      at: pagePlace(found),
      options: propertiesOf(found.node.arguments[0]),
      node: found.node,
      source: found.source,
    }
  );
}

/** The name of the innermost function around a place of the code, `""` for one without; undefined outside of all. */
export function functionAround({ source, node }: { source: SourceText; node: Node }): string | undefined {
  let name: string | undefined;
  let variable = "";
  for (const each of nodesOf(source)) {
    if (each.start > node.start || each.end < node.end) continue;
    if (each.type === "VariableDeclarator") variable = lastName(each.id);
    if (each.type === "FunctionDeclaration") name = each.id?.name ?? "";
    if (each.type === "ArrowFunctionExpression" || each.type === "FunctionExpression") name = variable;
  }
  return name;
}
