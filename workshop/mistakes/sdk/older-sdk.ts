import {
  calls,
  constructions,
  imports,
  lastName,
  placeOf,
  propertiesOf,
  withoutType,
  type Place,
} from "../../facts/look-in-sources.ts";
import { nodesOf } from "../../facts/source-tree.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { BOTH, sdkOptions } from "../../facts/set-up-code.ts";
import { firstLine } from "../../facts/first-line.ts";
import { whereIs } from "../../facts/where.ts";
import { running, sendsNothing } from "../../facts/backend-state.ts";

const LEARN = "written-for-an-older-sdk";

/** What articles and answers of some years ago say, and today's packages no longer understand. */
export const olderSdkMistakes: readonly Mistake[] = [
  {
    id: "written-for-an-older-sdk",
    symptom: true,
    learn: LEARN,
    when: ({ backend, run }) => {
      const signs = oldSigns(backend.sources);
      const [first] = signs;
      return (
        first &&
        signs.length >= 2 &&
        run &&
        (!running(run) || sendsNothing(run)) && {
          message: `This setup was written for an older OpenTelemetry: ${signs.map(({ says }) => says).join("; ")}.`,
          ...whereIs(first.place),
          found: signs.map(({ place }) => `${place.file}:${place.line}  ${place.text}`).join("\n"),
          fix: "Start from the lesson's instrumentation.ts instead of mending it line by line; it is short.",
        }
      );
    },
  },
  {
    id: "removed-api",
    symptom: true,
    learn: LEARN,
    when: ({ backend, run }) => {
      if (!run || (run.outcome.kind !== "exited" && !run.uncaught)) return undefined;
      const words = run.uncaught?.message ?? run.stderr;
      const removed = REMOVED.find(({ error }) => error.test(words));
      if (!removed) return undefined;
      const place = removed.where?.(backend.sources) ?? run.uncaught?.at;
      return {
        message: `${removed.says} The backend ended with: ${firstLine(words)}`,
        ...(place && { file: place.file, line: place.line }),
        fix: removed.fix,
      };
    },
  },
  {
    id: "processor-given-the-exporter-itself",
    symptom: true,
    learn: LEARN,
    when: ({ run, backend }) => {
      if (!sendsNothing(run) || !hasProcessorWithoutExporter(run)) return undefined;
      const positional = positionalProcessor(backend.sources);
      if (!positional) return undefined;
      const name = lastName(positional.node.callee);
      return {
        message: `${name} is given the exporter itself. That was right until OpenTelemetry 2.x; since 3.x it takes one object, and says nothing when it gets something else: the spans are lost.`,
        ...whereIs(positional),
        found: positional.text,
        fix: `new ${name}({ exporter: new OTLPTraceExporter() })`,
      };
    },
  },
  {
    id: "options-in-singular",
    symptom: true,
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const options = sdkOptions(evidence);
      const found = Object.keys(UNKNOWN_OPTIONS).find((name) => options.has(name));
      return (
        running(evidence.run) &&
        found && {
          message: `NodeSDK knows no option ${found} and passes over it without a word, so the SDK falls back to what the environment says.`,
          ...whereIs(options.get(found)),
          fix: `Write ${UNKNOWN_OPTIONS[found]}`,
        }
      );
    },
  },
  {
    id: "old-semantic-names",
    symptom: true,
    severity: "advice",
    learn: LEARN,
    when: ({ backend, run }) => {
      const place = oldName(backend.sources);
      return (
        running(run) &&
        place && {
          message: `${place.text} is from the names of 2023. OpenTelemetry has settled on others since: http.request.method, http.response.status_code, url.path; and ATTR_SERVICE_NAME instead of ${/Attributes|ATTRS/.test(place.text) ? "this one" : "SEMRESATTRS_SERVICE_NAME"}.`,
          ...whereIs(place),
          fix: "The instrumentations set these fields by themselves, and OTEL_SERVICE_NAME names the service: the line can go.",
        }
      );
    },
  },
];

export function hasProcessorWithoutExporter({ sdk }: NonNullable<Evidence["run"]>): boolean {
  return (
    sdk.provider?.processors?.some(({ name, exporter }) => /^(Batch|Simple)Span/.test(name) && !exporter) ??
    false
  );
}

