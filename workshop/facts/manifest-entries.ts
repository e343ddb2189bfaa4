import { isMap, isScalar, LineCounter, parseDocument } from "yaml";

/** A key of package.json, or of one of its sections, as it is written. */
export interface ManifestEntry {
  /** The section it is in; absent for the sections themselves. */
  readonly section?: string;
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  /** The last line of its value. */
  readonly lastLine: number;
  /** The key's place in the text, with its quotation marks. */
  readonly key: { readonly start: number; readonly end: number };
}

/** The keys of package.json in their order, those that are there twice too; none where it is not JSON. */
export function manifestEntries(text: string): ManifestEntry[] {
  const counter = new LineCounter();
  // JSON is YAML, and this parser keeps places.
  const { contents } = parseDocument(text, { lineCounter: counter, uniqueKeys: false, prettyErrors: false });
  const lineAt = (position: number) => counter.linePos(position).line;
  const entriesOf = (map: unknown, section?: string): ManifestEntry[] =>
    isMap(map)
      ? map.items.flatMap(({ key, value }) => {
          if (!isScalar(key) || !key.range) return [];
          const [start, end] = key.range;
          const last = (value as { range?: [number, number, number] } | null)?.range?.[1] ?? end;
          const own: ManifestEntry = {
            ...(section !== undefined && { section }),
            name: String(key.value),
            line: lineAt(start),
            lastLine: lineAt(last - 1),
            key: { start, end },
          };
          return section === undefined ? [own, ...entriesOf(value, own.name)] : [own];
        })
      : [];
  return entriesOf(contents);
}
