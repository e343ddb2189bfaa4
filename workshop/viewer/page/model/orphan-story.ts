import type { MissingParent } from "./trace-rows.ts";

export interface OrphanStory {
  readonly what: string;
  readonly reasons: readonly string[];
}

/** Why a span's parent is not here, from the flag that says whether the parent lives in another process. */
export function orphanStory(missing: MissingParent, parentSpanId: string): OrphanStory {
  const parent = `Its parent, span ${parentSpanId},`;
  switch (missing) {
    case "remote":
      return {
        what: `${parent} belongs to another process, and that process sent no spans here.`,
        reasons: [
          "The caller (a browser, another service) passed a traceparent header on but does not export its own spans, or exports them elsewhere.",
          "Somebody wrote the traceparent header by hand, with curl for example: then there is no such span.",
        ],
      };
    case "local":
      return {
        what: `${parent} was started in this same process, but has not arrived.`,
        reasons: [
          "It is not ended: its request still runs, or span.end() is missing on some way out.",
          "It was not flushed: the process stopped before its batch was sent.",
          "It was filtered: a sampler or a span processor let it go.",
        ],
      };
    case "unknown":
      return {
        what: `${parent} has not arrived, and the sender did not say whether it lives in the same process.`,
        reasons: [
          "In the same process: it is not ended, not flushed, or filtered.",
          "In another process: that one does not export its spans to here.",
        ],
      };
  }
}
