import { fileURLToPath } from "node:url";
import { span } from "../trace/build-span.ts";
import { seededRandom } from "../trace/seeded-random.ts";
import type { Span } from "../trace/span.ts";
import { addAggregates } from "../receiver/query/add-aggregates.ts";
import { parseQuery } from "../receiver/query/parse-query.ts";
import { runQuery } from "../receiver/query/run-query.ts";
import { TraceStore } from "../receiver/trace-store.ts";

export interface QueriesBench {
  readonly rows: readonly {
    readonly name: string;
    readonly spans: number;
    readonly ms: number;
    /** The same question in SQL by hand. */
    readonly byHandMs: number;
    readonly ratio: number;
    readonly mostMs: number;
  }[];
}

const SIZES = [
  { spans: 100_000, mostMs: 150 },
  { spans: 1_000_000, mostMs: 1_500 },
];

/** The two queries of the homework, each beside the same question in hand-written SQL. */
const QUESTIONS = [
  {
    name: "Latency by user",
    query: {
      calculations: [
        { op: "HEATMAP", column: "duration_ms" },
        { op: "P90", column: "duration_ms" },
      ],
      filters: [{ column: "trace.parent_id", op: "does-not-exist" }],
      breakdowns: ["app.user_id"],
      orders: [{ op: "P90", column: "duration_ms", order: "descending" }],
    },
    byHand: `
      SELECT fields ->> '$."app.user_id"' AS user, percentile_of(duration / 1e6, 0.9) AS p90, heatmap(0, start / 1e6, duration / 1e6)
      FROM spans WHERE run = 'bench' AND parent_id IS NULL GROUP BY user ORDER BY p90 DESC LIMIT 100`,
  },
  {
    name: "Recent traces",
    query: {
      calculations: [{ op: "COUNT" }, { op: "MAX", column: "duration_ms" }],
      breakdowns: ["trace.trace_id"],
      time_range: 3600,
    },
    byHand: `
      SELECT (SELECT trace_id FROM traces WHERE id = trace), n, longest FROM (
        SELECT trace, count(*) AS n, max(duration) / 1e6 AS longest FROM spans
        WHERE run = 'bench' AND start >= (SELECT max(end) FROM traces WHERE run = 'bench') - 3600000000000 GROUP BY trace
      ) ORDER BY n DESC LIMIT 100`,
  },
];

export function benchQueries(): QueriesBench {
  return { rows: SIZES.flatMap(({ spans, mostMs }) => benchSize(spans, mostMs)) };
}

export function renderQueriesBench({ rows }: QueriesBench): string {
  return rows
    .map(({ name, spans, ms, byHandMs, ratio, mostMs }) => {
      const verdict = ms < mostMs ? "within" : "OVER";
      return `${name.padEnd(16)} ${String(spans).padStart(8)} spans ${ms.toFixed(0).padStart(5)} ms (${verdict} ${mostMs})   by hand ${byHandMs.toFixed(0).padStart(5)} ms   ratio ${ratio.toFixed(2)}`;
    })
    .join("\n");
}

function benchSize(spans: number, mostMs: number): QueriesBench["rows"][number][] {
  const store = filledStore(spans);
  const { database } = store;
  const rows = QUESTIONS.map(({ name, query, byHand }) => {
    const parsed = parseQuery(query);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const ms = median(() => runQuery(database, parsed.query, { run: "bench" }));
    const byHandMs = median(() => {
      addAggregates(database).gatherInto(new Map());
      database.prepare(byHand).all();
    });
    return { name, spans, ms, byHandMs, ratio: ms / byHandMs, mostMs };
  });
  store.close();
  return rows;
}

/** Eight spans to a trace, as an instrumented backend sends them. */
function filledStore(spans: number): TraceStore {
  const store = new TraceStore();
  const random = seededRandom(1);
  const users = ["worf", "garek", "coco", "lore", "data", "odo", "quark", undefined];
  for (let trace = 0; trace < spans / 8; trace += 1000) {
    const batch = Array.from({ length: Math.min(1000, spans / 8 - trace) }, (_, index) =>
      oneTrace(trace + index, users[Math.floor(random() * users.length)], random),
    );
    store.add(batch.flat(), { run: "bench" });
  }
  return store;
}

function oneTrace(index: number, user: string | undefined, random: () => number): Span[] {
  const traceId = (index + 1).toString(16).padStart(32, "0");
  const startMs = index * 2;
  const durationMs = user === "worf" ? 330 + random() * 30 : 5 + random() * 25;
  const route = { "http.route": "/api/activities/home" };
  const fields = {
    ...route,
    "http.request.method": "GET",
    "http.response.status_code": 200,
    "url.path": "/api/activities/home",
    "server.address": "localhost",
    ...(user && { "app.user_id": user }),
  };
  const root = span({ traceId, startMs, durationMs, kind: "server", fields });
  const layers = Array.from({ length: 7 }, (_, layer) =>
    span({
      parent: root,
      startMs,
      durationMs: durationMs / (layer + 1),
      fields: { ...route, "express.type": "middleware" },
    }),
  );
  return [root, ...layers];
}

function median(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[2] ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(renderQueriesBench(benchQueries()));
