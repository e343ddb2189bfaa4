import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { threadId } from "node:worker_threads";
import { now, stringify } from "./primitives.ts";
import { recordCipher } from "./record-cipher.ts";

// Taken before any instrumentation can wrap it, so that recording makes no spans.
const { openSync, writeSync } = fs;
const { pid } = process;
let write = openRecord(process.env["WORKSHOP_LAB_FOLDER"], process.env["WORKSHOP_LAB_TOKEN"]);

/** Writes one line of evidence at once, so that it survives a crash, an exit and a kill. */
export function record(kind: string, facts: Readonly<Record<string, unknown>>): void {
  try {
    write?.(`${stringify({ kind, at: now(), pid, ...facts })}\n`);
  } catch (error) {
    // A full disk is no mistake of the backend's; the lab sees it for itself.
    if (!isOfTheDisk(error)) throw error;
    write = undefined;
  }
}

function openRecord(folder?: string, token?: string): ((line: string) => void) | undefined {
  if (!folder || !token) return undefined;
  const name = `${pid}-${threadId}-${randomUUID()}.jsonl`;
  const cipher = recordCipher(token, name);
  try {
    const file = openSync(`${folder}/${name}`, "a", 0o600);
    return (line) => writeWhole(file, cipher.update(line, "utf8"));
  } catch (error) {
    if (!isOfTheDisk(error)) throw error;
    return undefined;
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}

function isOfTheDisk(error: unknown): boolean {
  return /^(ENOSPC|EDQUOT|EROFS|ENOENT)$/.test((error as NodeJS.ErrnoException).code ?? "");
}
