import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Heatmap } from "../../../receiver/query-api.ts";
import { compare } from "./ask.ts";

interface HeatmapNumbersProps {
  readonly heatmap: Heatmap;
  readonly onCompare: () => void;
}

/** A selection in numbers: all times, between two values. */
export function HeatmapNumbers({ heatmap, onCompare }: HeatmapNumbersProps): JSX.Element {
  const { column, time, value } = heatmap;
  const [from, setFrom] = useState(String(Math.floor((value.min + value.max) / 2)));
  const [to, setTo] = useState(String(Math.ceil(value.max)));
  const submit = (event: Event) => {
    event.preventDefault();
    onCompare();
    void compare({
      column,
      time: { from: time.min, to: time.max },
      value: { from: Number(from), to: Number(to) },
    });
  };
  const bound = (label: string, now: string, set: (text: string) => void) => (
    <label>
      {label}{" "}
      <input
        type="number"
        step="any"
        required
        value={now}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
  return (
    <form class="query-between" onSubmit={submit}>
      <span class="muted">Or all spans with {column}</span>
      {bound("from", from, setFrom)}
      {bound("to", to, setTo)}
      <button type="submit">Compare</button>
    </form>
  );
}
