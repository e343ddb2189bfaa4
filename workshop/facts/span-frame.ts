/** The frame that a span makes around the work of a service, to paste. */
export function spanFrame(name = "…"): string {
  return `return tracer.startActiveSpan("${name}", async (span) => {
  try {
    // … the work, as it was, with its await and its return
  } finally {
    span.end();
  }
});`;
}
