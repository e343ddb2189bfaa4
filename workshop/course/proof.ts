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

const PROOF = / — ✔ (\d{4}-\d\d-\d\d) · (\d+(?:\.\d+)?) s(?: · ([^·]*?))? · #([0-9a-f]{6,})(?=\s*$)/u;

/** ` — ✔ 2026-11-24 · 1.2 s · GET /api/activities/home 12.4 ms · #a1b2c3d4`, to be put behind a box's text. */
export function renderProof({ date, durationMs, trace, hash }: Proof): string {
  const seen = trace
    ?.replace(/[·\s]+/g, " ")
    .trim()
    .slice(0, 80);
  return ` — ✔ ${date} · ${(durationMs / 1000).toFixed(1)} s${seen ? ` · ${seen}` : ""} · #${hash}`;
}

/** The proof at the end of a line, if there is one. */
export function readProof(line: string): Proof | undefined {
  const found = PROOF.exec(line);
  if (!found) return undefined;
  const [, date = "", seconds = "", trace, hash = ""] = found;
  return { date, durationMs: Math.round(Number(seconds) * 1000), ...(trace && { trace }), hash };
}

/** The line without its proof; what the learner wrote stays. */
export function withoutProof(line: string): string {
  return line.replace(PROOF, "");
}
