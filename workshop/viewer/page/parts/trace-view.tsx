import type { JSX } from "preact";
import type { ComparedSpan } from "../../../receiver/page-api.ts";
import { clip } from "../model/clip.ts";
import { showDuration } from "../model/show-duration.ts";
import { showCount } from "../model/show-number.ts";
import { showTime } from "../model/show-time.ts";
import { comparison } from "../state/comparison.ts";
import { found, foundRows, goToFound } from "../state/find.ts";
import { openTrace, openTraceError, rows } from "../state/open-trace.ts";
import { go, route } from "../state/route.ts";
import { foldAll } from "../state/waterfall.ts";
import { Icon } from "./icon.tsx";
import { SpanPanel } from "./span-panel.tsx";
import { TraceList } from "./trace-list.tsx";
import { WaterfallGrid } from "./waterfall.tsx";

/** One trace: its rows, the span that is open, and the tree that the step expects. */
export function TraceView(): JSX.Element {
  const trace = openTrace.value;
  const laid = rows.value;
  return (
    <div class={route.value.spanId ? "trace-view with-panel" : "trace-view"}>
      <div class="trace-side">
        <TraceList narrow />
      </div>
      <section class="trace-main" aria-label="Trace">
        {openTraceError.value !== null && <p class="bad empty">{openTraceError.value}</p>}
        {trace && laid && (
          <>
            <header class="trace-head">
              <h1>
                <bdi>{clip(trace.summary.name, 160) || "(no name)"}</bdi>
              </h1>
              <p class="muted">
                {trace.summary.sample && <span class="mark mark-accent">Sample</span>}{" "}
                {showDuration(laid.to - laid.from)} · {showCount(trace.columns.count, "span")}
                {laid.errors.length > 0 && ` · ${showCount(laid.errors.length, "error")}`} ·{" "}
                {showTime(trace.summary.startMs)}
              </p>
              <Tools />
            </header>
            <Beside />
            <WaterfallGrid trace={trace} rows={laid} />
          </>
        )}
      </section>
      <SpanPanel />
    </div>
  );
}

function Tools(): JSX.Element {
  return (
    <div class="trace-tools">
      <label class="find">
        <Icon name="search" />
        <input
          id="find"
          type="search"
          placeholder="Find in this trace"
          aria-label="Find in this trace"
          value={route.value.find}
          onInput={(event) => go({ find: event.currentTarget.value }, { replace: true })}
          onKeyDown={(event) => event.key === "Enter" && goToFound(event.shiftKey ? -1 : 1)}
        />
      </label>
      <span class="muted" role="status">
        {found.value === null ? "" : showCount(foundRows.value.length, "row")}
      </span>
      <button type="button" class="text" onClick={() => foldAll(true)}>
        Fold all
      </button>
      <button type="button" class="text" onClick={() => foldAll(false)}>
        Unfold
      </button>
      <button
        type="button"
        class="text"
        aria-pressed={route.value.beside}
        onClick={() => go({ beside: !route.value.beside }, { replace: true })}
      >
        Beside the expected
      </button>
    </div>
  );
}

function Beside(): JSX.Element | null {
  const now = comparison.value;
  if (!route.value.beside || now === null) return null;
  if (typeof now === "string") return <p class="card">{now}</p>;
  return (
    <section class="card beside" aria-label="Expected">
      <h2>
        What step {now.step.number} expects · {now.step.title}
      </h2>
      <ul>
        <Expected span={now.expected} />
      </ul>
    </section>
  );
}

function Expected({ span }: { span: ComparedSpan }): JSX.Element {
  return (
    <li class={`is-${span.state}`}>
      <bdi>{span.name}</bdi> <span class="mark">{span.state.replace("-", " ")}</span>
      {span.notes.map((note) => (
        <p key={note} class="muted">
          {note}
        </p>
      ))}
      {span.children.length > 0 && (
        <ul>
          {span.children.map((child) => (
            <Expected key={child.name} span={child} />
          ))}
        </ul>
      )}
    </li>
  );
}
