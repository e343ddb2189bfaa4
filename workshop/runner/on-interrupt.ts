/** npm hands a Ctrl-C on that the terminal has sent to us already. */
const ECHO_MS = 500;

/** Turns the first Ctrl-C into a signal to stop in good order, and a later one into a signal to hurry. */
export function onInterrupt(
  first: () => void,
): Disposable & { readonly signal: AbortSignal; readonly hurry: AbortSignal } {
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const stop = new AbortController();
  const hurry = new AbortController();
  let at: number | undefined;
  const hear = () => {
    if (at !== undefined) return performance.now() - at > ECHO_MS ? hurry.abort() : undefined;
    at = performance.now();
    first();
    stop.abort();
  };
  for (const name of names) process.on(name, hear);
  return {
    signal: stop.signal,
    hurry: hurry.signal,
    [Symbol.dispose]: () => names.forEach((name) => process.off(name, hear)),
  };
}
