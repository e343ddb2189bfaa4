/** What stands behind a ticked box: when and by what a step was seen to work. */
export interface Proof {
  /** `2026-11-24`. */
  readonly date: string;
  readonly durationMs: number;
  /** The first line of the trace that was judged. */
  readonly trace?: string;
  /** Hash of the files that were judged, in hexadecimal. */
  readonly hash: string;
}

const PROOF =
  / [—–-] ✔\uFE0F? (\d{4}-\d\d-\d\d) · (\d{1,6}(?:\.\d{1,3})?) s(?: · ([^·]{1,200}?))? · #([0-9a-f]{6,64})(?![0-9a-z])/u;

/** ` — ✔ 2026-11-24 · 1.2 s · GET /api/activities/home 12.4 ms · #a1b2c3d4`, to be put behind a box's text. */
export function renderProof({ date, durationMs, trace, hash }: Proof): string {
  const seen = inOneLine(trace ?? "");
  return ` — ✔ ${date} · ${(durationMs / 1000).toFixed(1)} s${seen && ` · ${seen}`} · #${hash}`;
}

/** The proof in a line, if there is one. */
export function readProof(line: string): Proof | undefined {
  const found = PROOF.exec(line);
  if (!found) return undefined;
  const [, date = "", seconds = "", trace, hash = ""] = found;
  return { date, durationMs: Math.round(Number(seconds) * 1000), ...(trace && { trace }), hash };
}

/** The text with this proof in place of the one it had, or at its end; what the learner wrote around it stays. */
export function withProof(text: string, proof: Proof): string {
  const known = PROOF.exec(text);
  const at = known ? known.index : text.trimEnd().length;
  return text.slice(0, at) + renderProof(proof) + withoutProof(text.slice(at));
}

/** The text without its proof; what the learner wrote stays. */
export function withoutProof(text: string): string {
  return text.replace(new RegExp(PROOF, "gu"), "");
}

/** A span's name comes from anywhere: what Markdown or HTML would read as a link, code or a tag becomes a blank. */
function inOneLine(trace: string): string {
  const plain = trace.slice(0, 400).replace(/[·[\]<>`|\\\p{C}\s]+/gu, " ");
  const letters = Array.from(plain.trim());
  return letters.length > 80 ? `${letters.slice(0, 79).join("")}…` : letters.join("");
}
