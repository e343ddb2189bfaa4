import type { ServerResponse } from "node:http";
import type { QueryAnswer, QueryColumns, QueryFiles, QueryRefusal, Selection } from "./query-api.ts";
import { adviseOnQuery } from "./query/advise-on-query.ts";
import { compareSelection } from "./query/compare-selection.ts";
import { parseQuery } from "./query/parse-query.ts";
import { CALCULATION_OPS, COMPARISON_OPS, FILTER_OPS, type Query } from "./query/query.ts";
import { isQueryName, readQueryFiles, saveQueryFile } from "./query/query-files.ts";
import { runQuery } from "./query/run-query.ts";
import { seeColumns } from "./query/see-columns.ts";
import { sendJson, sendRefusal } from "./send-json.ts";
import type { TraceStore } from "./trace-store.ts";

type Json = Readonly<Record<string, unknown>>;

export function serveColumns(response: ServerResponse, store: TraceStore, run: string | null): void {
  const known: QueryColumns = {
    columns: seeColumns(store.database, run),
    calculations: CALCULATION_OPS,
    filters: FILTER_OPS,
    comparisons: COMPARISON_OPS,
  };
  sendJson(response, 200, known);
}

/** `asked` is a query; what is wrong with it is told with its place in the JSON. */
export function answerQuery(
  response: ServerResponse,
  store: TraceStore,
  run: string | null,
  asked: Json,
): void {
  const query = readQuery(response, asked);
  if (query === undefined) return;
  const result = runQuery(store.database, query, { run });
  const advice = adviseOnQuery(store.database, query, run);
  sendJson(response, 200, { ...result, advice } satisfies QueryAnswer);
}

/** `asked` holds a query and a rectangle of its heatmap. */
export function answerSelection(
  response: ServerResponse,
  store: TraceStore,
  run: string | null,
  asked: Json,
): void {
  const query = readQuery(response, asked["query"]);
  if (query === undefined) return;
  const selection = readSelection(asked["selection"]);
  if (selection === undefined)
    return sendRefusal(response, 400, "The selection needs a column, times and values.");
  sendJson(response, 200, compareSelection(store.database, query, selection, { run }));
}

export function serveQueryFiles(response: ServerResponse, folder: string | undefined): void {
  const files = folder === undefined ? [] : readQueryFiles(folder);
  sendJson(response, 200, { files } satisfies QueryFiles);
}

/** `asked` is a SaveRequest. A file of that name is only replaced when the request says so. */
export function saveQuery(response: ServerResponse, folder: string | undefined, asked: Json): void {
  if (folder === undefined) return sendRefusal(response, 404, "This receiver has no folder for queries.");
  const { name } = asked;
  if (!isQueryName(name))
    return sendRefusal(
      response,
      400,
      "A query's name has up to 60 letters, digits and dashes, such as latency-by-user.",
    );
  if (readQuery(response, asked["query"]) === undefined) return;
  const saved = saveQueryFile(folder, name, asked["query"] as object, { replace: asked["replace"] === true });
  if (!saved) return sendRefusal(response, 409, `journal/queries/${name}.json is there already.`);
  serveQueryFiles(response, folder);
}

/** Undefined when the request has been refused already. */
function readQuery(response: ServerResponse, asked: unknown): Query | undefined {
  const parsed = parseQuery(asked);
  if (parsed.ok) return parsed.query;
  const [first] = parsed.problems;
  const message = `${first?.path ? `${first.path}: ` : ""}${first?.message}`;
  sendJson(response, 400, { message, problems: parsed.problems } satisfies QueryRefusal);
  return undefined;
}

function readSelection(asked: unknown): Selection | undefined {
  const { column, time, value } = (asked ?? {}) as Partial<Selection>;
  const isRange = (range: unknown): range is Selection["time"] => {
    const { from, to } = (range ?? {}) as Partial<Selection["time"]>;
    return Number.isFinite(from) && Number.isFinite(to);
  };
  if (typeof column !== "string" || !isRange(time) || !isRange(value)) return undefined;
  return { column, time, value };
}
