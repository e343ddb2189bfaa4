import type { JSX } from "preact";
import { showCount, showNumber } from "../model/show-number.ts";
import { status } from "../state/live.ts";
import { go, route, START } from "../state/route.ts";
import {
  listState,
  loadOlder,
  moreTraces,
  showWaiting,
  traces,
  waiting,
  waitingMore,
} from "../state/trace-list.ts";
import { Icon } from "./icon.tsx";
import { TraceListRow } from "./trace-list-row.tsx";

/** Live, newest first. `narrow` stands beside an open trace. */
export function TraceList({ narrow = false }: { narrow?: boolean }): JSX.Element {
  const shown = traces.value;
  const longest = shown.reduce((most, { durationMs }) => Math.max(most, durationMs), 1e-6);
  const fresh = waiting.value.length + waitingMore.value;
  return (
    <section class={narrow ? "trace-list narrow" : "trace-list"} aria-label="Traces">
      <ListHead narrow={narrow} />
      {shown.some(({ sample }) => sample) && !narrow && (
        <p class="muted">
          Nothing of yours has arrived yet. This sample is what the finished backend sends: open it and look
          around.
        </p>
      )}
      {fresh > 0 && (
        <button class="pill" type="button" onClick={showWaiting} title="Show them (l)">
          <Icon name="up" /> {showNumber(fresh)} new
        </button>
      )}
      <span class="visually-hidden" role="status">
        {fresh > 0 ? `${fresh} new` : ""}
      </span>
      {shown.length > 0 && (
        <ol class="traces">
          {shown.map((trace) => (
            <TraceListRow
              key={`${trace.sample}${trace.order}`}
              trace={trace}
              longest={longest}
              open={trace.traceId === route.value.traceId}
            />
          ))}
        </ol>
      )}
      {shown.length === 0 && <Empty />}
      {moreTraces.value && (
        <button class="older" type="button" onClick={() => void loadOlder()}>
          Show older traces
        </button>
      )}
    </section>
  );
}

function ListHead({ narrow }: { narrow: boolean }): JSX.Element {
  const { run } = route.value;
  const counts = status.value?.counts;
  const runs = status.value?.runs ?? [];
  const names = run !== null && !runs.some(({ name }) => name === run) ? [run] : [];
  return (
    <header class="list-head">
      <h1>{run === null ? "Traces" : run}</h1>
      {!narrow && run === null && counts && counts.traces > 0 && (
        <p class="muted">
          {showCount(counts.traces, "trace")}, {showCount(counts.spans, "span")}
        </p>
      )}
      {(runs.length > 0 || run !== null) && (
        <select
          aria-label="Which traces"
          value={run ?? ""}
          onChange={(event) => go({ ...START, run: event.currentTarget.value || null })}
        >
          <option value="">Latest</option>
          {[...names, ...runs.map(({ name }) => name)].map((name) => (
            <option key={name} value={name}>
              Run: {name}
            </option>
          ))}
        </select>
      )}
    </header>
  );
}

function Empty(): JSX.Element {
  if (listState.value === "loading") return <p class="muted empty">Loading…</p>;
  if (listState.value !== "ready") return <p class="bad empty">{listState.value}</p>;
  if (route.value.run !== null) return <p class="muted empty">This run has no traces yet.</p>;
  return (
    <div class="empty">
      <p>No trace yet. Once the backend has its SDK (step 4), one request makes one trace:</p>
      <pre tabIndex={0}>curl http://localhost:4567/api/activities/home</pre>
    </div>
  );
}
