import { className } from "./class-name.ts";
import { codeLine, stackToOwnCode } from "./code-line.ts";
import { stringify } from "./primitives.ts";
import { providerParts } from "./provider-parts.ts";
import { record } from "./record.ts";
import { keepProvider } from "./sdk-state.ts";
import { numberOf } from "./watch-calls.ts";
import { modulesSoFar } from "./watch-modules.ts";
import { watchTracer, type Tracer } from "./watch-spans.ts";

/** Where every copy of `@opentelemetry/api` 1.x registers what an SDK brings (api, src/internal/global-utils.ts). */
const API = Symbol.for("opentelemetry.js.api.1");
const LEVELS = ["error", "warn", "info", "debug", "verbose"] as const;

type Logger = Record<(typeof LEVELS)[number], (...args: unknown[]) => void>;
interface Api extends Record<string, unknown> {
  readonly version: string;
}
interface Provider {
  getTracer(...args: unknown[]): Tracer;
  forceFlush?(): Promise<void>;
}
interface ProxyProvider {
  setDelegate(provider: Provider): void;
  getDelegate?(): Provider;
}
let provider: Provider | undefined;
let api: Api | undefined;
const values = new Map<string, unknown>();

/** Watches what registers itself with the OpenTelemetry API, and every span that is started through it. */
export function watchApi(): void {
  Object.defineProperty(globalThis, API, {
    configurable: true,
    get: () => api,
    set: (registered: Api) => {
      if (registered === api) return;
      api = registered;
      record("api", { version: registered.version });
      watchRegistrations();
    },
  });
}

/** Watches again what the API deleted: `disable()` takes the watch away with the value. */
export function watchRegistrations(): void {
  if (!api) return;
  for (const name of WATCHED) if (!Object.hasOwn(api, name)) watchRegistration(api, name);
}

/** The provider that became global, if one did. */
export function globalProvider(): Provider | undefined {
  return provider;
}

const WATCHED = ["trace", "diag", "context", "propagation"] as const;

function watchRegistration(api: Api, name: (typeof WATCHED)[number]): void {
  values.delete(name);
  Object.defineProperty(api, name, {
    configurable: true,
    enumerable: true,
    get: () => values.get(name),
    set(value) {
      values.set(name, value === undefined ? undefined : registered(name, value));
    },
  });
}

/** Sees what was registered, and gives what takes its place. */
function registered(name: (typeof WATCHED)[number], value: unknown): unknown {
  switch (name) {
    case "trace":
      return watchProxy(value);
    case "diag":
      return teeLogger(value as Logger);
    default:
      record("registered", { name, class: className(value) });
      return value;
  }
}

function watchProxy(value: unknown): unknown {
  const proxy = value as ProxyProvider;
  const setDelegate = proxy.setDelegate;
  if (typeof setDelegate !== "function") return (watchProvider(value as Provider), value);
  proxy.setDelegate = (delegate) => {
    watchProvider(delegate);
    setDelegate.call(proxy, delegate);
  };
  return value;
}

function watchProvider(registered: Provider): void {
  provider = registered;
  keepProvider(registered);
  record("provider", {
    name: className(registered),
    object: numberOf(registered),
    order: modulesSoFar(),
    place: codeLine(stackToOwnCode()),
    parts: providerParts(registered),
  });
  const getTracer = registered.getTracer;
  registered.getTracer = (...args) => watchTracer(getTracer.apply(registered, args), String(args[0] ?? ""));
}

function teeLogger(logger: Logger): Logger {
  const tee =
    (level: (typeof LEVELS)[number]) =>
    (...args: unknown[]) => {
      record("diag", { level, text: args.map(asText).join(" ").slice(0, 4_000) });
      logger[level](...args);
    };
  return Object.fromEntries(LEVELS.map((level) => [level, tee(level)])) as Logger;
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.stack ?? value.message;
  try {
    return stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
