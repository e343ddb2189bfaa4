import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Heatmap } from "../../../receiver/query-api.ts";
import { compare } from "./ask.ts";
import { show } from "./result-table.tsx";

type Pointed = PointerEvent & { readonly currentTarget: SVGSVGElement };

/** In cells, both ends included. */
interface Rectangle {
  readonly from: { readonly time: number; readonly value: number };
  readonly to: { readonly time: number; readonly value: number };
}

const [CELL_WIDTH, CELL_HEIGHT] = [12, 8];

/** Drag over it, or name two values below it, to see what sets the spans in there apart. */
export function HeatmapPicture({ heatmap }: { readonly heatmap: Heatmap }): JSX.Element {
  const [rectangle, setRectangle] = useState<Rectangle | null>(null);
  const dragging = useRef(false);
  const { column, time, value, cells, total } = heatmap;
  const most = Math.max(1, ...cells.map(({ count }) => count));
  const [width, height] = [time.buckets * CELL_WIDTH, value.buckets * CELL_HEIGHT];
  const cellAt = (event: Pointed) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = (share: number, buckets: number) =>
      Math.min(buckets - 1, Math.max(0, Math.floor(share * buckets)));
    return {
      time: at((event.clientX - box.left) / box.width, time.buckets),
      value: at(1 - (event.clientY - box.top) / box.height, value.buckets),
    };
  };
  const begin = (event: Pointed) => {
    event.preventDefault();
    dragging.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    const cell = cellAt(event);
    setRectangle({ from: cell, to: cell });
  };
  const move = (event: Pointed) => {
    if (dragging.current && rectangle) setRectangle({ ...rectangle, to: cellAt(event) });
  };
  const end = (event: Pointed) => {
    if (!dragging.current || !rectangle) return;
    dragging.current = false;
    const last = { ...rectangle, to: cellAt(event) };
    setRectangle(last);
    void compare({ column, ...rangesOf(heatmap, last) });
  };
  if (total === 0) return <p class="query-note">HEATMAP({column}): no values.</p>;
  const label = `Heatmap of ${column}, ${show(value.min)} to ${show(value.max)}, ${total} values`;
  return (
    <figure class="query-heatmap">
      <figcaption>HEATMAP({column})</figcaption>
      <div class="query-heatmap-frame">
        <span class="query-axis">
          <span>{show(value.max)}</span>
          <span>{show(value.min)}</span>
        </span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
          onPointerDown={begin}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={() => (dragging.current = false)}
        >
          {cells.map((cell) => (
            <rect
              key={`${cell.time} ${cell.value}`}
              class="cell"
              x={cell.time * CELL_WIDTH}
              y={height - (cell.value + 1) * CELL_HEIGHT}
              width={CELL_WIDTH}
              height={CELL_HEIGHT}
              style={{ opacity: 0.25 + 0.75 * Math.sqrt(cell.count / most) }}
            />
          ))}
          {rectangle && <Marked rectangle={rectangle} height={height} />}
        </svg>
      </div>
      <Between heatmap={heatmap} clear={() => setRectangle(null)} />
    </figure>
  );
}

function Marked({
  rectangle: { from, to },
  height,
}: {
  readonly rectangle: Rectangle;
  readonly height: number;
}): JSX.Element {
  const [left, right] = [Math.min(from.time, to.time), Math.max(from.time, to.time) + 1];
  const [low, high] = [Math.min(from.value, to.value), Math.max(from.value, to.value) + 1];
  return (
    <rect
      class="marked"
      x={left * CELL_WIDTH}
      y={height - high * CELL_HEIGHT}
      width={(right - left) * CELL_WIDTH}
      height={(high - low) * CELL_HEIGHT}
    />
  );
}

/** The same selection without a pointer: all times, between two values. */
function Between({ heatmap, clear }: { readonly heatmap: Heatmap; readonly clear: () => void }): JSX.Element {
  const { column, time, value } = heatmap;
  const [from, setFrom] = useState(String(Math.floor((value.min + value.max) / 2)));
  const [to, setTo] = useState(String(Math.ceil(value.max)));
  const submit = (event: Event) => {
    event.preventDefault();
    clear();
    void compare({
      column,
      time: { from: time.min, to: time.max },
      value: { from: Number(from), to: Number(to) },
    });
  };
  return (
    <form class="query-between" onSubmit={submit}>
      <span>Drag over the picture, or compare the spans with {column}</span>
      <label>
        from{" "}
        <input
          type="number"
          step="any"
          value={from}
          onInput={(event) => setFrom(event.currentTarget.value)}
        />
      </label>
      <label>
        to <input type="number" step="any" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
      </label>
      <button type="submit">Compare</button>
    </form>
  );
}

function rangesOf({ time, value }: Heatmap, { from, to }: Rectangle) {
  const edge = ({ min, max, buckets }: Heatmap["time"], index: number) =>
    min + ((max - min) * index) / buckets;
  const range = (axis: Heatmap["time"], a: number, b: number) => ({
    from: edge(axis, Math.min(a, b)),
    to: edge(axis, Math.max(a, b) + 1),
  });
  return { time: range(time, from.time, to.time), value: range(value, from.value, to.value) };
}
