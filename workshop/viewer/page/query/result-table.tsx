import type { JSX } from "preact";
import type { QueryResult, ResultValue } from "../../../receiver/query-api.ts";

export function ResultTable({ result }: { readonly result: QueryResult }): JSX.Element {
  const { columns, rows, groups, elapsedMs } = result;
  return (
    <div class="query-result" tabIndex={0} role="region" aria-label="Result">
      <table>
        <caption>
          {rows.length}
          {groups > rows.length && ` of ${groups}`} {rows.length === 1 ? "row" : "rows"}, {elapsedMs} ms
        </caption>
        <thead>
          <tr>
            {columns.map(({ name, kind }) => (
              <th key={name} scope="col" class={kind}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, at) => (
                <td key={at} class={columns[at]?.kind}>
                  {columns[at]?.name === "trace.trace_id" ? (
                    <a href={`/trace/${String(value)}`}>{String(value)}</a>
                  ) : (
                    show(value)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function show(value: ResultValue): string {
  if (value === null) return "–";
  if (typeof value === "number") return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
  return typeof value === "string" ? value : JSON.stringify(value);
}
