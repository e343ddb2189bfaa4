import {
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLMap,
  visit,
} from "yaml";
import { ComposeStop } from "./compose-problem.ts";

/** A compose file as a syntax tree that knows its lines. */
export interface ComposeFile {
  readonly path: string;
  readonly text: string;
  readonly document: Document;
  readonly root: YAMLMap;
  lineOf(node: unknown): number | undefined;
}

/** Parses a compose file; what YAML itself refuses is told with its line. */
export function readComposeFile(path: string, text: string): ComposeFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
  });
  const [error] = document.errors;
  if (error) {
    const line = lines.linePos(openedAt(document, error.pos[0])).line;
    throw new ComposeStop({
      kind: "malformed-yaml",
      file: path,
      line,
      message: `${path} is not valid YAML at line ${line}: ${says(error.code, error.message)}`,
    });
  }
  const { contents } = document;
  if (!isMap(contents)) {
    throw new ComposeStop({
      kind: "not-a-mapping",
      file: path,
      message: `${path} holds no mapping; it begins with "services:".`,
    });
  }
  const lineOf = (node: unknown) => {
    const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
    return range ? lines.linePos(range[0]).line : undefined;
  };
  return { path, text, document, root: contents, lineOf };
}

/** For a quotation mark that is never closed, where it opens rather than where the file ends. */
function openedAt(document: Document, position: number): number {
  let opened = position;
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith("QUOTE") && range && range[1] >= position) opened = Math.min(opened, range[0]);
    },
  });
  return opened;
}

function says(code: string, message: string): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "the same key stands twice.";
    case "TAB_AS_INDENT":
      return "a tab is used to indent; YAML wants blanks.";
    case "BLOCK_AS_IMPLICIT_KEY":
    case "BAD_INDENT":
      return "the indentation does not fit the lines around it.";
    case "MISSING_CHAR":
      return "a quotation mark or bracket is not closed, or a colon is missing.";
    default:
      return `${message
        .split("\n")[0]
        ?.replace(/ at line \d+.*$/, "")
        .replace(/\.$/, "")}.`;
  }
}

/** The pairs of a mapping, with aliases followed and `<<` laid under the mapping's own keys. */
export function pairsOf(file: ComposeFile, node: unknown): { key: string; keyNode: Node; value: unknown }[] {
  const map = follow(file, node);
  if (!isMap(map)) return [];
  const own = map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || key.value === "<<") return [];
    return [{ key: String(key.value), keyNode: key, value: follow(file, value) }];
  });
  const merged = map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || key.value !== "<<") return [];
    const sources = follow(file, value);
    const list = isMap(sources) ? [sources] : ((sources as { items?: unknown[] } | undefined)?.items ?? []);
    return list.flatMap((source) => pairsOf(file, source));
  });
  const names = new Set(own.map(({ key }) => key));
  return [
    ...merged.filter(
      ({ key }, index) => !names.has(key) && merged.findIndex((other) => other.key === key) === index,
    ),
    ...own,
  ];
}

/** The value of one key of a mapping. */
export function valueOf(file: ComposeFile, node: unknown, key: string): unknown {
  return pairsOf(file, node).find((pair) => pair.key === key)?.value;
}

export function follow(file: ComposeFile, node: unknown): unknown {
  const alias = node as { resolve?: (document: Document) => unknown; source?: string } | null | undefined;
  return typeof alias?.resolve === "function" ? alias.resolve(file.document) : node;
}
