import {
  isMap,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type YAMLMap,
  type YAMLError,
} from "yaml";
import { ComposeStop } from "./compose-problem.ts";
import type { Pair } from "./pairs-of.ts";
import { twiceInAMapping } from "./twice-in-a-mapping.ts";
import { yamlSentence } from "./yaml-sentence.ts";

/** One YAML document of a compose file, as a syntax tree that knows its lines. */
export interface ComposeFile {
  /** From the repository's root. */
  readonly path: string;
  readonly document: Document;
  readonly root: YAMLMap;
  /** 1-based. */
  lineOf(node: unknown): number;
  /** Pairs that were gathered already, merge keys followed. */
  readonly gathered: Map<YAMLMap, readonly Pair[]>;
}

/** Parses a compose file; what YAML itself refuses is told with its line. Compose merges several documents in one file. */
export function readComposeFile(path: string, text: string): ComposeFile[] {
  const lines = new LineCounter();
  const lineAt = (position: number) => Math.max(1, lines.linePos(position).line);
  const lineOf = (node: unknown) => lineAt((node as { range?: [number] } | null)?.range?.[0] ?? 0);
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const files = [...documents].flatMap((document): ComposeFile[] => {
    const [error] = document.errors;
    if (error) {
      const line = lineAt(skipNotes(text, openedAt(document, beginOf(error, text))));
      const twice = error.code === "DUPLICATE_KEY" ? twiceInAMapping(text, line) : undefined;
      const says = twice
        ? `${twice.name} stands there, and in line ${twice.first} too.`
        : yamlSentence(document.errors);
      const message = `${path} is not valid YAML at line ${line}: ${says}`;
      const variable = twice && { variable: twice.name };
      throw new ComposeStop({ kind: "malformed-yaml", file: path, line, message, ...variable });
    }
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null)) return [];
    if (!isMap(contents)) {
      const line = lineOf(contents);
      const message = `${path}:${line}: a compose file begins with "services:", this one with something else.`;
      throw new ComposeStop({ kind: "not-a-mapping", file: path, line, message });
    }
    return [{ path, document, root: contents, lineOf, gathered: new Map() }];
  });
  if (files.length > 0) return files;
  const message = `${path} is empty. Bring it back: git checkout -- ${path}`;
  throw new ComposeStop({ kind: "not-a-mapping", file: path, message });
}

/** YAML may point at the notes above the line that it stumbled over. */
function skipNotes(text: string, position: number): number {
  const start = text.lastIndexOf("\n", position - 1) + 1;
  const notes = /^(?:[^\S\n]*(?:#[^\n]*)?\n)+/.exec(text.slice(start))?.[0].length ?? 0;
  return notes > 0 && start + notes < text.length ? start + notes : position;
}

/** A key that stands twice is told with the blank lines before it. */
function beginOf({ code, pos: [begin] }: YAMLError, text: string): number {
  return code === "DUPLICATE_KEY" ? begin + text.slice(begin).search(/\S/) : begin;
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
