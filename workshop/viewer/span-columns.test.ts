import { expect, it } from "vitest";
import type { TraceSummary, Waterfall } from "../receiver/page-api.ts";
import { addWaterfall, isError, sourceOf, spanIdOf } from "./page/model/span-columns.ts";
import { layOut } from "./page/model/trace-rows.ts";
import { servicesOf } from "./page/model/services-of.ts";

const SUMMARY = {} as TraceSummary;

/** One span's answer. */
function answer(id: string, parentId: string, more: Partial<Waterfall>): Waterfall {
  return {
    summary: SUMMARY,
    start: "1793610000000000000",
    ids: base64Of(id),
    parentIds: base64Of(parentId),
    parentIsRemote: "0",
    name: [id],
    source: [0],
    sources: [{ service: "backend", scope: "http" }],
    status: "0",
    offset: [0],
    duration: [1_000],
    eventCount: {},
    linkCount: {},
    duplicates: [],
    cursor: 1,
    ...more,
  };
}

function base64Of(id: string): string {
  return Buffer.from(id, "hex").swap64().toString("base64");
}

const CHILD = "ffeeddccbbaa9988";
const ROOT = "00f067aa0ba902b7";

it("joins what came since to what is here: its ids, its sources, and times that begin earlier", () => {
  const child = answer(CHILD, ROOT, { status: "2", eventCount: { [CHILD]: 2 } });
  const root = answer(ROOT, "0".repeat(16), {
    start: "1793609999999999000",
    sources: [{ service: "frontend", scope: "page" }],
    offset: [0],
    duration: [5_000],
    duplicates: [ROOT],
  });
  const columns = addWaterfall(addWaterfall(null, child), root);
  expect([spanIdOf(columns, 0), spanIdOf(columns, 1)]).toEqual([CHILD, ROOT]);
  expect([isError(columns, 0), isError(columns, 1)]).toEqual([true, false]);
  expect([sourceOf(columns, 0), sourceOf(columns, 1)]).toEqual([
    { service: "backend", scope: "http" },
    { service: "frontend", scope: "page" },
  ]);
  expect(columns.offset).toEqual([0, -1_000]);
  expect([columns.eventCount[CHILD], columns.eventCount[ROOT]]).toEqual([2, undefined]);
  expect([...columns.duplicates]).toEqual([ROOT]);
  expect([...servicesOf(columns).keys()]).toEqual(["frontend", "backend"]);
  const rows = layOut(columns);
  expect([...rows.span]).toEqual([1, 0]);
  expect([rows.rowOf(ROOT), rows.rowOf(CHILD), rows.rowOf("f".repeat(16)), rows.rowOf("no id")]).toEqual([
    0, 1, -1, -1,
  ]);
  expect([rows.errors, rows.from, rows.to]).toEqual([[1], -1_000, 4_000]);
});

it("knows the ids of a browser that cannot read base64 by itself", () => {
  const builtIn = Reflect.get(Uint8Array, "fromBase64") as unknown;
  Reflect.set(Uint8Array, "fromBase64", undefined);
  expect(spanIdOf(addWaterfall(null, answer(CHILD, ROOT, {})), 0)).toBe(CHILD);
  Reflect.set(Uint8Array, "fromBase64", builtIn);
});
