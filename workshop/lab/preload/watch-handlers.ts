import { callerLine } from "./code-line.ts";
import { record } from "./record.ts";
import { takeStack } from "./take-stack.ts";
import { crashFacts } from "./watch-crash.ts";

const ADDERS = ["on", "once", "addListener", "prependListener", "prependOnceListener"] as const;
const EVENTS: ReadonlySet<unknown> = new Set([
  "SIGTERM",
  "SIGINT",
  "SIGHUP",
  "beforeExit",
  "exit",
  "uncaughtException",
  "unhandledRejection",
]);

type Handler = (this: unknown, ...args: unknown[]) => unknown;
type Add = (event: string | symbol, handler: Handler) => typeof process;

let handlers = 0;

/** Watches what the learner's code does when the process is to stop, or when an error was caught by nothing. */
export function watchHandlers(): void {
  const on = process.on as Add;
  const prepend = process.prependListener as Add;
  for (const how of ADDERS) {
    const add = process[how] as Add;
    const watched: Add = function (this: typeof process, event, handler) {
      if (!EVENTS.has(event) || typeof handler !== "function") return add.call(this, event, handler);
      const place = callerLine(takeStack());
      if (!place) return add.call(this, event, handler);
      const id = ++handlers;
      record("handler", { id, event, how, place });
      const lasting = how === "prependListener" || how === "prependOnceListener" ? prepend : on;
      return lasting.call(this, event, watchedHandler(id, event, handler, /once/i.test(how)));
    };
    Object.defineProperty(process, how, { value: watched, configurable: true, writable: true });
  }
}

/** Node finds a handler that is to be removed by its `listener` too, as it does for `once`. */
function watchedHandler(id: number, event: string | symbol, handler: Handler, isOnce: boolean): Handler {
  const watched: Handler = function (this: unknown, ...args) {
    if (isOnce) process.removeListener(event as string, watched);
    const isError = event === "uncaughtException" || event === "unhandledRejection";
    record("handler-ran", { id, ...(isError && { error: crashFacts(args[0]) }) });
    return handler.apply(this, args);
  };
  return Object.assign(watched, { listener: handler });
}
