import type { JSX } from "preact";
import { run } from "./ask.ts";
import { change, draft } from "./draft.ts";

const RANGES: readonly (readonly [seconds: string, words: string])[] = [
  ["", "All time"],
  ["600", "Last 10 minutes"],
  ["3600", "Last hour"],
  ["7200", "Last 2 hours"],
  ["86400", "Last day"],
  ["604800", "Last week"],
];

/** How far back the query looks; a run's time ends with its last span. */
export function TimeChoice(): JSX.Element {
  const { time_range, rest } = draft.value;
  const { start_time: start, end_time: end } = rest;
  const isKnown = RANGES.some(([seconds]) => seconds === time_range);
  return (
    <span class="query-time">
      <label>
        Time{" "}
        <select value={time_range} onChange={(event) => change({ time_range: event.currentTarget.value })}>
          {!isKnown && <option value={time_range}>{`Last ${time_range} seconds`}</option>}
          {RANGES.map(([seconds, words]) => (
            <option key={seconds} value={seconds}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {run.value !== null && time_range !== "" && <span class="muted">before the run’s last span</span>}
      {(start !== undefined || end !== undefined) && (
        <span class="query-moments muted">
          {start !== undefined && `from ${moment(start)} `}
          {end !== undefined && `until ${moment(end)} `}
          <button
            type="button"
            class="query-remove"
            aria-label="Remove these moments"
            onClick={removeMoments}
          >
            ×
          </button>
        </span>
      )}
    </span>
  );
}

function removeMoments(): void {
  const { start_time: _start, end_time: _end, ...rest } = draft.value.rest;
  change({ rest });
}

function moment(seconds: unknown): string {
  return new Date(Number(seconds) * 1000).toISOString().replace("T", " ").slice(0, 19);
}
