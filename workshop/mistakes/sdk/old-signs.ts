import type { Node } from "oxc-parser";
import type { Construction } from "../../facts/program/constructions.ts";
import { parentOf } from "../../facts/program/parse-file.ts";
import { placeOf, type Place } from "../../facts/program/places.ts";
import { programOf, type Program } from "../../facts/program/program.ts";
import { SDK_NODE, SDK_TRACE } from "../../facts/sdk-code.ts";
import type { Evidence } from "../../lab/evidence.ts";

export interface OldSign {
  readonly says: string;
  readonly place: Place;
}

const PROVIDERS = /^@opentelemetry\/(sdk-trace|sdk-trace-(base|node)|node|tracing)$/;

/** Traits of setups from before the installed packages: 2.0 and 3.0 each removed some. */
export function oldSigns(evidence: Evidence): OldSign[] {
  const program = programOf(evidence);
  const signs = [...beforeTwo(program), ...(isThree(evidence) ? beforeThree(evidence, program) : [])];
  return signs.flatMap(([says, place]) => (place ? [{ says, place }] : []));
}

/** `new BatchSpanProcessor(exporter)`, as until 2.x. */
export function positionalProcessor(evidence: Evidence): Construction | undefined {
  const program = programOf(evidence);
  return program.constructions({ from: SDK_TRACE, name: /^(Batch|Simple)SpanProcessor$/ }).find(
    ({
      node: {
        arguments: [first],
      },
    }) => {
      const kind = first && program.valueOf(first).kind;
      return kind === "construction" || kind === "imported";
    },
  );
}

type Sign = readonly [string, Place | undefined];

function beforeTwo(program: Program): Sign[] {
  const resource = program.constructions({ from: "@opentelemetry/resources", name: "Resource" });
  const from = (names: RegExp) => program.imports.find(({ specifier }) => names.test(specifier));
  return [
    ["new Resource(…) was removed in 2.0", resource[0]],
    ["addSpanProcessor() was removed in 2.0", calledOnProvider(program, "addSpanProcessor")],
    [
      "the packages node, tracing and exporter-collector are from before 1.0",
      from(/^@opentelemetry\/(node|tracing|exporter-collector|plugin-[\w-]+)$/),
    ],
    [
      "Honeycomb's own packages for Node have reached their end of life",
      from(/^@honeycombio\/opentelemetry-node$|^honeycomb-beeline$/),
    ],
    ["sdk.start() no longer returns a promise", promisedStart(program)],
  ];
}

function beforeThree(evidence: Evidence, program: Program): Sign[] {
  const option = (name: string): Place | undefined => {
    const [sdk] = program
      .constructions({ from: SDK_NODE, name: "NodeSDK" })
      .flatMap(({ options }) => options.properties.get(name) ?? []);
    return sdk && placeOf(sdk.node);
  };
  const moved = program.imports.find(({ specifier }) => /sdk-trace-(base|node|web)$/.test(specifier));
  return [
    ["the option spanProcessor became the list spanProcessors", option("spanProcessor")],
    ["the option metricReader became the list metricReaders", option("metricReader")],
    ["a span processor takes { exporter } since 3.0", positionalProcessor(evidence)],
    ["sdk-trace-base, -node and -web became @opentelemetry/sdk-trace", moved],
    ["provider.register() was removed in 3.0", calledOnProvider(program, "register")],
  ];
}

function calledOnProvider(program: Program, method: string): Place | undefined {
  const [call] = program
    .constructions({ from: PROVIDERS, name: /TracerProvider$/ })
    .flatMap((provider) => program.methodCalls(provider, method));
  return call;
}

/** `sdk.start().then(…)` */
function promisedStart(program: Program): Place | undefined {
  return program
    .constructions({ from: /^@(opentelemetry|honeycombio)\//, name: /SDK$/ })
    .flatMap((sdk) => program.methodCalls(sdk, "start"))
    .find(({ node }) => isChained(node));
}

function isChained(call: Node): boolean {
  const member = parentOf(call);
  return (
    member?.type === "MemberExpression" &&
    member.property.type === "Identifier" &&
    /^(then|catch|finally)$/.test(member.property.name)
  );
}

function isThree({ backend }: Evidence): boolean {
  const versions = backend.installed.filter(({ name }) => name === SDK_NODE);
  return versions.some(({ version }) => Number(/^0\.(\d+)/.exec(version)?.[1] ?? 0) >= 300);
}
