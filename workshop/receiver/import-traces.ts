import { decodeOtlpJson } from "../trace/decode-otlp-json.ts";
import { OtlpDecodeError } from "../trace/otlp-decode-error.ts";
import type { ImportResult } from "./page-api.ts";
import type { TraceStore } from "./trace-store.ts";

export interface Imported extends ImportResult {
  /** traces.id of each trace that is new or changed. */
  readonly changed: readonly number[];
}

/** Stores OTLP JSON, one document or JSON lines; with `run`, into that run. Lines that cannot be read become problems. */
export function importTraces(store: TraceStore, text: string, { run }: { run?: string } = {}): Imported {
  const problems: string[] = [];
  const changed = new Set<number>();
  let spans = 0;
  for (const { body, where } of documents(text)) {
    try {
      const decoded = decodeOtlpJson(body);
      const added = store.add(decoded.spans, run === undefined ? {} : { run });
      spans += added.spans;
      for (const trace of added.traces) changed.add(trace);
      problems.push(...decoded.problems.map((problem) => where + problem));
    } catch (error) {
      if (!(error instanceof OtlpDecodeError)) throw error;
      problems.push(where + error.message);
    }
  }
  return { spans, traces: changed.size, problems: problems.slice(0, 50), changed: [...changed] };
}

/** JSON lines when the first line is a document of its own and others follow. */
function documents(text: string): { body: string; where: string }[] {
  const lines = text.split(/\r?\n/);
  const filled = lines.filter((line) => line.trim() !== "").length;
  const first = lines.find((line) => line.trim() !== "") ?? "";
  if (filled < 2 || !isJson(first)) return [{ body: text, where: "" }];
  return lines.flatMap((body, index) => (body.trim() === "" ? [] : [{ body, where: `Line ${index + 1}: ` }]));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
