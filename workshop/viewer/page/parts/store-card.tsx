import type { JSX } from "preact";
import { showBytes, showCount, showNumber } from "../model/show-number.ts";
import { status } from "../state/live.ts";

/** How full the store is, and what had to make room. */
export function StoreCard(): JSX.Element | null {
  const current = status.value;
  if (current === null) return null;
  const { counts, caps, dropped, runs } = current;
  const full = Math.max(counts.spans / caps.spans, counts.bytes / caps.bytes);
  return (
    <section class="card">
      <h2>Store</h2>
      <div class="meter" aria-hidden="true">
        <span style={{ width: `${Math.min(100, full * 100)}%` }} />
      </div>
      <p class="muted">
        {showNumber(counts.spans)} of {showCount(caps.spans, "span")}
        <br />
        {showBytes(counts.bytes)} of {showBytes(caps.bytes)}
      </p>
      {dropped.traces > 0 && (
        <p>
          The oldest {showCount(dropped.traces, "trace")} ({showCount(dropped.spans, "span")}) made room for
          newer ones.
        </p>
      )}
      {runs.length > 0 && <p class="muted">{showCount(runs.length, "named run")} kept apart</p>}
      {counts.metricRequests + counts.logRequests > 0 && (
        <p class="muted">
          Counted only: {showCount(counts.metricRequests, "metrics request")},{" "}
          {showCount(counts.logRequests, "logs request")}
        </p>
      )}
    </section>
  );
}
