import type { Evidence, SavedQuery } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { latencyQuery, recentQuery, type Words } from "../../facts/query-questions.ts";

export type MaybeTold = ReturnType<Mistake["when"]>;

export type Tell = (saved: SavedQuery, words: Words) => { message: string; fix: string; line?: number };

export function latency(
  evidence: Evidence,
  wrong: (words: Words, saved: SavedQuery) => boolean,
  tell: Tell,
): MaybeTold {
  return about(latencyQuery(evidence), wrong, tell);
}

export function recent(
  evidence: Evidence,
  wrong: (words: Words, saved: SavedQuery) => boolean,
  tell: Tell,
): MaybeTold {
  return about(recentQuery(evidence), wrong, tell);
}

export function about(
  saved: SavedQuery | undefined,
  wrong: (words: Words, saved: SavedQuery) => boolean,
  tell: Tell,
): MaybeTold {
  if (!saved?.query || !wrong(saved.query, saved)) return undefined;
  return { ...tell(saved, saved.query), file: saved.path };
}

/** One entry of the file, to paste: in its own place, or as the first. */
export function entry({ text }: SavedQuery, name: string, value: string): string {
  const names = Object.keys(JSON.parse(text) as object);
  if (!names.includes(name)) return `As the first entry, behind {\n"${name}": ${value},`;
  return `"${name}": ${value}${names.at(-1) === name ? "" : ","}`;
}
