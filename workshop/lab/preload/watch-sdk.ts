import type { Meet } from "./meet-exports.ts";
import { meetExporter } from "./watch-exporting.ts";
import { noteInstrumentation, noteRegistered } from "./instrumentation-parts.ts";
import { keepOther } from "./sdk-state.ts";
import { numberOf, recordCall, settled, watchMethod } from "./watch-calls.ts";
import { className } from "./class-name.ts";
import { settingsOf } from "./value-words.ts";

type Class = new (...args: unknown[]) => object;

const seen = new WeakSet<object>();

/** What the lab wants to see used of OpenTelemetry's packages (2.x and 3.x), by the names under which they export it. */
export const SDK_EXPORTS: ReadonlyMap<string, Meet> = new Map<string, Meet>([
  ["NodeSDK", classWith("start", "shutdown")],
  ["TracerProvider", classWith("shutdown", "forceFlush")],
  ["BasicTracerProvider", classWith("shutdown", "forceFlush", "addSpanProcessor", "register")],
  ["NodeTracerProvider", classWith("register")],
  ["MeterProvider", classWith("shutdown", "forceFlush")],
  ["LoggerProvider", classWith("shutdown", "forceFlush")],
  ["InstrumentationBase", once((value) => constructed(value as Class, noteInstrumentation))],
  ["OTLPExporterBase", once((value) => (meetExporter((value as Class).prototype as object), value))],
  ["startNodeSDK", once(starter)],
  ["startNodeSdk", once(starter)],
  ["registerInstrumentations", once(registering)],
]);

/** The same value is met at every `require`, and what took its place as well. */
function once(meet: Meet): Meet {
  const places = new WeakMap<object, unknown>();
  return (value) => {
    if (typeof value !== "function" || seen.has(value)) return value;
    if (!places.has(value)) {
      const place = meet(value);
      if (typeof place === "function") seen.add(place);
      places.set(value, place);
    }
    return places.get(value);
  };
}

function classWith(...methods: string[]): Meet {
  return once((value) => {
    const { prototype } = value as Class;
    const facts = (args: unknown[]) => ({ given: givenTo(args[0]) });
    for (const name of methods)
      watchMethod(prototype as object, name, name === "addSpanProcessor" ? facts : undefined);
    return constructed(value as Class, (object, args) => {
      if (seen.has(object)) return;
      seen.add(object);
      const name = className(object);
      if (/^(Meter|Logger)Provider$/.test(name)) keepOther(object, name);
      recordCall(object, "new", { options: settingsOf(args[0]) });
    });
  });
}

/** A class that tells of each object that is made of it, or of a class that extends it. */
function constructed(made: Class, tell: (object: object, args: unknown[]) => void): Class {
  return new Proxy(made, {
    construct(target, args: unknown[], by) {
      const object = Reflect.construct(target, args, by) as object;
      tell(object, args);
      return object;
    },
  });
}

/** `startNodeSDK()` gives an object without a class: its `shutdown` is all that it has. */
function starter(value: unknown): unknown {
  const start = value as (...args: unknown[]) => { shutdown?: unknown };
  let depth = 0;
  return Object.defineProperty(
    function (this: unknown, ...args: unknown[]): unknown {
      // startNodeSDK() only calls startNodeSdk().
      if (depth > 0) return start.apply(this, args);
      const handle = {};
      depth += 1;
      try {
        const id = recordCall(handle, "start", { class: start.name, options: settingsOf(args[0]) });
        const sdk = settled(id, () => start.apply(this, args)) as { shutdown?: unknown };
        return handedOut(sdk, numberOf(handle), start.name);
      } finally {
        depth -= 1;
      }
    },
    "name",
    { value: start.name },
  );
}

/** A copy, because an SDK that is off gives every caller the same object. */
function handedOut(sdk: { shutdown?: unknown } | undefined, object: number, name: string): unknown {
  const shutdown = sdk?.shutdown;
  if (typeof shutdown !== "function") return sdk;
  return {
    ...sdk,
    shutdown(this: unknown, ...args: unknown[]): unknown {
      const id = recordCall({}, "shutdown", { object, class: name });
      return settled(id, () => shutdown.apply(sdk, args));
    },
  };
}

function registering(value: unknown): unknown {
  const register = value as (options?: { instrumentations?: unknown }) => unknown;
  return Object.defineProperty(
    function (this: unknown, ...args: [{ instrumentations?: unknown }?]): unknown {
      const given = [args[0]?.instrumentations].flat(2).filter((each) => each !== undefined);
      const id = recordCall({}, "registerInstrumentations", {
        class: "registerInstrumentations",
        given: given.map(givenTo),
      });
      noteRegistered(given, id);
      return settled(id, () => register.apply(this, args));
    },
    "name",
    { value: register.name },
  );
}

/** An instrumentation says its own name; anything else is told by its class. */
function givenTo(value: unknown): string {
  const { instrumentationName } = (value ?? {}) as { instrumentationName?: unknown };
  return typeof instrumentationName === "string" ? instrumentationName : className(value);
}
