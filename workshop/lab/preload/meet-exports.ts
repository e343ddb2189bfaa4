import Module from "node:module";

/** Sees a value that a package exports under a name, and gives what takes its place: nearly always the value itself. */
export type Meet = (value: unknown) => unknown;

type Load = (request: string, parent: { filename?: string | null } | undefined, isMain: boolean) => unknown;

const FOLDER = "@opentelemetry";
/** Where the packages declare in ES modules what is to be met; 2.x has no ES modules that Node would load. */
const DECLARES =
  /\/@opentelemetry\/(?:api|sdk-node|sdk-trace|sdk-metrics|sdk-logs|instrumentation|otlp-exporter-base)\/dist\/(?:.*\/)?(?:index|sdk|start|TracerProvider|MeterProvider|LoggerProvider|autoLoader|instrumentation|OTLPExporterBase)\.mjs(?:\?|$)/;
const DOOR = Symbol.for("workshop.lab.meet");

/**
 * Meets what OpenTelemetry's packages export before anything else can use it, in CommonJS and in ES modules. What is
 * not known is left as it is.
 */
export function meetExports(meets: ReadonlyMap<string, Meet>, esModules: boolean): void {
  meetCommonJs(meets);
  if (esModules && typeof Module.registerHooks === "function") meetEsModules(meets);
}

function meetCommonJs(meets: ReadonlyMap<string, Meet>): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = function (this: unknown, request, parent, isMain) {
    const exported = load.call(this, request, parent, isMain);
    const from = request.startsWith(".") ? parent?.filename : request;
    if (from?.includes(FOLDER)) meetAll(exported, meets);
    return exported;
  };
}

function meetAll(exported: unknown, meets: ReadonlyMap<string, Meet>): void {
  if (typeof exported !== "object" || exported === null) return;
  for (const [name, meet] of meets) {
    const found = Object.getOwnPropertyDescriptor(exported, name);
    // One that only hands on what another file declares has a getter, or holds what was met already.
    if (found?.value === undefined) continue;
    const value = meet(found.value);
    if (value !== found.value && found.writable) (exported as Record<string, unknown>)[name] = value;
  }
}

/** An ES module's exports cannot be replaced from outside: the file that declares them asks for each at its end. */
function meetEsModules(meets: ReadonlyMap<string, Meet>): void {
  Object.defineProperty(globalThis, DOOR, {
    value: (name: string, value: unknown) => meets.get(name)?.(value) ?? value,
  });
  Module.registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!DECLARES.test(url) || loaded.format !== "module" || !loaded.source) return loaded;
      const source = String(
        typeof loaded.source === "string" ? loaded.source : Buffer.from(loaded.source as Uint8Array),
      );
      return { ...loaded, source: source + asking(source, meets) };
    },
  });
}

/** One statement for each exported name, on the last line: no line of the file moves. */
function asking(source: string, meets: ReadonlyMap<string, Meet>): string {
  const list = /export \{([^}]*)\};/.exec(source)?.[1] ?? "";
  const asks = list.split(",").flatMap((each) => {
    const [local = "", name = local] = each.trim().split(" as ");
    if (!meets.has(name)) return [];
    const ask = `globalThis[Symbol.for("workshop.lab.meet")]?.("${name}", ${local})`;
    const isDeclaredHere = new RegExp(`(?:var|let|class|function) ${local.replaceAll("$", "\\$")}\\b`).test(
      source,
    );
    return [isDeclaredHere ? `${local} = ${ask} ?? ${local};` : `${ask};`];
  });
  return `\n;${asks.join(" ")}`;
}