function positionalProcessor(sources: readonly SourceText[]) {
  return constructions(sources, /^(Batch|Simple)SpanProcessor$/).find(({ node }) => {
    const first = withoutType(node.arguments[0]);
    return first !== undefined && first.type !== "ObjectExpression";
  });
}

interface OldSign {
  readonly says: string;
  readonly place: Place;
}

/** Traits of setups from before OpenTelemetry 2.0 and 3.0. */
function oldSigns(sources: readonly SourceText[]): OldSign[] {
  const sign = (says: string, [place]: readonly Place[]): OldSign[] => (place ? [{ says, place }] : []);
  const option = (name: string) =>
    constructions(sources, /^NodeSDK$/).filter(({ node }) => propertiesOf(node.arguments[0]).has(name));
  const from = (names: RegExp) => imports(sources).filter(({ specifier }) => names.test(specifier));
  const positional = positionalProcessor(sources);
  return [
    ...sign("new Resource(…) went in 2.0", constructions(sources, /^Resource$/)),
    ...sign("addSpanProcessor() went in 2.0", calls(sources, /^addSpanProcessor$/)),
    ...sign("the option spanProcessor became the list spanProcessors", option("spanProcessor")),
    ...sign("the option metricReader became the list metricReaders", option("metricReader")),
    ...sign("a span processor takes { exporter } since 3.0", positional ? [positional] : []),
    ...sign(
      "sdk-trace-base, -node and -web became @opentelemetry/sdk-trace",
      from(/sdk-trace-(base|node|web)$/),
    ),
    ...sign(
      "the packages node, tracing and exporter-collector are from before 1.0",
      from(/^@opentelemetry\/(node|tracing|exporter-collector|plugin-[\w-]+)$/),
    ),
    ...sign(
      "Honeycomb's own packages for Node have reached their end of life",
      from(/^@honeycombio\/opentelemetry-node$|^honeycomb-beeline$/),
    ),
    ...sign(
      "sdk.start() returns no promise any more",
      calls(sources, /^(then|catch)$/).filter(({ text }) => /\.start\(\)[^.]{0,20}\.(then|catch)/.test(text)),
    ),
    ...sign("provider.register() went in 3.0", registerCalls(sources)),
  ];
}

/** `provider.register()`; `register("…")` of node:module is another one. */
function registerCalls(sources: readonly SourceText[]): Place[] {
  return calls(sources, /^register$/).filter(
    ({ node }) => node.callee.type === "MemberExpression" && node.arguments.length === 0,
  );
}

function oldName(sources: readonly SourceText[]): Place | undefined {
  for (const source of sources) {
    for (const node of nodesOf(source)) {
      const old =
        (node.type === "Identifier" &&
          /^(SemanticResourceAttributes|SemanticAttributes|SEM(RES)?ATTRS_\w+)$/.test(node.name)) ||
        (node.type === "Literal" &&
          typeof node.value === "string" &&
          /^http\.(method|status_code|target|url)$/.test(node.value));
      if (old) return placeOf(source, node);
    }
  }
  return undefined;
}

