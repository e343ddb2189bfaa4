import { span } from "../../trace/build-span.ts";
import { seededRandom } from "../../trace/seeded-random.ts";
import type { FieldValue, Span } from "../../trace/span.ts";
import type { QueryResult } from "../query-api.ts";
import { TraceStore } from "../trace-store.ts";
import { parseQuery } from "./parse-query.ts";
import type { Query } from "./query.ts";
import { runQuery } from "./run-query.ts";

/** A store that holds these spans for one test, gone with it. */
export function testingQuery(spans: readonly Span[], run?: string): TestingQuery {
  const store = new TraceStore();
  store.add(spans, run === undefined ? {} : { run });
  return {
    store,
    ask(query, asked = run) {
      const parsed = parseQuery(query);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      return { ...runQuery(store.database, parsed.query, asked ? { run: asked } : {}), query: parsed.query };
    },
    [Symbol.dispose]: () => store.close(),
  };
}

export interface TestingQuery extends Disposable {
  readonly store: TraceStore;
  readonly ask: (query: object, run?: string) => QueryResult & { readonly query: Query };
}

/** Spans whose fields hold every type, often nothing, and now and then the name of a column of Honeycomb's own. */
export function someSpans(seed: number, count: number): Span[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const made: Span[] = [];
  for (let index = 0; index < count; index += 1) {
    const parent = random() < 0.6 ? made.at(-1) : undefined;
    const fields: Record<string, FieldValue> = {};
    if (random() < 0.8) fields["app.user_id"] = pick(USERS);
    if (random() < 0.7) fields["app.count"] = pick([0, 1, 2, 3, 4, -1.5, 1e3, "4", false, null, 2.25]);
    if (random() < 0.3) fields['odd "name\\ $.x'] = pick(["y", 1, true]);
    if (random() < 0.2) fields["host.name"] = "own";
    if (seed % 2 === 0 && random() < 0.2) fields["error"] = pick([true, false, "no", null]);
    if (seed % 4 === 0 && random() < 0.2)
      fields[pick(["name", "duration_ms", "trace.trace_id"])] = pick(["mine", 7]);
    made.push(
      span({
        ...(parent ? { parent } : { traceId: index.toString(16).padStart(32, "f") }),
        name: pick(["GET /api/activities/home", "GET /api/activities/search", "request handler"]),
        startMs: random() * 60_000,
        // In parts of which sums are exact, in whatever order.
        durationMs: Math.floor(random() * 400 * 64) / 64,
        kind: pick(["server", "internal"]),
        fields,
        status: { code: pick(["unset", "error"]), message: pick(["", "it broke"]) },
        resource: { "service.name": pick(["backend", "frontend"]), "host.name": pick(["one", "two"]) },
      }),
    );
  }
  return made;
}

const USERS: FieldValue[] = ["worf", "garek", "3", 3, true, null, "ünï ☂", 'a"b\\c', ["x", 1]];
