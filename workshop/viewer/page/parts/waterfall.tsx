import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { axisTicks } from "../model/axis-ticks.ts";
import { clip } from "../model/clip.ts";
import { showDuration } from "../model/show-duration.ts";
import type { TraceRows } from "../model/trace-rows.ts";
import { positionOf } from "../model/visible-rows.ts";
import { comparedSpans } from "../state/comparison.ts";
import { found } from "../state/find.ts";
import type { OpenTrace } from "../state/open-trace.ts";
import { go, route } from "../state/route.ts";
import { collapsed, fold, focusedRow, focusRow, hasChildren, reveal, visible } from "../state/waterfall.ts";

const ROW = 28;
const OVERSCAN = 12;
const view = signal({ top: 0, height: 800 });

/** All spans as rows of one height; only those in sight are in the page, however long the trace is. */
export function WaterfallGrid({ trace, rows }: { trace: OpenTrace; rows: TraceRows }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const shown = visible.value;
  useEffect(() => {
    const node = box.current;
    if (!node) return undefined;
    const measure = () => void (view.value = { top: node.scrollTop, height: node.clientHeight });
    const watching = new ResizeObserver(measure);
    watching.observe(node);
    measure();
    return () => watching.disconnect();
  }, []);
  useEffect(() => {
    const at = reveal.value && positionOf(visible.peek(), reveal.value.row);
    const node = box.current;
    if (node && at !== null && at >= 0) {
      if (at * ROW < node.scrollTop) node.scrollTop = at * ROW;
      if ((at + 1) * ROW > node.scrollTop + node.clientHeight)
        node.scrollTop = (at + 1) * ROW - node.clientHeight;
    }
  }, [reveal.value]);
  const { top, height } = view.value;
  const first = Math.max(0, Math.floor(top / ROW) - OVERSCAN);
  const last = Math.min(shown.length, Math.ceil((top + height) / ROW) + OVERSCAN);
  const active = focusedRow.value;
  return (
    <div class="waterfall">
      <Axis length={rows.to - rows.from} />
      <div
        ref={box}
        class="rows"
        role="treegrid"
        aria-label="Spans"
        aria-rowcount={shown.length}
        tabIndex={0}
        {...(active >= 0 && positionOf(shown, active) >= 0
          ? { "aria-activedescendant": `row-${active}` }
          : {})}
        onScroll={(event) =>
          (view.value = { top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })
        }
      >
        <div role="rowgroup" class="rows-body" style={{ height: `${shown.length * ROW}px` }}>
          {Array.from(shown.subarray(first, last), (row, index) => (
            <Row key={row} row={row} at={first + index} trace={trace} rows={rows} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Row({
  row,
  at,
  trace,
  rows,
}: {
  row: number;
  at: number;
  trace: OpenTrace;
  rows: TraceRows;
}): JSX.Element {
  const { columns } = trace;
  const index = rows.span[row] ?? 0;
  const id = columns.spanId[index] ?? "";
  const length = Math.max(1, rows.to - rows.from);
  const left = (((columns.offset[index] ?? 0) - rows.from) / length) * 100;
  const width = (Math.max(0, columns.duration[index] ?? 0) / length) * 100;
  const children = hasChildren(row);
  const folded = collapsed.value.has(id);
  const marks = [
    row === focusedRow.value && "focused",
    id === route.value.spanId && "open",
    columns.status[index] === "error" && "error",
    found.value?.has(id) && "found",
    comparedSpans.value.has(id) && `is-${comparedSpans.value.get(id)}`,
  ];
  return (
    <div
      id={`row-${row}`}
      role="row"
      class={["row", ...marks].filter(Boolean).join(" ")}
      aria-level={(rows.depth[row] ?? 0) + 1}
      aria-rowindex={at + 1}
      aria-selected={row === focusedRow.value}
      {...(children ? { "aria-expanded": !folded } : {})}
      style={{ transform: `translateY(${at * ROW}px)` }}
      data-span={id}
      onClick={() => {
        focusRow(row);
        go({ spanId: id });
      }}
    >
      <span
        role="gridcell"
        class="row-name"
        style={{ paddingLeft: `${Math.min(rows.depth[row] ?? 0, 24) * 14 + 4}px` }}
      >
        <span
          class={children ? (folded ? "twist" : "twist open") : "twist none"}
          aria-hidden="true"
          onClick={(event) => {
            if (!children) return;
            event.stopPropagation();
            fold(row, !folded);
          }}
        >
          ▸
        </span>
        <bdi>{clip(columns.name[index] ?? "", 160) || "(no name)"}</bdi>
        {rows.orphans.has(row) && <span class="mark mark-bad">orphan</span>}
        {rows.loops.has(row) && <span class="mark mark-bad">loop</span>}
      </span>
      <span role="gridcell" class="row-time">
        <span
          class="bar"
          style={{
            left: `${Math.min(99.6, Math.max(0, left))}%`,
            width: `${Math.max(0.3, Math.min(100, width))}%`,
          }}
        />
        <span
          class={left > 70 ? "row-duration at-left" : "row-duration"}
          style={left > 70 ? { right: `${100 - left}%` } : { left: `${Math.min(99, left + width)}%` }}
        >
          {showDuration(columns.duration[index] ?? 0)}
        </span>
      </span>
    </div>
  );
}

function Axis({ length }: { length: number }): JSX.Element {
  return (
    <div class="axis" aria-hidden="true">
      <span />
      <span class="axis-time">
        {axisTicks(length, 5).map((tick) => (
          <span key={tick} style={{ left: `${(tick / Math.max(1, length)) * 100}%` }}>
            {showDuration(tick)}
          </span>
        ))}
      </span>
    </div>
  );
}
