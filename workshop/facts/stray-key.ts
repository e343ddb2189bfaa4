import type { Evidence } from "../lab/evidence.ts";
import { keyProblem } from "./key-problem.ts";

export interface StrayKey {
  readonly file: string;
  readonly line: number;
  readonly value: string;
  /** The name it has there; absent where it is alone. */
  readonly name?: string;
  /** The whole file's text. */
  readonly text: string;
}

/** A key that can send traces, in one of the learner's files that nothing reads keys from. */
export function strayKey({ nearby, backend }: Evidence): StrayKey | undefined {
  for (const { path: file, text } of [...nearby.files, ...nearby.notes, ...backend.sources]) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const found = keyIn(line);
      if (found) return { file, line: index + 1, text, ...found };
    }
  }
  return undefined;
}

/** By its name, in its header, or recognised by its shape. */
function keyIn(line: string): { name?: string; value: string } | undefined {
  const [, name, named = ""] =
    /(HONEYCOMB_API_KEY|x-honeycomb-team)["'`]?\s*[:=\s]\s*["'`]?([\w-]+)/i.exec(line) ?? [];
  if (name && keyProblem(named) === undefined) return { name, value: named };
  const [alone] = /\bhc[a-z]i[kc]_[0-9a-z]{58}\b/.exec(line) ?? [];
  return alone === undefined ? undefined : { value: alone };
}
