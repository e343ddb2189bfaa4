import type { Node } from "oxc-parser";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import { findPath, openFiles, type Aliases } from "./files.ts";
import { parseFile } from "./parse-file.ts";

/**
 * The backend's files that its process loaded. Node forgets a file whose loading failed, so for a process that did not
 * come up, and where nothing was recorded, also those that can be reached from what the start script names.
 */
export function loadedSources(evidence: Evidence): SourceText[] {
  const { backend, run } = evidence;
  const names = new Set(run?.modules.map(({ name }) => name));
  const loaded = backend.sources.filter(({ path }) => names.has(path));
  if (loaded.length > 0 && run?.outcome.kind === "listened") return loaded;
  const entries = [...entriesOf(evidence), ...loaded];
  const reached = new Set(reachedFrom(entries, backend.sources, "backend", aliasesOf(evidence)));
  return backend.sources.filter((source) => reached.has(source));
}

/** The files that can be reached by imports, those of types aside. */
export function reachedFrom(
  entries: readonly SourceText[],
  sources: readonly SourceText[],
  folder: string,
  aliases: Aliases,
): SourceText[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set<SourceText>(entries);
  // A set may grow while it is walked.
  for (const source of reached) {
    const { nodes } = parseFile(source);
    const specifiers = nodes.flatMap(specifierOf);
    if (specifiers.length === 0) continue;
    const { resolve } = openFiles(sources, folder, aliases);
    for (const specifier of specifiers) {
      const target = byPath.get(resolve(source.path, specifier)?.path ?? "");
      if (target) reached.add(target);
    }
  }
  return [...reached];
}

/** The names of files in package.json's `imports`, such as `#tracing`. */
export function aliasesOf({ backend: { manifest } }: Evidence): Aliases {
  if (!manifest.ok) return new Map();
  const { imports } = JSON.parse(manifest.text.replace(/^\uFEFF/, "")) as {
    imports?: Record<string, unknown>;
  };
  return new Map(
    Object.entries(imports ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

/** Files of the backend that the start script names, or NODE_OPTIONS. */
function entriesOf({ backend, compose, run }: Evidence): SourceText[] {
  const { manifest } = backend;
  const options = compose.ok ? compose.variables.get("NODE_OPTIONS")?.value : undefined;
  const scripts = manifest.ok ? manifest.scripts : {};
  const start = run?.command ?? (manifest.ok ? manifest.start : undefined);
  const words = [start, options].flatMap((text) => wordsOf(text ?? "", scripts));
  const byPath = new Map(backend.sources.map((source) => [source.path, source]));
  return words.flatMap((word) => {
    const path = word.startsWith("#") ? undefined : `backend/${word.replace(/^(\.\/)+/, "")}`;
    const found = path === undefined ? undefined : findPath(path, byPath);
    return found ? [found] : [];
  });
}

/** The words of a script, and of those that it runs by `npm run`. */
function wordsOf(script: string, scripts: Readonly<Record<string, string>>, depth = 0): string[] {
  const words = script.split(/[\s"'=;&|()]+/).filter((word) => word !== "");
  const run = [...script.matchAll(/\b(?:npm|pnpm|yarn)\s+(?:run\s+)?([\w:.-]+)/g)].map(
    ([, name = ""]) => name,
  );
  const further = depth < 5 ? run.flatMap((name) => wordsOf(scripts[name] ?? "", scripts, depth + 1)) : [];
  return [...words, ...further];
}

function specifierOf(node: Node): string[] {
  const source = sourceOf(node);
  return source?.type === "Literal" && typeof source.value === "string" ? [source.value] : [];
}

function sourceOf(node: Node): Node | null | undefined {
  switch (node.type) {
    case "ImportDeclaration":
      return node.importKind === "type" ? undefined : node.source;
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      return node.exportKind === "type" ? undefined : node.source;
    case "ImportExpression":
      return node.source;
    case "TSExternalModuleReference":
      return node.expression;
    case "CallExpression":
      return node.callee.type === "Identifier" && node.callee.name === "require"
        ? node.arguments[0]
        : undefined;
    default:
      return undefined;
  }
}
