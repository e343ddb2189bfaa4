import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeBody } from "../trace/decode-body.ts";
import type { Span } from "../trace/span.ts";
import { recordCipher } from "./preload/record-cipher.ts";
import { readCrash, readExitCall, readHandlers, readWarnings } from "./read-process-records.ts";
import { readExports, readSdk } from "./read-sdk-records.ts";
import { at, factsOf, visitOf, type Line } from "./record-line.ts";
import { signalOf } from "./signal-of.ts";
import type {
  CodeLine,
  Diagnostic,
  Exchange,
  FieldSet,
  LoadedModule,
  LocalConnection,
  ReceivedSpan,
  RefusedConnection,
  Renamed,
  RunEvidence,
  Signal,
  SpanCall,
  StartedSpan,
  Wait,
} from "./evidence.ts";

/** What the preload's records say; the rest of a run's evidence the lab saw itself. */
export type RecordedEvidence = Pick<
  RunEvidence,
  | "exchanges"
  | "spans"
  | "refused"
  | "local"
  | "exitCall"
  | "handlers"
  | "warnings"
  | "exports"
  | "spanCalls"
  | "started"
  | "fieldsSet"
  | "renamed"
  | "waits"
  | "served"
  | "sdk"
  | "diagnostics"
  | "modules"
  | "node"
  | "isWorker"
  | "signals"
  | "uncaught"
>;

/**
 * Reads the evidence that the backend's processes wrote into `folder`, under the token of the run. `stoppedAt` parts work from stop; where several
 * processes say something of themselves, the one that listens (`pid`) counts.
 */
export async function readRecords(
  { folder, token }: { readonly folder: string; readonly token: string },
  stoppedAt: number,
  pid?: number,
): Promise<RecordedEvidence> {
  const lines = await readLines(folder, token);
  const of = (kind: string) => lines.filter((line) => line.kind === kind);
  const last = (kind: string) => of(kind).findLast((line) => line.pid === pid) ?? of(kind).at(-1);
  // A launcher may have an SDK of its own, which makes no span for a request.
  const ofBackend = (kind: string) => of(kind).filter((line) => pid === undefined || line.pid === pid);
  const started = readStarted(of("span"), of("end"), of("rename"));
  const { exchanges, spans } = readExchanges(of("exchange"), stoppedAt, started);
  const uncaught = of("uncaught")[0];
  const signals = last("signals");
  const exitCall = last("exit-call");
  return {
    exchanges,
    spans,
    started,
    fieldsSet: of("field").map((line) => ({
      ...factsOf<FieldSet>(line, "spanId", "name", "type", "text", "stored", "length", "storedLength"),
      ...factsOf<object>(line, "late", "moment", "visit"),
      ...at(line),
    })),
    spanCalls: of("span-call").map((line) => ({
      ...factsOf<SpanCall>(line, "spanId", "call", "type", "name", "names", "code", "text"),
      ...factsOf<object>(line, "late", "moment", "visit"),
      ...at(line),
    })),
    renamed: of("rename").map(({ spanId, name, place }) => ({ spanId, name, at: place }) as Renamed),
    waits: readWaits(of("wait"), of("waited")),
    served: of("served").map(({ visit, moment }) => ({ visit: String(visit), moment })),
    refused: of("refused").map((line) =>
      factsOf<RefusedConnection>(line, "how", "host", "port", "exporter", "signal"),
    ),
    local: readLocal(of("local")),
    sdk: readSdk(ofBackend),
    exports: readExports(of("export"), of("exported")),
    handlers: readHandlers(ofBackend("handler"), ofBackend("handler-ran")),
    warnings: readWarnings(ofBackend("warning")),
    diagnostics: of("diag").map(({ level, text }) => ({ level, text }) as Diagnostic),
    modules: (last("modules")?.["modules"] as LoadedModule[] | undefined) ?? [],
    node: String(last("process")?.["node"] ?? process.version),
    ...(pid !== undefined && last("process")?.["isWorker"] === true && { isWorker: true }),
    signals: { SIGTERM: signals?.["SIGTERM"] === true, SIGINT: signals?.["SIGINT"] === true },
    ...(uncaught && { uncaught: readCrash(uncaught, stoppedAt) }),
    ...(exitCall && { exitCall: readExitCall(exitCall) }),
  };
}

async function readLines(folder: string, token: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".jsonl")) continue;
    const bytes = await readFile(join(folder, name));
    const texts = recordCipher(token, name).update(bytes).toString("utf8").split("\n");
    lines.push(...texts.flatMap((text, moment) => parse(text, moment) ?? []));
  }
  return lines.sort((a, b) => a.at - b.at);
}

