import type { DatabaseSync } from "node:sqlite";
import { percentile } from "./percentile.ts";

/** The points of the heatmaps that a statement asks for, by the calculation's index. */
export type HeatmapPoints = Map<number, { readonly times: number[]; readonly values: number[] }>;

/**
 * Defines `percentile_of(number, share)` and `heatmap(index, time, number)`. The second gives nothing back: it gathers
 * the points of all groups for whoever asked with `gatherInto`.
 */
export function addAggregates(database: DatabaseSync): { gatherInto: (points: HeatmapPoints) => void } {
  const known = added.get(database);
  if (known) return known;
  let points: HeatmapPoints = new Map();
  // What is gathered stays in JavaScript between two steps, so it may be any object; the types know SQL's values only.
  const aggregate = database.aggregate.bind(database) as unknown as Aggregate;
  aggregate("percentile_of", {
    start: (): Gathered => ({ values: [], share: 0 }),
    step(gathered, value, share) {
      if (value !== null) (gathered as Gathered).values.push(value);
      (gathered as Gathered).share = share ?? 0;
      return gathered;
    },
    result: (gathered) => percentile((gathered as Gathered).values, (gathered as Gathered).share),
  });
  aggregate("heatmap", {
    start: () => 0,
    step(nothing, index, time, value) {
      if (value === null || value === undefined) return nothing;
      let of = points.get(index ?? 0);
      if (of === undefined) points.set(index ?? 0, (of = { times: [], values: [] }));
      of.times.push(time ?? 0);
      of.values.push(value);
      return nothing;
    },
    result: () => null,
  });
  const gathering = { gatherInto: (into: HeatmapPoints) => void (points = into) };
  added.set(database, gathering);
  return gathering;
}

type Aggregate = (
  name: string,
  parts: {
    start: () => unknown;
    step: (gathered: unknown, ...values: (number | null)[]) => unknown;
    result: (gathered: unknown) => number | null;
  },
) => void;

interface Gathered {
  readonly values: number[];
  share: number;
}

const added = new WeakMap<DatabaseSync, { gatherInto: (points: HeatmapPoints) => void }>();
