import type { JSX } from "preact";
import type { SelectionComparison } from "../../../receiver/query-api.ts";
import { show } from "./result-table.tsx";

/** Which fields set the selected spans apart, each with its counts, and the way to their traces. */
export function SelectionPanel({ comparison }: { readonly comparison: SelectionComparison }): JSX.Element {
  const { inside, outside, differences, spans } = comparison;
  return (
    <section class="query-selection" aria-labelledby="query-selection-title">
      <h2 id="query-selection-title">
        {inside} selected, {outside} not
      </h2>
      {inside === 0 && <p>No span is in there.</p>}
      {inside > 0 && differences.length === 0 && <p>No field sets them apart from the others.</p>}
      <ul>
        {differences.map((each) => (
          <li key={`${each.column} ${String(each.value)}`}>
            <span>
              <b>{each.column}</b> = {show(each.value)}
            </span>
            <Share label="selected" count={each.inside} of={inside} />
            <Share label="not selected" count={each.outside} of={outside} />
          </li>
        ))}
      </ul>
      {spans.length > 0 && <h3>Open a trace</h3>}
      <ol>
        {spans.slice(0, 10).map((span) => (
          <li key={span.spanId}>
            <a href={`/trace/${span.traceId}?span=${span.spanId}`}>
              {span.name} · {show(span.value)}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Share({
  label,
  count,
  of,
}: {
  readonly label: string;
  readonly count: number;
  readonly of: number;
}): JSX.Element {
  return (
    <span class={`query-share ${label === "selected" ? "in" : "out"}`}>
      <span class="bar" style={{ width: `${of === 0 ? 0 : (count / of) * 100}%` }} />
      <span>
        {count} of {of} {label}
      </span>
    </span>
  );
}
