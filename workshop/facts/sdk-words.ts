import type { RunEvidence } from "../lab/evidence.ts";

/** What OpenTelemetry itself said of its troubles, in one line; its first complaint, as the later ones mostly follow. */
export function sdkWords(run: RunEvidence | undefined): string | undefined {
  const loud = run?.diagnostics.find(
    ({ level, text }) => (level === "error" || level === "warn") && !ABOUT_LOGGING.test(text),
  );
  return loud && plain(loud.text).slice(0, 300);
}

/** A logger of the learner's own beside OTEL_LOG_LEVEL; no trouble of the traces. */
const ABOUT_LOGGING = /^Current logger will (be overwritten|overwrite)/;

/** The SDK's error handler prints an error as JSON, with its stack. */
function plain(text: string): string {
  try {
    const { name, message } = JSON.parse(text) as { name?: string; message?: string };
    if (message) return [name, message.split("\n")[0]].filter(Boolean).join(": ");
  } catch {
    // It is a sentence.
  }
  return text.split("\n")[0] ?? "";
}
