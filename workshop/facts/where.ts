import { lineWith, type Place } from "./look-in-sources.ts";
import type { Evidence, SourceText } from "../lab/evidence.ts";

/** A place of a finding. */
export type Where = { file?: string; line?: number };

export function whereIs(place: Place | undefined): Where {
  return place ? { file: place.file, line: place.line } : {};
}

export function placeIn(source: SourceText, node: { readonly start: number; readonly end: number }): Place {
  const line = source.text.slice(0, node.start).split("\n").length;
  return {
    source,
    file: source.path,
    line,
    text: source.text.slice(node.start, node.end).replace(/\s+/g, " "),
  };
}

export function optionalLine(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}

/** The line on which words stand in one of the learner's files. */
export function lineInFile({ backend }: Evidence, path: string, words: string | RegExp): { line?: number } {
  const source = backend.sources.find((each) => each.path === path);
  return optionalLine(source && lineWith(source.text, words));
}
