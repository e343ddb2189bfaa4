import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { axisTicks } from "../model/axis-ticks.ts";
import { showDuration } from "../model/show-duration.ts";
import type { TraceRows } from "../model/trace-rows.ts";
import { positionOf } from "../model/visible-rows.ts";
import type { OpenTrace } from "../state/open-trace.ts";
import { focusedRow, focusedSpan, reveal, ROW, spanIdAt, view, visible } from "../state/waterfall.ts";
import { WaterfallRow } from "./waterfall-row.tsx";

/** All spans as rows of one height; only those in sight are in the page, however long the trace is. */
export function WaterfallGrid({ trace, rows }: { trace: OpenTrace; rows: TraceRows }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => follow(box.current), []);
  useEffect(() => {
    if (focusedRow.peek() >= 0) reveal.value = { row: focusedRow.peek() };
    // Whoever came by a link has nothing in hand now; the keys are to work at once.
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [trace.summary.traceId]);
  useEffect(() => scrollTo(box.current, reveal.value?.row), [reveal.value]);
  const shown = visible.value;
  const { top, height, spare } = view.value;
  const first = Math.max(0, Math.floor(top / ROW) - spare);
  const last = Math.min(shown.length, Math.ceil((top + height) / ROW) + spare);
  const active = focusedRow.value;
  const isActiveDrawn = active >= 0 && isBetween(positionOf(shown, active), first, last);
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
        {...(isActiveDrawn ? { "aria-activedescendant": `row-${active}` } : {})}
        onFocus={() => focusedRow.peek() === -1 && startAtTop()}
        onScroll={({ currentTarget }) => measure(currentTarget)}
      >
        <div role="rowgroup" class="rows-body" style={{ height: `${shown.length * ROW}px` }}>
          {Array.from(shown.subarray(first, last), (row, index) => (
            <WaterfallRow key={row} row={row} at={first + index} trace={trace} rows={rows} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Whoever tabs into the rows sees where the keyboard is. */
function startAtTop(): void {
  focusedSpan.value = spanIdAt(visible.peek()[0] ?? -1);
}

function isBetween(at: number, first: number, last: number): boolean {
  return at >= first && at < last;
}

const SPARE = 16;

function measure(node: HTMLElement): void {
  const { scrollTop: top, clientHeight: height, clientWidth: width } = node;
  view.value = { top, height, width, spare: SPARE };
}

function follow(node: HTMLElement | null): (() => void) | undefined {
  if (!node) return undefined;
  const watching = new ResizeObserver(() => measure(node));
  watching.observe(node);
  measure(node);
  return () => watching.disconnect();
}

function scrollTo(node: HTMLElement | null, row: number | undefined): void {
  const at = row === undefined ? -1 : positionOf(visible.peek(), row);
  if (!node || at < 0) return;
  if (at * ROW < node.scrollTop) node.scrollTop = at * ROW;
  const bottom = (at + 1) * ROW;
  if (bottom > node.scrollTop + node.clientHeight) node.scrollTop = bottom - node.clientHeight;
}

/** What the bars have of the width, and the pixels that a tick's words need. */
const BARS_SHARE = 0.45;
const TICK = 80;

function Axis({ length }: { length: number }): JSX.Element {
  return (
    <div class="axis" aria-hidden="true">
      <span />
      <span class="axis-time">
        {axisTicks(length, Math.min(6, (view.value.width * BARS_SHARE) / TICK)).map((tick) => (
          <span key={tick} style={{ left: `${(tick / Math.max(1, length)) * 100}%` }}>
            {tick === 0 ? "0" : showDuration(tick)}
          </span>
        ))}
      </span>
    </div>
  );
}
