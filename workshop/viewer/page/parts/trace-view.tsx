import type { JSX } from "preact";
import { clip } from "../model/clip.ts";
import { serviceClass } from "../model/services-of.ts";
import { showDuration } from "../model/show-duration.ts";
import { showCount } from "../model/show-number.ts";
import { showTime } from "../model/show-time.ts";
import { openTrace, openTraceError, rows, services } from "../state/open-trace.ts";
import type { OpenTrace } from "../state/open-trace.ts";
import { hrefOf, route } from "../state/route.ts";
import { Beside } from "./beside.tsx";
import { Icon } from "./icon.tsx";
import { SpanPanel } from "./span-panel.tsx";
import { TraceList } from "./trace-list.tsx";
import { TraceName } from "./trace-name.tsx";
import { TraceTools } from "./trace-tools.tsx";
import { WaterfallGrid } from "./waterfall.tsx";

/** One trace: its rows, the span that is open, and the tree that the step expects. */
export function TraceView(): JSX.Element {
  const trace = openTrace.value;
  const laid = rows.value;
  const { spanId, beside, run } = route.value;
  const hasAside = spanId !== null || beside;
  return (
    <div class={hasAside ? "trace-view with-aside" : "trace-view"}>
      <div class="trace-side">
        <TraceList narrow />
      </div>
      <section class="trace-main" aria-label="Trace">
        <a class="back" href={hrefOf({ run })}>
          <Icon name="back" /> All traces
        </a>
        {openTraceError.value !== null && <p class="bad empty">{openTraceError.value}</p>}
        {trace === null && openTraceError.value === null && <p class="muted empty">Loading…</p>}
        {trace && laid && (
          <>
            <TraceHead trace={trace} lengthNanos={laid.to - laid.from} errors={laid.errors.length} />
            <WaterfallGrid trace={trace} rows={laid} />
          </>
        )}
      </section>
      {hasAside && (
        <div class="trace-aside">
          <Beside />
          <SpanPanel />
        </div>
      )}
    </div>
  );
}

interface TraceHeadProps {
  readonly trace: OpenTrace;
  readonly lengthNanos: number;
  readonly errors: number;
}

function TraceHead({ trace: { summary, columns }, lengthNanos, errors }: TraceHeadProps): JSX.Element {
  return (
    <header class="trace-head">
      <h1>
        <TraceName trace={summary} />
      </h1>
      <div class="trace-facts">
        {summary.sample && <span class="mark mark-accent">Sample</span>}
        <span>{showDuration(lengthNanos)}</span>
        <span>{showCount(columns.count, "span")}</span>
        {errors > 0 && <span class="bad">{showCount(errors, "error")}</span>}
        <span>{showTime(summary.startMs)}</span>
        {!summary.hasRoot && <span>its root span is not here</span>}
      </div>
      {summary.sample && (
        <p class="muted">
          This is what the finished backend sends for one request. It goes away when your own first trace
          comes.
        </p>
      )}
      <TraceTools />
      <Legend />
    </header>
  );
}

/** Only where there is more than one colour. */
function Legend(): JSX.Element | null {
  const names = [...services.value];
  if (names.length < 2) return null;
  return (
    <ul class="legend" aria-label="Services">
      {names.slice(0, MOST_SERVICES).map(([name, number]) => (
        <li key={name}>
          <span class={`swatch ${serviceClass(number)}`} />
          <bdi>{clip(name, 40)}</bdi>
        </li>
      ))}
      {names.length > MOST_SERVICES && <li>and {names.length - MOST_SERVICES} more services</li>}
    </ul>
  );
}

const MOST_SERVICES = 8;
