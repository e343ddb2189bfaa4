import { AsyncLocalStorage } from "node:async_hooks";
import diagnosticsChannel from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Signal } from "../sdk-evidence.ts";
import { className } from "./class-name.ts";
import { record } from "./record.ts";
import { masked } from "./value-words.ts";
import { numberOf } from "./watch-calls.ts";

interface Exporting {
  readonly exporter: string;
  readonly object: number;
  readonly signal?: Signal;
}

const current = new AsyncLocalStorage<Exporting>();
const requests = new WeakMap<ClientRequest, number>();
let sent = 0;

/** Remembers, through every await, which exporter works; to be called with the prototype or the object that exports. */
export function meetExporter(target: object): void {
  const exporter = target as { export?: unknown };
  const send = exporter.export;
  if (typeof send !== "function") return;
  exporter.export = function (this: object, ...args: unknown[]): unknown {
    return current.run(exportingOf(this, args[0]), () => send.apply(this, args));
  };
}

/** The exporter at work, if any. */
export function currentExporting(): Exporting | undefined {
  return current.getStore();
}

/** Watches the HTTP requests of exporters, wherever they go. */
export function watchExporting(): void {
  diagnosticsChannel.subscribe("http.client.request.start", (message) => {
    const { request } = message as { request: ClientRequest };
    const exporting = current.getStore();
    if (!exporting) return;
    const id = ++sent;
    requests.set(request, id);
    const { protocol, host, path, method } = request;
    const port = String(request.getHeader("host") ?? host);
    record("export", {
      id,
      ...exporting,
      method,
      url: masked(`${protocol}//${port}${path}`),
      headerNames: request.getHeaderNames(),
    });
  });
  const tell = (request: ClientRequest, facts: Readonly<Record<string, unknown>>) => {
    const id = requests.get(request);
    if (id !== undefined) record("exported", { id, ...facts });
  };
  diagnosticsChannel.subscribe("http.client.response.finish", (message) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    tell(request, { status: response.statusCode });
  });
  diagnosticsChannel.subscribe("http.client.request.error", (message) => {
    const { request, error } = message as { request: ClientRequest; error: NodeJS.ErrnoException };
    tell(request, { failed: error.code ?? error.message });
  });
}

function exportingOf(exporter: object, items: unknown): Exporting {
  const signal = signalOf(items) ?? signalOfName(className(exporter));
  return { exporter: className(exporter), object: numberOf(exporter), ...(signal && { signal }) };
}

/** By what it was given to send: spans, the metrics of one reader, or log records. */
function signalOf(items: unknown): Signal | undefined {
  if (!Array.isArray(items)) {
    return (items as { scopeMetrics?: unknown } | undefined)?.scopeMetrics ? "metrics" : undefined;
  }
  const first = items[0] as { spanContext?: unknown; hrTimeObserved?: unknown } | undefined;
  if (first?.hrTimeObserved) return "logs";
  return typeof first?.spanContext === "function" ? "traces" : undefined;
}

function signalOfName(name: string): Signal | undefined {
  if (/metric/i.test(name)) return "metrics";
  if (/log/i.test(name)) return "logs";
  return /trace|span/i.test(name) ? "traces" : undefined;
}