/** Words of a crash that name an API which today's packages no longer have. */
const REMOVED: readonly {
  readonly error: RegExp;
  readonly says: string;
  readonly fix: string;
  readonly where?: (sources: readonly SourceText[]) => Place | undefined;
}[] = [
  {
    error: /Resource is not a constructor/,
    says: "The class Resource is gone since OpenTelemetry 2.0.",
    fix: "Leave the resource away, because OTEL_SERVICE_NAME names the service; or write resourceFromAttributes({ … }).",
    where: (sources) => constructions(sources, /^Resource$/)[0],
  },
  {
    error: /addSpanProcessor is not a function/,
    says: "A provider gets its processors when it is built; addSpanProcessor() is gone since 2.0.",
    fix: "new TracerProvider({ spanProcessors: [ … ] }), or NodeSDK as in the lesson.",
    where: (sources) => calls(sources, /^addSpanProcessor$/)[0],
  },
  {
    error: /register is not a function/,
    says: "The provider of 3.x has no register() any more.",
    fix: "Use NodeSDK as in the lesson: its start() registers provider, context manager and propagator.",
    where: (sources) => registerCalls(sources)[0],
  },
  {
    error: /reading '(then|catch|finally)'/,
    says: "sdk.start() is done when it returns; it gives no promise to wait for.",
    fix: "sdk.start();",
    where: (sources) => calls(sources, /^(then|catch|finally)$/).find(({ text }) => /\.start\(\)/.test(text)),
  },
  {
    error: /reading '(\w+Processor|\w+Exporter|Resource)'|(tracing|resources|core)\.\w+ is not a constructor/,
    says: "sdk-node no longer hands on the other packages as tracing, resources or core.",
    fix: "NodeSDK alone is enough for this course. Anything else is imported from its own package, such as @opentelemetry/sdk-trace.",
  },
  {
    error: /_resource\.merge is not a function/,
    says: "The resource given to NodeSDK is a plain object.",
    fix: "Leave it away, because OTEL_SERVICE_NAME names the service; or write resourceFromAttributes({ … }).",
    where: (sources) => optionPlace(sources, "resource"),
  },
  {
    error: /instrumentations\?\.flat is not a function/,
    says: "instrumentations wants a list, in square brackets, and is given something else.",
    fix: BOTH,
    where: (sources) => optionPlace(sources, "instrumentations"),
  },
  {
    error: /(setTracerProvider|setMeterProvider|instrumentation\.\w+) is not a function/,
    says: "The list of instrumentations holds something that is no instrumentation: a class without new, a text, or a function that was not called.",
    fix: BOTH,
    where: (sources) => optionPlace(sources, "instrumentations"),
  },
  {
    error: /shouldSample is not a function/,
    says: "The sampler is no sampler object: a text, or a class without new.",
    fix: "Leave it away: without a sampler every trace is kept.",
    where: (sources) => optionPlace(sources, "sampler"),
  },
  {
    error: /_exporter\.export is not a function|exporter\.export is not a function/,
    says: "What stands in the exporter's place is no exporter: a class without new, or a text.",
    fix: "traceExporter: new OTLPTraceExporter(),",
    where: (sources) => optionPlace(sources, "traceExporter"),
  },
  {
    error:
      /[pP]rocessor\.\w+ is not a function|_spanProcessors(\.map)? is not (iterable|a function)|spanProcessors is not iterable/,
    says: "The option spanProcessors is no list of span processors.",
    fix: "Leave it away: traceExporter: new OTLPTraceExporter() brings a batch processor with it.",
    where: (sources) => optionPlace(sources, "spanProcessors"),
  },
  {
    error: /\bdefault is not a constructor/,
    says: "A class is imported without braces, and the package has no default of that kind.",
    fix: 'Put the name into braces, as the lesson does:\nimport { NodeSDK } from "@opentelemetry/sdk-node";',
  },
  {
    error:
      /(\w+Exporter|\w+Instrumentation|NodeSDK|\w+Provider|\w+Processor)(\.default)? is not a constructor/,
    says: "That class does not come from the package it is imported from.",
    fix: "Compare the import lines with the lesson's.",
  },
];

function optionPlace(sources: readonly SourceText[], name: string): Place | undefined {
  for (const { source, node } of constructions(sources, /^NodeSDK$|TracerProvider$/)) {
    const option = propertiesOf(node.arguments[0]).get(name);
    if (option) return placeOf(source, option);
  }
  return constructions(sources, /^NodeSDK$/)[0];
}

const UNKNOWN_OPTIONS: Readonly<Record<string, string>> = {
  spanProcessor: "spanProcessors: [ … ], in the plural and as a list; or leave it to traceExporter.",
  metricReader: "metricReaders: [ … ], in the plural and as a list.",
  logRecordProcessor: "logRecordProcessors: [ … ], in the plural and as a list.",
  exporter: "traceExporter: new OTLPTraceExporter(),",
  instrumentation: BOTH,
  tracerProvider: "traceExporter: new OTLPTraceExporter(), and let NodeSDK build the provider.",
  service_name: "OTEL_SERVICE_NAME in docker-compose.yml; the option would be serviceName.",
  name: "OTEL_SERVICE_NAME in docker-compose.yml; the option would be serviceName.",
};
