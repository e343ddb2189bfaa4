import type { JSX } from "preact";
import type { QueryResult, ResultValue } from "../../../receiver/query-api.ts";
import { hrefOf } from "../state/route.ts";
import { run } from "./ask.ts";

export function ResultTable({ result }: { readonly result: QueryResult }): JSX.Element {
  const { columns, rows, groups, elapsedMs } = result;
  return (
    <div class="card query-result" tabIndex={0} role="region" aria-label="Result">
      <table>
        <caption class="muted">
          {rows.length < groups ? `${show(rows.length)} of ${show(groups)}` : show(rows.length)}{" "}
          {groups === 1 ? "row" : "rows"}, in {elapsedMs} ms
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
                  {columns[at]?.name === "trace.trace_id" && typeof value === "string" ? (
                    <a href={hrefOf({ view: "trace", traceId: value, run: run.value })}>{value}</a>
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
