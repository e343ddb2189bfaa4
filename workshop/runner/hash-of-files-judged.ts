import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { learnerEntries } from "./project.ts";

/**
 * Tells whether what a check judged is still what it was: compose files, backend and frontend. The key and the journal
 * stay out, since both change without a step being undone, and so do line endings: git and editors change those.
 */
export function hashOfFilesJudged(root: string): string {
  const hash = createHash("sha256");
  for (const entry of learnerEntries(root)) {
    if (entry.kind === "folder" || /^\.env$|^journal\/|\.log$/.test(entry.path)) continue;
    const content = entry.kind === "link" ? entry.target : withoutCr(readFileSync(join(root, entry.path)));
    hash.update(`${entry.path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 12);
}

/** One letter a byte, so that a file of any encoding comes out as it went in. */
function withoutCr(content: Buffer): Buffer {
  if (!content.includes("\r\n")) return content;
  return Buffer.from(content.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}
