import { effective, originOf } from "../../facts/backend-environment.ts";
import { running } from "../../facts/backend-state.ts";
import { firstLine } from "../../facts/first-line.ts";
import { programOf } from "../../facts/program/program.ts";
import { codeAt, setUpCode } from "../../facts/sdk-code.ts";
import { ownProvidersOf, sdksOf, setUpAt } from "../../facts/sdk-objects.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addAfterStatement, nameIn, removeStatement } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { removeVariable } from "../edits/remove-variable.ts";
import { parentOf } from "../../facts/program/parse-file.ts";

export { providerExporters } from "../../facts/provider-parts.ts";

const LEARN = "nothing-arrives";
const OTHER_TRACERS =
  /^(@sentry\/node|dd-trace|newrelic|elastic-apm-node|applicationinsights|@google-cloud\/trace-agent|honeycomb-beeline|@honeycombio\/opentelemetry-node)$/;

/** Whether the SDK that was started set anything up, and told the API about it. */
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
        remedy: removeVariable(evidence, "OTEL_SDK_DISABLED"),
      },
  },
  {
    id: "sdk-set-nothing-up",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || run.sdk.provider) return undefined;
      const said = run.diagnostics.find(({ text }) => /will not be set ?up/i.test(text));
      const file = effective(evidence, "OTEL_CONFIG_FILE");
      return (
        said && {
          message: `${sdksOf(run)[0]?.class ?? "The SDK"} set nothing up. It says: ${firstLine(said.text)}${file ? ` OTEL_CONFIG_FILE is ${file}.` : ""}`,
          ...(file ? originOf(evidence, "OTEL_CONFIG_FILE") : setUpAt(run)),
          remedy: file ? removeVariable(evidence, "OTEL_CONFIG_FILE") : undefined,
        }
      );
    },
  },
  {
    id: "another-tracer-is-there",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const loaded = run.modules.find(({ name }) => OTHER_TRACERS.test(name))?.name;
      if (!loaded) return undefined;
      const place = programOf(evidence).imports.find(({ specifier }) => packageOf(specifier) === loaded);
      const registered = run.sdk.registrations.some(({ api, by }) => api === "trace" && by === loaded);
      return {
        message: `${loaded} is loaded, which brings a tracer of its own${registered ? " and registered it" : ""}. OpenTelemetry's API takes only one, so the other one gets no spans.`,
        ...(place ? codeAt(place) : {}),
        remedy: place && edits(removeStatement(place.node)),
      };
    },
  },
  {
    id: "traces-exporter-switched-off",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const value = effective(evidence, "OTEL_TRACES_EXPORTER")?.trim();
      if (!running(run) || !run.sdk.contextManager || run.sdk.provider || !value) return undefined;
      const unknown = run.diagnostics.some(({ text }) => text.includes("Unrecognized OTEL_TRACES_EXPORTER"));
      return {
        message: `OTEL_TRACES_EXPORTER is ${value}${unknown ? ", which is not an exporter that OpenTelemetry knows" : ""}, so the SDK started without anything that sends traces.`,
        ...originOf(evidence, "OTEL_TRACES_EXPORTER"),
        remedy: removeVariable(evidence, "OTEL_TRACES_EXPORTER"),
      };
    },
  },
  {
    id: "provider-not-global",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || run.sdk.provider || run.sdk.registrations.some(({ api }) => api === "trace"))
        return undefined;
      const made = ownProvidersOf(run)[0]?.made;
      if (!made) return undefined;
      const code = setUpCode(evidence, made.at);
      return {
        message: `A ${made.class} is created here, but it was not registered with the API, which still hands out spans that record nothing.`,
        ...(code ? codeAt(code) : made.at),
        remedy: registering(evidence, made.at),
      };
    },
  },
  {
    id: "context-manager-missing",
    symptom: true,
    learn: "spans-without-a-family",
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || run.sdk.contextManager) return undefined;
      const [manager] = programOf(evidence).constructions({
        from: "@opentelemetry/context-async-hooks",
        name: /ContextManager$/,
      });
      const place = manager ?? setUpCode(evidence);
      return {
        message: `A tracer provider is registered, but no context manager${manager ? ": the one created here was never registered" : ""}. So no span knows its parent, and each one is the root of its own trace.`,
        ...(place ? codeAt(place) : run.sdk.provider.at),
        remedy: manager ? undefined : withContextManager(evidence),
      };
    },
  },
];

function packageOf(specifier: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

/** Registers the provider that a line makes, after it. */
function registering(evidence: Evidence, at: Parameters<typeof setUpCode>[1]): Remedy | undefined {
  const code = setUpCode(evidence, at);
  const holder = code && parentOf(code.node);
  if (!code || holder?.type !== "VariableDeclarator" || holder.id.type !== "Identifier") return undefined;
  const trace = nameIn(programOf(evidence), code.file, { name: "trace", from: "@opentelemetry/api" });
  return edits(
    ...trace.edits,
    addAfterStatement(code.node, `${trace.local}.setGlobalTracerProvider(${holder.id.name});`),
  );
}

/** Registers a context manager after the provider was made. */
function withContextManager(evidence: Evidence): Remedy | undefined {
  const code = setUpCode(evidence);
  if (!code) return undefined;
  const program = programOf(evidence);
  const context = nameIn(program, code.file, { name: "context", from: "@opentelemetry/api" });
  const manager = nameIn(program, code.file, {
    name: "AsyncLocalStorageContextManager",
    from: "@opentelemetry/context-async-hooks",
  });
  return edits(
    ...context.edits,
    ...manager.edits,
    addAfterStatement(
      code.node,
      `${context.local}.setGlobalContextManager(new ${manager.local}().enable());`,
    ),
  );
}
