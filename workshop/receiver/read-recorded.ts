import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RecordedEvidence, RecordedRun, SavedQuery } from "../lab/evidence.ts";
import { parseQueryText } from "./query/parse-query.ts";
import { adviseOnQuery } from "./query/advise-on-query.ts";
import { readQueryFiles } from "./query/query-files.ts";
import { runQuery } from "./query/run-query.ts";
import { readSpans } from "./read-spans.ts";
import { TraceStore } from "./trace-store.ts";

/** The run that `npm run load` records. */
export const WEEK2 = "week2";
const STORE = ".workshop/traces";
const QUERIES = "journal/queries";

/** The run `week2` and the saved queries, each asked on that run. Reads only, whether `npm start` runs or not. */
export function readRecorded(root: string): RecordedEvidence {
  const files = readQueryFiles(join(root, QUERIES)).map(({ file, text }) => ({
    path: `${QUERIES}/${file}`,
    text,
  }));
  if (!existsSync(join(root, STORE, "traces.sqlite"))) {
    return { queries: files.map(({ path, text }) => readQuery(path, text, undefined)) };
  }
  const store = new TraceStore({ folder: join(root, STORE) });
  try {
    const week2 = readRun(store);
    const asked = week2 && store;
    return { ...(week2 && { week2 }), queries: files.map(({ path, text }) => readQuery(path, text, asked)) };
  } finally {
    store.close();
  }
}

function readRun(store: TraceStore): RecordedRun | undefined {
  const run = store.runs().find(({ name }) => name === WEEK2);
  return run && { startedMs: run.startedMs, spans: [...readSpans(store.database, { run: WEEK2 })] };
}

function readQuery(path: string, text: string, store: TraceStore | undefined): SavedQuery {
  const parsed = parseQueryText(text);
  if (!parsed.ok) return { path, text, problems: parsed.problems };
  const { query } = parsed;
  if (!store) return { path, text, problems: [], query };
  const { columns, rows, groups, heatmaps } = runQuery(store.database, query, { run: WEEK2 });
  const plotted = heatmaps.reduce((sum, { total }) => sum + total, 0);
  return {
    path,
    text,
    problems: [],
    advice: adviseOnQuery(store.database, query, WEEK2),
    query,
    result: { columns: columns.map(({ name }) => name), rows, groups, plotted },
  };
}
