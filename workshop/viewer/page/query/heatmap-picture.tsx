import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Heatmap } from "../../../receiver/query-api.ts";
import { compare } from "./ask.ts";
import { countIn, edgesOf, moved, selectionOf, type Cell, type Rectangle } from "./heatmap-cells.ts";
import { HeatmapNumbers } from "./heatmap-numbers.tsx";
import { measured } from "./measured.ts";
import { show } from "./result-table.tsx";

type On<E> = E & { readonly currentTarget: SVGSVGElement };

const [WIDE, HIGH] = [10, 8];

/** Drag over it, or move over it with the arrow keys, to see what sets the spans in there apart. */
export function HeatmapPicture({ heatmap }: { readonly heatmap: Heatmap }): JSX.Element {
  const [rectangle, showRectangle] = useState<Rectangle | null>(null);
  // Two keys may come before the picture is drawn anew.
  const latest = useRef<Rectangle | null>(null);
  const [pointed, setPointed] = useState<Cell | null>(null);
  const dragging = useRef(false);
  const { column, time, value, cells, total } = heatmap;
  if (total === 0)
    return <p class="card muted">HEATMAP({column}): no span that matches holds a number there.</p>;
  const most = Math.max(...cells.map(({ count }) => count));
  const setRectangle = (chosen: Rectangle | null) => {
    latest.current = chosen;
    showRectangle(chosen);
  };
  const select = (chosen: Rectangle) => {
    setRectangle(chosen);
    void compare(selectionOf(heatmap, chosen));
  };
  const clear = () => setRectangle(null);
  const begin = (event: On<PointerEvent>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    dragging.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    const cell = cellAt(event, heatmap);
    setRectangle({ from: cell, to: cell });
  };
  const move = (event: On<PointerEvent>) => {
    const cell = cellAt(event, heatmap);
    setPointed(cell);
    if (dragging.current && latest.current) setRectangle({ ...latest.current, to: cell });
  };
  const end = (event: On<PointerEvent>) => {
    if (!dragging.current || !latest.current) return;
    dragging.current = false;
    select({ ...latest.current, to: cellAt(event, heatmap) });
  };
  const press = (event: On<KeyboardEvent>) => {
    const { current } = latest;
    if (event.key === "Enter" && current) select(current);
    else if (event.key === "Escape" && current) clear();
    else {
      const to = moved(current?.to, event.key, heatmap);
      if (to === undefined) return;
      setRectangle({ from: event.shiftKey && current ? current.from : to, to });
    }
    event.preventDefault();
  };
  const shown = rectangle ?? (pointed && { from: pointed, to: pointed });
  return (
    <figure class="card query-heatmap">
      <figcaption>
        HEATMAP({column}) <span class="muted">{show(total)} values; the stronger the colour, the more</span>
      </figcaption>
      <div class="query-heatmap-frame">
        <span class="query-axis query-axis-value" aria-hidden="true">
          <span>{measured(column, value.max)}</span>
          <span>{measured(column, (value.min + value.max) / 2)}</span>
          <span>{measured(column, value.min)}</span>
        </span>
        <svg
          viewBox={`0 0 ${time.buckets * WIDE} ${value.buckets * HIGH}`}
          preserveAspectRatio="none"
          tabindex={0}
          role="application"
          aria-label={`Heatmap of ${column}: ${show(total)} values from ${measured(column, value.min)} to ${measured(column, value.max)}`}
          aria-describedby="query-heatmap-help"
          onPointerDown={begin}
          onPointerMove={move}
          onPointerUp={end}
          onPointerLeave={() => setPointed(null)}
          onPointerCancel={() => (dragging.current = false)}
          onKeyDown={press}
        >
          {cells.map((cell) => (
            <rect
              key={`${cell.time} ${cell.value}`}
              class="cell"
              x={cell.time * WIDE + 0.5}
              y={(value.buckets - cell.value - 1) * HIGH + 0.5}
              width={WIDE - 1}
              height={HIGH - 1}
              style={{ opacity: 0.3 + 0.7 * Math.sqrt(cell.count / most) }}
            />
          ))}
          {rectangle && <Marked rectangle={rectangle} rows={value.buckets} />}
        </svg>
        <span class="query-axis query-axis-time" aria-hidden="true">
          <span>0 s</span>
          <span>{measured("", (time.max - time.min) / 2000)} s</span>
          <span>{measured("", (time.max - time.min) / 1000)} s</span>
        </span>
      </div>
      <p class="query-heatmap-said" role="status">
        {shown ? sayCells(heatmap, shown) : "Drag over the cells that you wonder about."}
      </p>
      <p class="visually-hidden" id="query-heatmap-help">
        Arrow keys move over the cells, with Shift they select more of them, Enter compares the spans in there
        with the others, Escape takes the selection away.
      </p>
      <HeatmapNumbers heatmap={heatmap} onCompare={clear} />
    </figure>
  );
}

function Marked({ rectangle, rows }: { readonly rectangle: Rectangle; readonly rows: number }): JSX.Element {
  const { left, right, bottom, top } = edgesOf(rectangle);
  return (
    <rect
      class="marked"
      x={left * WIDE}
      y={(rows - top) * HIGH}
      width={(right - left) * WIDE}
      height={(top - bottom) * HIGH}
    />
  );
}

function cellAt(event: On<PointerEvent>, { time, value }: Heatmap): Cell {
  const box = event.currentTarget.getBoundingClientRect();
  const at = (share: number, buckets: number) =>
    Math.min(buckets - 1, Math.max(0, Math.floor(share * buckets)));
  return {
    time: at((event.clientX - box.left) / box.width, time.buckets),
    value: at(1 - (event.clientY - box.top) / box.height, value.buckets),
  };
}

function sayCells(heatmap: Heatmap, rectangle: Rectangle): string {
  const { value, time } = selectionOf(heatmap, rectangle);
  const count = countIn(heatmap, rectangle);
  const second = (moment: number) => measured("", (moment - heatmap.time.min) / 1000);
  const [from, to] = [value.from, value.to].map((each) => measured(heatmap.column, each));
  return `${heatmap.column} ${from} to ${to}, ${second(time.from)} to ${second(time.to)} s: ${show(count)} ${count === 1 ? "span" : "spans"}`;
}
