/**
 * The stack here, as Node writes it: a backend may have set `Error.stackTraceLimit` to 0, and packages such as depd
 * replace `Error.prepareStackTrace` for a moment.
 */
export function takeStack(frames = 10): string {
  const { stackTraceLimit, prepareStackTrace } = Error as Partial<ErrorConstructor>;
  Error.stackTraceLimit = frames;
  if (prepareStackTrace) delete (Error as Partial<ErrorConstructor>).prepareStackTrace;
  const { stack } = new Error();
  Error.stackTraceLimit = stackTraceLimit ?? 10;
  if (prepareStackTrace) Error.prepareStackTrace = prepareStackTrace;
  return typeof stack === "string" ? stack : "";
}
