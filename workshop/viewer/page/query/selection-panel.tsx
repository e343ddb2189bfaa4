import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Difference } from "../../../receiver/query-api.ts";
import { hrefOf } from "../state/route.ts";
import { ask, run, type Compared } from "./ask.ts";
import { addLine } from "./draft.ts";
import { writeValue } from "./filter-value.ts";
import { measured } from "./measured.ts";
import { show } from "./result-table.tsx";

const FIRST = 8;

/** Which fields set the selected spans apart, each with its counts, and the way to their traces. */
export function SelectionPanel({ comparison }: { readonly comparison: Compared }): JSX.Element {
  const { column, inside, outside, differences, spans } = comparison;
  const [all, setAll] = useState(false);
  const shown = all ? differences : differences.slice(0, FIRST);
  return (
    <section class="card query-selection" aria-labelledby="query-selection-title">
      <h2 id="query-selection-title">
        {show(inside)} selected, {show(outside)} not
      </h2>
      {inside === 0 && <p>No span is in there.</p>}
      {inside > 0 && differences.length === 0 && <p>No field sets them apart from the others.</p>}
      {inside > 0 && differences.length > 0 && (
        <>
          <p class="muted">What sets them apart, the most telling first.</p>
          <table>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">Selected</th>
                <th scope="col">Not selected</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {shown.map((each) => (
                <Row
                  key={`${each.column} ${String(each.value)}`}
                  difference={each}
                  inside={inside}
                  outside={outside}
                />
              ))}
            </tbody>
          </table>
        </>
      )}
      {differences.length > FIRST && (
        <button class="text" type="button" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${differences.length}`}
        </button>
      )}
      {spans.length > 0 && (
        <>
          <h3>Open one of their traces</h3>
          <ol>
            {spans.slice(0, 10).map((span) => (
              <li key={span.spanId}>
                <a
                  href={hrefOf({ view: "trace", traceId: span.traceId, spanId: span.spanId, run: run.value })}
                >
                  {span.name}
                </a>{" "}
                <span class="muted">{measured(column, span.value)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

interface RowProps {
  readonly difference: Difference;
  readonly inside: number;
  readonly outside: number;
}

function Row({ difference, inside, outside }: RowProps): JSX.Element {
  const { column, value } = difference;
  return (
    <tr>
      <th scope="row">
        {column} <span class="query-value">= {show(value)}</span>
      </th>
      <Share kind="in" count={difference.inside} of={inside} />
      <Share kind="out" count={difference.outside} of={outside} />
      <td class="query-use">
        <button
          class="text"
          type="button"
          aria-label={`only these: ${column} = ${show(value)}`}
          onClick={() => only(difference)}
        >
          only these
        </button>
      </td>
    </tr>
  );
}

function Share({
  kind,
  count,
  of,
}: {
  readonly kind: string;
  readonly count: number;
  readonly of: number;
}): JSX.Element {
  return (
    <td class={`query-share ${kind}`}>
      <span class="query-bar" style={{ width: `${of === 0 ? 0 : (count / of) * 100}%` }} />
      <span>
        {show(count)} of {show(of)}
      </span>
    </td>
  );
}

function only({ column, value }: Difference): void {
  addLine("filters", { column, op: "=", value: writeValue(value) });
  void ask();
}