/** A process that was killed while it wrote leaves half a line behind. */
function parse(text: string, moment: number): Line | undefined {
  try {
    return { ...(JSON.parse(text) as Line), moment };
  } catch {
    return undefined;
  }
}

const NO_SPANS = { ok: true, spans: [], problems: [] } as const;

function readExchanges(lines: readonly Line[], stoppedAt: number, started: readonly StartedSpan[]) {
  const visits = new Map(started.map((span) => [span.spanId, span.visit]));
  const exchanges: Exchange[] = [];
  const spans: ReceivedSpan[] = [];
  for (const line of lines) {
    const headers = line["headers"] as Record<string, string>;
    const body = Buffer.from(String(line["body"]), "base64");
    const signal = (line["signal"] as Signal | undefined) ?? signalOf(String(line["url"]), body);
    // What is known to be no trace is not read as one.
    const isTrace = signal === undefined || signal === "traces";
    const decoded = isTrace
      ? decodeBody(body, headers["content-type"], headers["content-encoding"])
      : NO_SPANS;
    exchanges.push({
      method: String(line["method"]),
      url: String(line["url"]),
      headers,
      status: Number(line["status"]),
      answer: String(line["answer"]),
      bytes: body.byteLength,
      phase: line.at < stoppedAt ? "work" : "stop",
      moment: line.moment,
      ...(signal && { signal }),
      ...(line["exporter"] ? { exporter: String(line["exporter"]) } : {}),
      ...(decoded.ok ? {} : { unreadable: decoded.message }),
      ...(decoded.ok && decoded.problems.length > 0 ? { problems: decoded.problems } : {}),
    });
    const found: readonly Span[] = decoded.ok ? decoded.spans : [];
    for (const span of found) {
      const visit = visits.get(span.spanId);
      spans.push({ ...span, exchange: exchanges.length - 1, ...(visit === undefined ? {} : { visit }) });
    }
  }
  return { exchanges, spans };
}

/** One line for each address and signal; that a connection failed counts more than that it was tried. */
function readLocal(lines: readonly Line[]): LocalConnection[] {
  const found = new Map<string, LocalConnection>();
  for (const line of lines) {
    const connection = factsOf<LocalConnection>(line, "host", "port", "failed", "exporter", "signal");
    const key = `${connection.host}:${connection.port} ${connection.signal}`;
    if (connection.failed || !found.has(key)) found.set(key, connection);
  }
  return [...found.values()];
}

function readStarted(lines: readonly Line[], ends: readonly Line[], renames: readonly Line[]): StartedSpan[] {
  const endsOf = Map.groupBy(ends, whichSpan);
  const renamesOf = Map.groupBy(renames, whichSpan);
  return lines.map((line) => {
    const ended = endsOf.get(whichSpan(line)) ?? [];
    const last = ended[0]?.moment ?? Infinity;
    const renamed = renamesOf.get(whichSpan(line))?.findLast(({ moment }) => moment < last);
    const options = (line["options"] as string[] | undefined) ?? [];
    return {
      traceId: String(line["traceId"]),
      spanId: String(line["spanId"]),
      ...(line["parent"] ? { parentSpanId: String(line["parent"]) } : {}),
      name: String((renamed ?? line)["name"]),
      scope: String(line["scope"]),
      ...visitOf(line),
      recording: line["recording"] === true,
      began: line.moment,
      ended: ended.length,
      endings: ended.map((end) => ({ moment: end.moment, ...visitOf(end), ...at(end) })),
      options,
      contextAsOptions: line["contextAsOptions"] === true,
      linksNothing: line["linksNothing"] === true,
      givenTimes: options.includes("startTime") || ended[0]?.["timed"] === true,
      ...(line["by"] ? { by: String(line["by"]) } : {}),
      ...at(line),
    };
  });
}

/** By its number: each process counts its own, and blank spans share one id. */
function whichSpan({ pid, nth }: Line): string {
  return `${pid} ${String(nth)}`;
}

function readWaits(lines: readonly Line[], ends: readonly Line[]): Wait[] {
  return lines.map((line) => {
    const end = ends.find(({ id, pid }) => id === line["id"] && pid === line.pid);
    return {
      ...visitOf(line),
      began: line.moment,
      ...(end && { ended: end.moment }),
      at: line["place"] as CodeLine,
    };
  });
}
