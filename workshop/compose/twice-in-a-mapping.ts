import { looksLikeKey } from "./mask-key.ts";

const NAME = /^([ \t]*)["']?([A-Za-z_][\w.-]*)["']?[ \t]*:(?:[ \t]|$)/;

/** A name that YAML found for a second time in one mapping, and the line, from 1, where it stands first. */
export interface TwiceInAMapping {
  readonly name: string;
  readonly first: number;
}

/** Looks upwards from the second one, within its mapping. Nothing where the name itself may be a key. */
export function twiceInAMapping(text: string, secondLine: number): TwiceInAMapping | undefined {
  const lines = text.split(/\r?\n/);
  const [, indent = "", name = ""] = NAME.exec(lines[secondLine - 1] ?? "") ?? [];
  if (name === "" || looksLikeKey(name)) return undefined;
  for (let line = secondLine - 1; line > 0; line -= 1) {
    const above = lines[line - 1] ?? "";
    if (/^\s*(#|$)/.test(above)) continue;
    const [, its = "", other = ""] = NAME.exec(above) ?? [];
    if (/^\s*/.exec(above)![0].length < indent.length) return undefined;
    if (its === indent && other === name) return { name, first: line };
  }
  return undefined;
}
