import { composed } from "../../facts/backend-environment.ts";
import { foundAt } from "../../facts/found-at.ts";
import { heldExporters, heldProcessors } from "../../facts/held-processors.ts";
import { processorsInCode } from "../../facts/live-exporter.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { programOf, type Program } from "../../facts/program/program.ts";
import type { Construction } from "../../facts/program/constructions.ts";
import { acceptedExports, acceptedSpans } from "../../facts/run-facts.ts";
import { whereSet } from "../../facts/set-variables.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceIn } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";
import { removeItem, removeProperty } from "../edits/edit-code.ts";
import { withVariableAs } from "../edits/without-variable.ts";
import { serviceNameInCode } from "./resource.ts";

const LEARN = "nothing-arrives";

/** What arrives, and could be sent better. */
export const exportAdvice: readonly Mistake[] = [
  {
    id: "exported-twice",
    severity: "advice",
    learn: "two-sdks",
    when(evidence) {
      const { run } = evidence;
      const twice = run && sentTwice(run);
      const held = run ? heldExporters(run) : [];
      if (!twice || held.length < 2) return undefined;
      const made = processorsInCode(programOf(evidence));
      const spare = made.length > 1 ? (made.find(({ name }) => name === SIMPLE) ?? made.at(-1)) : undefined;
      const names = held.map(({ name }) => name).join(" and ");
      return {
        message: `The span ${twice.name} was sent more than once, because ${held.length} processors have an exporter: ${names}. Honeycomb counts each copy.`,
        ...foundAt(spare?.node),
        remedy: spare && edits(removeItem(spare.node)),
      };
    },
  },
  {
    id: "one-request-per-span",
    severity: "advice",
    learn: "written-for-an-older-sdk",
    when(evidence) {
      const { run } = evidence;
      if (!run || !heldProcessors(run).some(({ name }) => name === SIMPLE)) return undefined;
      const [requests, spans] = [acceptedExports(run).length, acceptedSpans(run).length];
      const program = programOf(evidence);
      const simple = processorsInCode(program).find(({ name }) => name === SIMPLE);
      return (
        requests > 2 &&
        requests * 2 > spans && {
          message: `Each span is sent on its own: ${requests} requests for ${spans} spans. ${SIMPLE} is for printing spans while you try things; BatchSpanProcessor sends many at once.`,
          ...foundAt(simple?.node),
          remedy: simple && edits(...asBatch(simple, program)),
        }
      );
    },
  },
  {
    id: "metrics-and-logs-sent-too",
    severity: "advice",
    learn: LEARN,
    when(evidence) {
      const other = evidence.run?.exports.find(({ signal = "traces" }) => signal !== "traces");
      if (!other) return undefined;
      const { variable, options } = OTHER_SIGNALS[other.signal === "logs" ? "logs" : "metrics"];
      const given = liveSdk(evidence)?.options?.properties;
      const option = options.flatMap((name) => given?.get(name) ?? [])[0];
      return {
        message: `The SDK also sends ${other.signal}, to ${other.url}. This course does not use them yet, and each one counts as an event.`,
        ...(option ? foundAt(option.node) : whereSet(evidence, variable)),
        remedy: option ? edits(removeProperty(option.node)) : switchedOff(evidence, variable),
      };
    },
  },
  serviceNameInCode,
];

const SIMPLE = "SimpleSpanProcessor";

/** The variable that switches each off, and the options of NodeSDK that bring it in code. */
const OTHER_SIGNALS = {
  metrics: { variable: "OTEL_METRICS_EXPORTER", options: ["metricReaders", "metricReader"] },
  logs: { variable: "OTEL_LOGS_EXPORTER", options: ["logRecordProcessors", "logRecordProcessor"] },
};

/** A span of an SDK of this process that Honeycomb accepted in two requests. */
function sentTwice(run: NonNullable<Evidence["run"]>) {
  const own = new Set<string>(run.started.map(({ spanId }) => spanId));
  const accepted = new Set(acceptedExports(run).map((each) => run.exchanges.indexOf(each)));
  const seen = new Set<string>();
  return run.spans.find(
    ({ spanId, exchange }) =>
      accepted.has(exchange) && own.has(spanId) && (seen.has(spanId) || !seen.add(spanId)),
  );
}

/** The other class, in the call and in the import that brings the first. */
function asBatch({ node, name }: Construction, program: Program): (Edit | undefined)[] {
  const file = fileOf(node);
  const { callee } = node;
  if (callee.type === "MemberExpression")
    return [replaceIn(file, callee.property, name.replace("Simple", "Batch"))];
  const imported = program.imports
    .filter((each) => each.file === file.path)
    .flatMap(({ names }) => names)
    .find(({ local }) => callee.type === "Identifier" && local === callee.name);
  if (callee.type !== "Identifier" || imported?.local !== name) return [undefined];
  const known = program.imports.some(
    (each) => each.file === file.path && each.names.some(({ local }) => local === "BatchSpanProcessor"),
  );
  const uses = program.bindingOf(callee)?.references.filter(({ reads }) => reads).length ?? 0;
  const by = uses > 1 ? `${name}, BatchSpanProcessor` : "BatchSpanProcessor";
  return [
    replaceIn(file, callee, "BatchSpanProcessor"),
    ...(known ? [] : [replaceIn(file, imported.node, by)]),
  ];
}

function switchedOff(evidence: Evidence, variable: string): Remedy | undefined {
  return composed(evidence, variable) === undefined
    ? edits(addVariable(evidence, variable))
    : withVariableAs(evidence, variable, "none");
}

/** The variable below the service's name, written as that is. */
function addVariable({ compose, nearby }: Evidence, name: string): Edit | undefined {
  const known = compose.ok ? compose.variables.get("OTEL_SERVICE_NAME") : undefined;
  const { file, line = 0 } = known?.origin ?? {};
  const text = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/)[line - 1];
  if (!file || !known || !text?.includes("OTEL_SERVICE_NAME")) return undefined;
  const [indent = ""] = /^\s*/.exec(text) ?? [];
  if (known.style !== "map" && known.style !== "list") return undefined;
  const to = known.style === "map" ? `${indent}${name}: "none"` : `${indent}- ${name}=none`;
  return { file, line: line + 1, from: "", to };
}
