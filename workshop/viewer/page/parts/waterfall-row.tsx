import type { JSX } from "preact";
import type { ComparedSpan } from "../../../receiver/page-api.ts";
import { clip } from "../model/clip.ts";
import { STATES } from "../model/comparison-story.ts";
import { makerOf } from "../model/maker-of.ts";
import { isError, sourceOf, spanIdOf } from "../model/span-columns.ts";
import { serviceClass } from "../model/services-of.ts";
import { showDuration } from "../model/show-duration.ts";
import { showCount } from "../model/show-number.ts";
import type { TraceRows } from "../model/trace-rows.ts";
import { comparedSpans } from "../state/comparison.ts";
import { found } from "../state/find.ts";
import { services } from "../state/open-trace.ts";
import type { OpenTrace } from "../state/open-trace.ts";
import { go, route } from "../state/route.ts";
import { collapsed, fold, focusedRow, focusRow, hasChildren, ROW } from "../state/waterfall.ts";

interface WaterfallRowProps {
  readonly row: number;
  /** Its place among the rows that are not folded away. */
  readonly at: number;
  readonly trace: OpenTrace;
  readonly rows: TraceRows;
}

/** One span: its name with what is to be noticed, and its time as a bar. */
export function WaterfallRow({ row, at, trace: { columns }, rows }: WaterfallRowProps): JSX.Element {
  const index = rows.span[row] ?? 0;
  const id = spanIdOf(columns, index);
  const { service, scope } = sourceOf(columns, index);
  const isFocused = row === focusedRow.value;
  const children = hasChildren(row);
  const folded = collapsed.value.has(id);
  const classes = [
    "row",
    serviceClass(services.value.get(service) ?? 0),
    makerOf(scope) === "you" && "own",
    isFocused && "focused",
    id === route.value.spanId && "open",
    isError(columns, index) && "error",
    found.value?.has(id) && "found",
  ];
  return (
    <div
      id={`row-${row}`}
      role="row"
      class={classes.filter(Boolean).join(" ")}
      aria-level={(rows.depth[row] ?? 0) + 1}
      aria-rowindex={at + 1}
      aria-selected={isFocused}
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
        style={{ "--depth": Math.min(rows.depth[row] ?? 0, MOST_INDENTS) }}
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
        <Marks id={id} row={row} index={index} columns={columns} rows={rows} />
      </span>
      <Time nanos={columns.duration[index] ?? 0} offset={columns.offset[index] ?? 0} rows={rows} />
    </div>
  );
}

/** Deep chains would push their names out of sight. */
const MOST_INDENTS = 20;

interface MarksProps {
  readonly id: string;
  readonly row: number;
  readonly index: number;
  readonly columns: OpenTrace["columns"];
  readonly rows: TraceRows;
}

const MARKS: Partial<Record<ComparedSpan["state"], string>> = {
  matched: "mark-plain",
  "perhaps-missing-field": "mark-warn",
};

/** In words, because a colour alone says nothing to many people. */
function Marks({ id, row, index, columns, rows }: MarksProps): JSX.Element {
  const { service } = sourceOf(columns, index);
  const parent = rows.span[rows.parent[row] ?? -1];
  const isNewService =
    services.value.size > 1 && (parent === undefined || sourceOf(columns, parent).service !== service);
  const events = columns.eventCount[id] ?? 0;
  const links = columns.linkCount[id] ?? 0;
  const compared = comparedSpans.value.get(id);
  return (
    <>
      {compared !== undefined && (
        <span class={`mark ${MARKS[compared] ?? "mark-bad"}`}>
          {STATES[compared].sign}{" "}
          <span class={compared === "matched" ? "visually-hidden" : "mark-word"}>
            {STATES[compared].word}
          </span>
        </span>
      )}
      {isError(columns, index) && <span class="mark mark-bad">error</span>}
      {rows.orphans.has(row) && <span class="mark mark-warn">orphan</span>}
      {rows.loops.has(row) && <span class="mark mark-warn">loop</span>}
      {events > 0 && <span class="mark">{showCount(events, "event")}</span>}
      {links > 0 && <span class="mark">{showCount(links, "link")}</span>}
      {isNewService && <span class="row-service">{clip(service, 40)}</span>}
    </>
  );
}

function Time({ nanos, offset, rows }: { nanos: number; offset: number; rows: TraceRows }): JSX.Element {
  const length = Math.max(1, rows.to - rows.from);
  const left = Math.min(99.6, Math.max(0, ((offset - rows.from) / length) * 100));
  const width = Math.min(100 - left, Math.max(0.3, (nanos / length) * 100));
  const isLate = left > 70 && left + width > 85;
  return (
    <span role="gridcell" class="row-time">
      <span class="bar" style={{ left: `${left}%`, width: `${width}%` }} />
      <span
        class="row-duration"
        style={
          isLate ? { right: `${100 - left}%`, left: "auto" } : { left: `${left + width}%`, right: "auto" }
        }
      >
        {showDuration(nanos)}
      </span>
    </span>
  );
}
