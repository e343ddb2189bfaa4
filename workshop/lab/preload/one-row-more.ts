import { randomUUID } from "node:crypto";

/** A list of rows with a copy of its last row added; the list itself stays as it is, and so does what is no list of rows. */
export function oneRowMore(rows: unknown): unknown {
  if (!Array.isArray(rows)) return rows;
  const last: unknown = rows.at(-1);
  return isRow(last) ? [...(rows as unknown[]), { ...last, uuid: randomUUID() }] : rows;
}

function isRow(value: unknown): value is { readonly uuid: string } {
  return typeof (value as { uuid?: unknown } | undefined | null)?.uuid === "string";
}
