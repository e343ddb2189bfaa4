import { calls, constructions, imports, uncalled } from "../../facts/look-in-sources.ts";
import { nodesOf } from "../../facts/source-tree.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { originOf, takeAway, effective } from "../../facts/backend-environment.ts";
import { EXPORTER_OPTION, sdkOptions, setupPlace } from "../../facts/set-up-code.ts";
import { whereIs } from "../../facts/where.ts";
import { running } from "../../facts/backend-state.ts";
import { startFor } from "../../facts/start-script.ts";

const LEARN = "nothing-arrives";
const OTHER_TRACERS =
  /^(@sentry\/node|dd-trace|newrelic|elastic-apm-node|applicationinsights|@google-cloud\/trace-agent|honeycomb-beeline|@honeycombio\/opentelemetry-node)$/;

/** Whether an SDK was started, one alone, and whether it told the API of itself. */
export const providerMistakes: readonly Mistake[] = [
  {
    id: "sdk-disabled",
    learn: LEARN,
    when: (evidence) =>
      running(evidence.run) &&
      !evidence.run.sdk.provider &&
      effective(evidence, "OTEL_SDK_DISABLED")?.trim().toLowerCase() === "true" && {
        message: "OTEL_SDK_DISABLED is true, which switches the whole SDK off.",
        ...originOf(evidence, "OTEL_SDK_DISABLED"),
        fix: takeAway(evidence, "OTEL_SDK_DISABLED"),
      },
  },
  {
    id: "another-tracer-is-there",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run)) return undefined;
      const place = imports(backend.sources).find(({ specifier }) =>
        OTHER_TRACERS.test(packageOf(specifier)),
      );
      const other = place && packageOf(place.specifier);
      return (
        other &&
        run.modules.some(({ name }) => name === other) && {
          message: `${other} brings a tracer of its own, and it is loaded here. Only one can have OpenTelemetry's place, so one of the two does not count.`,
          ...whereIs(place),
          found: place.text,
          fix: `For this course take ${other} away, from the code and from the packages:\ncd backend && npm uninstall ${other}`,
        }
      );
    },
  },
  {
    id: "sdk-never-started",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || run.sdk.provider || run.sdk.contextManager) return undefined;
      const [made] = constructions(backend.sources, /^NodeSDK$/);
      const [named] = uncalled(backend.sources, /^start$/);
      return (
        made &&
        calls(backend.sources, /^start$/).length === 0 && {
          message: `The SDK is built in ${made.file}, but never started${named ? `: ${named.text} without () names the function and does not call it` : ""}. Until it is, every span is a blank with 32 zeros.`,
          ...whereIs(named ?? made),
          fix: named ? `Call it:\n${named.text}();` : "Behind it, write:\nsdk.start();",
        }
      );
    },
  },
  {
    id: "sdk-not-reached",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || run.sdk.provider || run.sdk.contextManager) return undefined;
      const [call] = calls(backend.sources, /^(start|startNodeSDK)$/).filter(
        ({ node }) => node.callee.type === "MemberExpression" || node.callee.type === "Identifier",
      );
      const caught = call && triedAround(call);
      if (caught)
        return {
          message: `${call.text} stands inside try in ${call.file}, and that line had not run: something before it failed, and catch let the backend go on without it.`,
          ...whereIs(call),
          fix: `Let the error be seen: take try { and } catch … { … } around it away, and start once more. Or print it:\ncatch (error) { console.error(error); }`,
        };
      return (
        call &&
        setupPlace(evidence) && {
          message: `${call.text} stands in ${call.file}, but the backend answered requests and that line had not run: nobody calls what it stands in, or a condition or a timer is before it.`,
          ...whereIs(call),
          fix: `Let it stand by itself at the outermost level of the file, right behind new NodeSDK({ … }):\nsdk.start();`,
        }
      );
    },
  },
  {
    id: "sdk-started-too-late",
    learn: "start-it-first",
    when: (evidence) => {
      const { run, backend } = evidence;
      const first = run?.visits[0];
      if (!running(run) || !run.sdk.provider || !first || run.sdk.provider.startedAt <= first.startedAt)
        return undefined;
      const [call] = calls(backend.sources, /^start$/);
      return {
        message: `The SDK started ${Math.round(run.sdk.provider.startedAt - first.startedAt)} ms after the first request had come; for that one it was too late.`,
        ...(run.sdk.provider.at ?? whereIs(call)),
        fix: `Start it in its own file, without a timer or an await before it, and load that file first:\n${startFor(setupPlace(evidence)?.file)}`,
      };
    },
  },
  {
    id: "traces-exporter-switched-off",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const value = effective(evidence, "OTEL_TRACES_EXPORTER");
      if (!running(run) || !run.sdk.contextManager || run.sdk.provider || !value?.trim()) return undefined;
      const unknown = run.diagnostics.some(({ text }) => text.includes("Unrecognized OTEL_TRACES_EXPORTER"));
      return {
        message: `OTEL_TRACES_EXPORTER is ${value}${unknown ? ", which OpenTelemetry does not know as an exporter" : ""}, so the SDK started without anything that sends traces.`,
        ...originOf(evidence, "OTEL_TRACES_EXPORTER"),
        fix: `${takeAway(evidence, "OTEL_TRACES_EXPORTER")}\nThe exporter for OTLP is what you get without it. Metrics and logs have variables of their own.`,
      };
    },
  },
  {
    id: "no-processor",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const { provider, contextManager } = run.sdk;
      const none = provider ? provider.processors?.length === 0 : contextManager;
      const option = sdkOptions(evidence).get("spanProcessors");
      return (
        none && {
          message: `${option ? "The list spanProcessors is not what the SDK can use, or it is empty" : "The provider has no span processor"}: nobody takes the finished spans away.${option && sdkOptions(evidence).has("traceExporter") ? " Beside spanProcessors, traceExporter does not count." : ""}`,
          ...(option ? whereIs(option) : whereIs(setupPlace(evidence))),
          ...(option && { found: option.text }),
          fix: `Write instead, in the options of NodeSDK:\n${EXPORTER_OPTION}`,
        }
      );
    },
  },
  {
    id: "provider-not-global",
    symptom: true,
    learn: LEARN,
    when: ({ run, backend }) => {
      const [made] = constructions(backend.sources, /^(Node|Basic|Web)?TracerProvider$/);
      return (
        running(run) &&
        !run.sdk.provider &&
        made && {
          message: `A tracer provider is built in ${made.file}, but nobody is told of it: the API still hands out blank spans.`,
          ...whereIs(made),
          fix: "Use NodeSDK as the lesson does, or register the provider:\ntrace.setGlobalTracerProvider(provider);",
        }
      );
    },
  },
  {
    id: "context-manager-missing",
    symptom: true,
    learn: "spans-without-a-family",
    when: ({ run, backend }) => {
      const [made] = constructions(backend.sources, /TracerProvider$/);
      const [manager] = constructions(backend.sources, /ContextManager$/);
      return (
        running(run) &&
        run.sdk.provider &&
        !run.sdk.contextManager && {
          message: `A tracer provider is registered, but no context manager${manager ? ": one is built, and nobody is told of it" : ""}. Spans do not learn who their parent is, so each one is a root.`,
          ...whereIs(manager ?? made),
          fix: "Let NodeSDK register everything, as in the lesson; or add:\ncontext.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());",
        }
      );
    },
  },
];

type Call = ReturnType<typeof calls>[number];

function packageOf(specifier: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

/** Whether a place stands inside `try` with a `catch`, and in no function that somebody would have to call. */
function triedAround({ source, node }: Call): boolean {
  let tried = false;
  for (const each of nodesOf(source)) {
    if (each.start > node.start || each.end < node.end) continue;
    if (/Function|Method/.test(each.type)) return false;
    if (each.type === "TryStatement" && each.handler && node.end <= each.block.end) tried = true;
  }
  return tried;
}

export function providerExporters({ run }: Evidence): string[] {
  return run?.sdk.provider?.processors?.flatMap(({ exporter }) => (exporter ? [exporter] : [])) ?? [];
}
