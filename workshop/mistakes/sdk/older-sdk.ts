import { nearestWord } from "../../compose/nearest-word.ts";
import { running, sendsNothing } from "../../facts/backend-state.ts";
import { textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { hasProcessorWithoutExporter } from "../../facts/provider-parts.ts";
import { codeAt, propertyPlace, setUpCode, setUpOption } from "../../facts/sdk-code.ts";
import { sdksOf } from "../../facts/sdk-objects.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceNode } from "../edits/edit-code.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits } from "../remedy.ts";
import { oldNames } from "./old-names.ts";
import { oldSigns, positionalProcessor } from "./old-signs.ts";
import { removedApi } from "./removed-api.ts";

export { hasProcessorWithoutExporter } from "../../facts/provider-parts.ts";

const LEARN = "written-for-an-older-sdk";

/** What articles and answers of some years ago say, and today's packages no longer understand. */
export const olderSdkMistakes: readonly Mistake[] = [
  {
    id: "written-for-an-older-sdk",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!run || (running(run) && !sendsNothing(run))) return undefined;
      const signs = oldSigns(evidence);
      const [first] = signs;
      return (
        first &&
        signs.length >= 2 && {
          message: `This setup was written for an older OpenTelemetry: ${signs.map(({ says }) => says).join("; ")}.`,
          file: first.place.file,
          line: first.place.line,
          found: signs.map(({ place }) => `${place.file}:${place.line}  ${place.text}`).join("\n"),
          remedy: {
            kind: "ask",
            ask: "Decide what you want to keep of it, and write the rest again as the lesson does: its instrumentation.ts is short.",
          },
        }
      );
    },
  },
  {
    id: "removed-api",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!run || (run.outcome.kind !== "exited" && !run.uncaught) || oldSigns(evidence).length >= 2)
        return undefined;
      return removedApi(evidence, run.uncaught?.message ?? run.stderr, run.uncaught?.at);
    },
  },
  {
    id: "processor-given-the-exporter-itself",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!sendsNothing(run) || !hasProcessorWithoutExporter(run)) return undefined;
      const positional = positionalProcessor(evidence);
      const [exporter, config] = positional?.node.arguments ?? [];
      if (!positional || !exporter) return undefined;
      const given = config
        ? `{ exporter: ${textOf(exporter)}, ...${textOf(config)} }`
        : `{ exporter: ${textOf(exporter)} }`;
      const { file, line, text, name } = positional;
      return {
        message: `${name} is given the exporter itself. Until 2.x that was right; since 3.x it takes an object, and it silently drops every span when it gets anything else.`,
        ...codeAt({ ...positional, file, line, text }),
        remedy: config ? undefined : edits(replaceNode(exporter, given)),
      };
    },
  },
  {
    id: "options-in-singular",
    severity: "advice",
    learn: LEARN,
    when: unknownOption,
  },
  {
    id: "old-semantic-names",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => (running(evidence.run) ? oldNames(evidence) : undefined),
  },
];

/** An option that the SDK was given and does not read. */
function unknownOption(evidence: Evidence): Told | undefined {
  const { run } = evidence;
  if (!running(run)) return undefined;
  const used = sdksOf(run).find(({ class: name, starts }) => name === "NodeSDK" && starts.length > 0)?.made;
  const name = Object.keys(used?.options ?? {}).find(
    (each) => !KNOWN.includes(each) && !isOlder(evidence, each),
  );
  if (!name) return undefined;
  const meant = MEANT[name] ?? nearestWord(name, KNOWN);
  const option = setUpOption(evidence, name);
  const place = option ? propertyPlace(option) : setUpCode(evidence, used?.at);
  const isTwice = meant !== undefined && used?.options?.[meant] !== undefined;
  return {
    message: `NodeSDK has no option ${name} and ignores it.${meant ? ` The option is called ${meant}.` : ""}`,
    ...(place ? codeAt(place) : used?.at),
    remedy:
      option && meant && !isTwice && option.node.type === "Property"
        ? edits(replaceNode(option.node, `${meant}: ${asList(evidence, meant, option.node.value)}`))
        : undefined,
  };
}

/** What is written there, in brackets where the option takes a list. */
function asList(evidence: Evidence, option: string, node: Parameters<typeof textOf>[0]): string {
  const isList = /^(spanProcessors|metricReaders|logRecordProcessors|instrumentations)$/.test(option);
  const value = programOf(evidence).valueOf(node);
  return isList && value.kind === "construction" ? `[${textOf(node)}]` : textOf(node);
}

/** 2.x still reads the singular of some. */
function isOlder({ backend }: Evidence, name: string): boolean {
  const sdk = backend.installed.find((each) => each.name === "@opentelemetry/sdk-node");
  const isNew = Number(/^0\.(\d+)/.exec(sdk?.version ?? "")?.[1] ?? 300) >= 300;
  return !isNew && /^(spanProcessor|metricReader|logRecordProcessor)$/.test(name);
}

const KNOWN = [
  "autoDetectResources",
  "contextManager",
  "textMapPropagator",
  "logRecordProcessors",
  "metricReaders",
  "views",
  "instrumentations",
  "resource",
  "resourceDetectors",
  "sampler",
  "serviceName",
  "spanProcessors",
  "traceExporter",
  "spanLimits",
  "idGenerator",
];

/** Names from older versions and other libraries. */
const MEANT: Readonly<Record<string, string>> = {
  spanProcessor: "spanProcessors",
  metricReader: "metricReaders",
  logRecordProcessor: "logRecordProcessors",
  exporter: "traceExporter",
  instrumentation: "instrumentations",
  service_name: "serviceName",
  name: "serviceName",
};
