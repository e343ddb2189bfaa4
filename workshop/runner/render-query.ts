import { formatNumber } from "./format-number.ts";
import type { Heatmap, QueryResult, ResultValue } from "../receiver/query-api.ts";
import { clean } from "./clean.ts";
import { toPlain, type Look } from "./terminal.ts";
import { columns } from "./wrap.ts";

const MOST_COLUMN = 60;
const NARROWEST = 6;

/** The rows as a table that fits the terminal, and each heatmap as a picture of letters. */
export function renderQuery({ columns: heads, rows, heatmaps }: QueryResult, look: Look): string {
  const parts = heatmaps.map((heatmap) => renderHeatmap(heatmap, look));
  if (heads.length > 0) {
    const kinds = heads.map(({ kind }) => kind);
    const body = rows.map((row) => row.map((value) => show(value)));
    parts.push(renderTable([heads.map(({ name }) => clean(name)), ...body], kinds, look));
  }
  return parts.join("\n\n");
}

function renderTable(table: readonly (readonly string[])[], kinds: readonly string[], look: Look): string {
  const plain = table.map((row) => row.map((cell) => (look.fancy ? cell : toPlain(cell))));
  if (kinds.length * (NARROWEST + 2) > look.width) return renderRecords(plain, look);
  const widths = fit(
    kinds.map((_, index) =>
      Math.min(MOST_COLUMN, Math.max(...plain.map((row) => columns(row[index] ?? "")))),
    ),
    look.width - 2,
  );
  const lines = plain.map((row) =>
    row
      .map((cell, index) => {
        const cut = cutTo(cell, widths[index] ?? 0, look.fancy ? "…" : "~");
        const gap = " ".repeat(Math.max(0, (widths[index] ?? 0) - columns(cut)));
        return kinds[index] === "calculation" ? gap + cut : cut + gap;
      })
      .join("  ")
      .trimEnd(),
  );
  const [head = "", ...rest] = lines;
  return [look.paint.bold(`  ${head}`), ...rest.map((line) => `  ${line}`)].join("\n");
}

/** Where a table does not fit: each row as lines of name and value. */
function renderRecords([head = [], ...rows]: readonly (readonly string[])[], look: Look): string {
  const lines = rows.map((row) =>
    row.map((cell, index) => `  ${look.paint.bold(`${head[index]}:`)} ${cell}`).join("\n"),
  );
  return lines.join("\n\n");
}

/** The widest columns give until all fit. */
function fit(widths: number[], width: number): number[] {
  const total = () => widths.reduce((sum, each) => sum + each + 2, -2);
  while (total() > width && Math.max(...widths) > NARROWEST) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function cutTo(text: string, width: number, mark: string): string {
  if (columns(text) <= width) return text;
  let cut = "";
  for (const letter of text) {
    if (columns(cut + letter) > width - 1) break;
    cut += letter;
  }
  return cut + mark;
}

function show(value: ResultValue): string {
  if (value === null) return "-";
  if (typeof value === "number") return formatNumber(value);
  return clean(typeof value === "string" ? value : JSON.stringify(value)).replaceAll(/\s+/g, " ");
}

const SHADES = ["░", "▒", "▓", "█"];
const PLAIN_SHADES = [".", ":", "+", "#"];
const LINES = 10;

/** Time goes to the right, the values go up; the darker, the more. */
function renderHeatmap({ column, time, value, cells, total }: Heatmap, look: Look): string {
  if (total === 0) return `  HEATMAP(${clean(column)}): no values`;
  const wide = Math.max(6, Math.min(60, look.width - 14));
  const grid = Array.from({ length: LINES }, () => Array.from({ length: wide }, () => 0));
  for (const cell of cells) {
    const line = LINES - 1 - Math.floor((cell.value / value.buckets) * LINES);
    const at = Math.floor((cell.time / time.buckets) * wide);
    const row = grid[line] as number[];
    row[at] = (row[at] ?? 0) + cell.count;
  }
  const most = Math.max(...grid.flat());
  const shades = look.fancy ? SHADES : PLAIN_SHADES;
  const mark = look.fancy ? "│" : "|";
  const lines = grid.map((row, index) => {
    const label = index === 0 ? formatNumber(value.max) : index === LINES - 1 ? formatNumber(value.min) : "";
    const dots = row.map((count) =>
      count === 0 ? " " : (shades[Math.min(3, Math.floor((count / most) * 4))] as string),
    );
    return `  ${label.padStart(10)} ${mark}${dots.join("").trimEnd()}`;
  });
  const seconds = formatNumber((time.max - time.min) / 1000);
  return [
    look.paint.bold(`  HEATMAP(${clean(column)})`),
    ...lines,
    `  ${" ".repeat(11)}0 s${`${seconds} s`.padStart(Math.max(6, wide - 3))}`,
  ].join("\n");
}
