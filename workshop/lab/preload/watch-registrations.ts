import { callerOf, codeLine, stackToOwnCode } from "./code-line.ts";
import { className } from "./class-name.ts";
import type { Meet } from "./meet-exports.ts";
import { record } from "./record.ts";
import { numberOf } from "./watch-calls.ts";

const SETTERS: Readonly<Record<string, string>> = {
  trace: "setGlobalTracerProvider",
  context: "setGlobalContextManager",
  propagation: "setGlobalPropagator",
  diag: "setLogger",
  metrics: "setGlobalMeterProvider",
  logs: "setGlobalLoggerProvider",
};

const seen = new WeakSet<object>();

/** Watches what asks OpenTelemetry's API to register something, or to forget it again; `then` runs after each. */
export function registrationExports(then: () => void): ReadonlyMap<string, Meet> {
  return new Map(
    Object.entries(SETTERS).map(([name, setter]) => [
      name,
      (api: unknown) => {
        const methods = api as Record<string, unknown>;
        if (typeof api !== "object" || api === null || seen.has(api)) return api;
        if (typeof methods[setter] !== "function") return api;
        seen.add(api);
        watch(methods, name, setter, then);
        watch(methods, name, "disable", then);
        return api;
      },
    ]),
  );
}

function watch(api: Record<string, unknown>, name: string, call: string, then: () => void): void {
  const method = api[call];
  if (typeof method !== "function") return;
  const watched = function (this: unknown, ...args: unknown[]): unknown {
    const result: unknown = method.apply(this, args);
    const stack = stackToOwnCode();
    const given = args[0];
    const isObject = typeof given === "object" && given !== null;
    record("api-call", {
      api: name,
      call,
      ...(call === "disable" ? {} : { class: className(given), accepted: result !== false }),
      ...(isObject && { object: numberOf(given) }),
      place: codeLine(stack),
      by: callerOf(stack),
    });
    then();
    return result;
  };
  api[call] = Object.defineProperty(watched, "name", { value: call });
}
