import { pageCalls } from "../../facts/page-calls.ts";
import { pagePlace } from "../../facts/page-code.ts";
import { resolved } from "../../facts/otlp-settings.ts";
import { programOf } from "../../facts/program/program.ts";
import { acceptedSpans, runOf } from "../../facts/run-facts.ts";
import { removeProperty, removeStatement } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { composeLine, nodePlace } from "../edits/page-edits.ts";
import { edits } from "../remedy.ts";
import type { Evidence } from "../../lab/evidence.ts";

/** What the backend makes of the browser's traceparent. */
export const backendTraceMistakes: readonly Mistake[] = [
  {
    id: "backend-begins-anew",
    learn: "with-more-services-than-two",
    explains: /one trace/,
    when: (evidence) => {
      const call = pageCalls(evidence).find(
        ({ request, server }) => request.headers["traceparent"]?.endsWith("-01") && !server,
      );
      const asked = call && new URL(call.request.url).pathname;
      const beganOwn = acceptedSpans(runOf(evidence)).some(
        ({ visit, kind, fields, parentSpanId }) =>
          visit === "page" && kind === "server" && !parentSpanId && fields["url.path"] === asked,
      );
      return (
        beganOwn && {
          message: `The browser sent traceparent with ${call?.what}, and the backend did not read it: it began a trace of its own.${setting(evidence)?.value ? ` Its OTEL_PROPAGATORS is ${setting(evidence)?.value}.` : ""}`,
          ...causeOf(evidence),
        }
      );
    },
  },
];

/** The setting or the code that gives the backend another propagator. */
function causeOf(evidence: Evidence) {
  const variable = setting(evidence);
  if (variable?.value) {
    const { file, line } = variable.origin;
    return {
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      remedy: edits(composeLine(evidence, "OTEL_PROPAGATORS")),
    };
  }
  const program = programOf(evidence);
  const [sdk] = program.constructions({ from: "@opentelemetry/sdk-node", name: "NodeSDK" });
  const option = sdk?.options.properties.get("textMapPropagator");
  if (option) return { ...nodePlace(option.node), remedy: edits(removeProperty(option.node)) };
  const [call] = program.callsOf({
    from: "@opentelemetry/api",
    path: ["propagation", "setGlobalPropagator"],
  });
  return call ? { ...pagePlace(call), remedy: edits(removeStatement(call.node)) } : {};
}

function setting(evidence: Evidence) {
  return resolved(evidence).variables.get("OTEL_PROPAGATORS");
}
