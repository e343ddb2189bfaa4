import type { JSX } from "preact";
import type { TraceSummary } from "../../../receiver/page-api.ts";
import { clip } from "../model/clip.ts";
import { showDuration } from "../model/show-duration.ts";
import { showCount, showNumber } from "../model/show-number.ts";
import { showTime } from "../model/show-time.ts";
import { hrefOf } from "../state/route.ts";
import { TraceName } from "./trace-name.tsx";

interface TraceListRowProps {
  readonly trace: TraceSummary;
  /** Milliseconds of the longest trace in the list, for the bar. */
  readonly longest: number;
  readonly open: boolean;
}

export function TraceListRow({ trace, longest, open }: TraceListRowProps): JSX.Element {
  const { service, durationMs, spanCount, errorCount, startMs, hasRoot, sample, run, traceId } = trace;
  return (
    <li>
      <a
        class={open ? "trace open" : "trace"}
        href={hrefOf({ view: "trace", traceId, run })}
        data-trace={traceId}
        {...(open ? { "aria-current": "true" } : {})}
      >
        <span class="trace-title">
          <span class="trace-name">
            <TraceName trace={trace} />
          </span>
          <span class="trace-marks">
            {sample && <span class="mark mark-accent">Sample</span>}
            {!hasRoot && (
              <span class="mark mark-warn" title="Its root span is not here">
                no root
              </span>
            )}
            {errorCount > 0 && <span class="mark mark-bad">{showCount(errorCount, "error")}</span>}
          </span>
        </span>
        <span class="trace-service">
          <bdi>{clip(service, 60)}</bdi>
        </span>
        <span class="trace-spans">
          {showNumber(spanCount)} <span>{spanCount === 1 ? "span" : "spans"}</span>
        </span>
        <span class="trace-bar" aria-hidden="true">
          <span style={{ width: `${Math.max(1.5, Math.min(100, (durationMs / longest) * 100))}%` }} />
        </span>
        <span class="trace-duration">{showDuration(durationMs * 1e6)}</span>
        <span class="trace-time">{showTime(startMs)}</span>
      </a>
    </li>
  );
}
