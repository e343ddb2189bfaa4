import { signal } from "@preact/signals";
import { EMPTY, fromSpec, type Clause, type Draft } from "./spec.ts";

/** The query that stands in the form. A link may bring it along, as Honeycomb's template links do. */
export const draft = signal<Draft>(fromLink(location.search) ?? firstQuestion());

export function change(part: Partial<Draft>): void {
  draft.value = { ...draft.value, ...part };
}

export function putLine<C extends Clause>(clause: C, index: number, line: Draft[C][number]): void {
  change({ [clause]: (draft.value[clause] as readonly unknown[]).with(index, line) });
}

export function addLine<C extends Clause>(clause: C, line: Draft[C][number]): void {
  change({ [clause]: [...draft.value[clause], line] });
}

export function removeLine(clause: Clause, index: number): void {
  change({ [clause]: (draft.value[clause] as readonly unknown[]).toSpliced(index, 1) });
}

/** How long do requests take? */
function firstQuestion(): Draft {
  return {
    ...EMPTY,
    calculations: [
      { op: "COUNT", column: "" },
      { op: "HEATMAP", column: "duration_ms" },
      { op: "P90", column: "duration_ms" },
    ],
    filters: [{ column: "trace.parent_id", op: "does-not-exist", value: "" }],
    breakdowns: ["name"],
  };
}

function fromLink(search: string): Draft | undefined {
  try {
    const spec: unknown = JSON.parse(new URLSearchParams(search).get("query") ?? "");
    return typeof spec === "object" && spec !== null ? fromSpec(spec as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
