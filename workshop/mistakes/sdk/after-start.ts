import { calls, constructions } from "../../facts/look-in-sources.ts";
import type { Evidence, RunEvidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { originOf, takeAway, effective } from "../../facts/backend-environment.ts";
import { whereIs } from "../../facts/where.ts";
import { running } from "../../facts/backend-state.ts";
import { sdkSaid } from "../../facts/first-line.ts";

const LEARN = "nothing-arrives";

/** The SDK was started, and then there were two of it, or none again, or one that tells nobody what is wrong. */
export const afterStartMistakes: readonly Mistake[] = [
  {
    id: "two-sdks",
    symptom: true,
    learn: "two-sdks",
    when: secondSdk,
  },
  {
    id: "second-sdk-ignored",
    symptom: true,
    severity: "advice",
    learn: "two-sdks",
    when: secondSdk,
  },
  {
    id: "sdk-shut-down",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || !run.sdk.provider || run.exchanges.length > 0) return undefined;
      const all = calls(backend.sources, /^shutdown$/);
      const outermost = all.find(({ source, node }) => isOutermost(source.text, node.start));
      const shutdown = outermost ?? (keptAll(run) ? all.find((call) => !isInHandler(call)) : undefined);
      return (
        shutdown && {
          message: outermost
            ? `${shutdown.text} stands at the outermost level of ${shutdown.file}, so it runs at once: the SDK was stopped again before the first request came.${sdkSaid(run)}`
            : `Spans were made and ended, and the exporter was handed none of them, as it is after shutdown(). ${shutdown.file}:${shutdown.line} calls it, and not from a signal's handler.${sdkSaid(run)}`,
          ...whereIs(shutdown),
          fix: 'Call it when the process is told to stop:\nprocess.once("SIGTERM", () => sdk.shutdown().catch(console.error).finally(() => process.exit(0)));',
        }
      );
    },
  },
  {
    id: "sdk-taken-back",
    learn: LEARN,
    when: ({ run, backend }) => {
      const off = calls(backend.sources, /^disable$/).find(({ text }) =>
        /^(trace|context)\.disable/.test(text),
      );
      return (
        running(run) &&
        off && {
          message: `${off.text} takes away again what the SDK had registered.`,
          ...whereIs(off),
          fix: "Take that line away.",
        }
      );
    },
  },
  {
    id: "sdk-disabled-badly",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const value = effective(evidence, "OTEL_SDK_DISABLED")?.trim() ?? "";
      return (
        value !== "" &&
        !/^(true|false)$/i.test(value) && {
          message: `OTEL_SDK_DISABLED is ${value}, which switches nothing off: OpenTelemetry takes only true.`,
          ...originOf(evidence, "OTEL_SDK_DISABLED"),
          fix: takeAway(evidence, "OTEL_SDK_DISABLED"),
        }
      );
    },
  },
  {
    id: "sdk-is-silent",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const level = effective(evidence, "OTEL_LOG_LEVEL")?.trim().toLowerCase();
      const byCode = calls(evidence.backend.sources, /^setLogger$/).length > 0;
      const { compose, run } = evidence;
      return (
        running(run) &&
        compose.ok &&
        !byCode &&
        level === "none" && {
          message:
            "OTEL_LOG_LEVEL is none, so OpenTelemetry tells nobody when Honeycomb refuses your spans or cannot be reached.",
          ...originOf(evidence, "OTEL_LOG_LEVEL"),
          fix: 'In docker-compose.yml, below environment: of the service backend:\nOTEL_LOG_LEVEL: "warn"',
        }
      );
    },
  },
];

type Call = ReturnType<typeof calls>[number];

function secondSdk(evidence: Evidence) {
  const { run, backend } = evidence;
  const made = constructions(backend.sources, /^NodeSDK$/);
  // Its /register prints nothing of a second SDK: it takes the logger away before it starts its own.
  const register = /auto-instrumentations-node\/register/.test(
    `${run?.command} ${effective(evidence, "NODE_OPTIONS") ?? ""}`,
  );
  const isLoaded = made.some(({ file }) => run?.modules.some(({ name }) => name === file));
  const twice = run?.diagnostics.some(({ text }) =>
    text.includes("Attempted duplicate registration of API: trace"),
  );
  if (!run?.sdk.provider || !(twice || (register && isLoaded))) return undefined;
  const starts = calls(backend.sources, /^start$/);
  const places = made.length > 1 ? made : starts.length > 1 ? starts : made;
  const [again] = made.length === 1 && !register ? starts.slice(1) : [];
  if (again)
    return {
      message: `${again.text} is called twice. Each start makes a provider of its own: the first one stays, and shutdown() reaches only the last one.`,
      ...whereIs(again),
      found: starts.map(({ file, line, text }) => `${file}:${line}  ${text.slice(0, 60)}`).join("\n"),
      fix: "Take one of the two lines away.",
    };
  return {
    message: `Two SDKs were started. The first one stays, whatever the second one is set to.${register && made.length === 1 ? " auto-instrumentations-node/register starts one by itself." : ""}`,
    ...whereIs(places[1] ?? places[0]),
    ...(places.length > 1 && {
      found: places.map(({ file, line, text }) => `${file}:${line}  ${text.slice(0, 60)}`).join("\n"),
    }),
    fix: "Keep one: either the file that the start script loads, or what the code or another package starts.",
  };
}

/** An exporter for OTLP was there, nothing went wrong, and it was asked for nothing. */
function keptAll(run: RunEvidence): boolean {
  const exporters = run.sdk.provider?.processors?.flatMap(({ exporter }) => exporter ?? []) ?? [];
  return (
    exporters.some((name) => name.startsWith("OTLPTrace")) &&
    run.flush.kind === "flushed" &&
    run.refused.length + run.local.length === 0 &&
    run.started.some(({ ended, recording }) => ended > 0 && recording)
  );
}

function isInHandler({ source, node }: Call): boolean {
  return calls([source], /^(on|once|addListener)$/).some(
    (each) => /^process\b/.test(each.text) && each.node.start < node.start && node.end < each.node.end,
  );
}

/** As many brackets are closed before this place as are opened. */
function isOutermost(text: string, at: number): boolean {
  const before = text.slice(0, at).replace(/"[^"\n]*"|'[^'\n]*'|`[^`]*`|\/\/.*|\/\*[\s\S]*?\*\//g, "");
  return (before.match(/[{(]/g)?.length ?? 0) === (before.match(/[})]/g)?.length ?? 0);
}
