import type { Node } from "oxc-parser";
import { sendsNothing } from "../../facts/backend-state.ts";
import { foundAt } from "../../facts/found-at.ts";
import { heldExporters, heldProcessors } from "../../facts/held-processors.ts";
import { liveExporter, processorsInCode } from "../../facts/live-exporter.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import type { Construction } from "../../facts/program/constructions.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { valueOfVariable, whereSet } from "../../facts/set-variables.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { editSource, replaceIn } from "../edits/edit-source.ts";
import { lessonExporter } from "../edits/lesson-exporter.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { removeProperty } from "../edits/edit-code.ts";
import { withoutVariable } from "../edits/without-variable.ts";

const LEARN = "nothing-arrives";
const EXPLAINS = /^spans reach Honeycomb/;
const GRPC = "@opentelemetry/exporter-trace-otlp-grpc";

/** Exporters that speak another language, or are not there. */
export const exporterMistakes: readonly Mistake[] = [
  {
    id: "grpc-exporter",
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      if (!sendsNothing(evidence.run) || !evidence.run.sdk.provider) return undefined;
      const exporter = liveExporter(evidence);
      if (exporter) return exporter.from === GRPC && grpcInCode(evidence, exporter);
      return grpcByVariable(evidence);
    },
  },
  {
    id: "console-exporter-only",
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      if (!sendsNothing(run)) return undefined;
      const names = heldExporters(run).map(({ exporter }) => exporter);
      const [name] = names;
      if (!name || !names.every((each) => /^(Console|InMemory)SpanExporter$/.test(each))) return undefined;
      const kept = name.startsWith("Console") ? "printed in the terminal" : "kept in memory";
      const why = whyHeld(evidence, name);
      return {
        message: `The spans are ${kept} and sent nowhere: ${name} is the only exporter.${why.says}`,
        ...why.place,
        remedy: why.remedy,
      };
    },
  },
  {
    id: "exporter-of-another-kind",
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      if (!sendsNothing(run)) return undefined;
      const held = heldExporters(run).map(({ exporter }) => exporter);
      const name = held.find((each) => OTHER_KINDS.some(([kind]) => kind.test(each)));
      if (!name) return undefined;
      const [, says] = OTHER_KINDS.find(([kind]) => kind.test(name)) ?? [];
      const why = whyHeld(evidence, name);
      return {
        message: `The exporter is ${name}, which ${says}.${why.says}`,
        ...why.place,
        remedy: why.remedy,
      };
    },
  },
  {
    id: "processor-without-exporter",
    symptom: true,
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      const held =
        sendsNothing(run) &&
        heldProcessors(run).find(({ name, exporter }) => /^(Batch|Simple)Span/.test(name) && !exporter);
      if (!held) return undefined;
      const program = programOf(evidence);
      const made = processorsInCode(program).find(({ name }) => name === held.name);
      const file = made && fileOf(made.node);
      const exporter = file && lessonExporter(program, file);
      return {
        message: `${held.name} was made without an exporter, so the spans that it takes are sent nowhere.`,
        ...foundAt(made?.node),
        remedy:
          file &&
          exporter &&
          edits(
            replaceIn(
              file,
              { start: made.node.callee.end, end: made.node.end },
              `({ exporter: ${exporter.code} })`,
            ),
            ...exporter.imports,
          ),
      };
    },
  },
];

const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^OTLPMetric/, "sends metrics, not spans"],
  [/^OTLPLog/, "sends logs, not spans"],
  [/^(Zipkin|Jaeger|Prometheus|Collector)/, "speaks another protocol than Honeycomb"],
];

function grpcInCode(evidence: Evidence, exporter: Construction): Told {
  const held = evidence.run && heldExporters(evidence.run)[0]?.exporting?.url;
  const from = programOf(evidence).imports.find(
    ({ specifier, isTypeOnly }) => specifier === GRPC && !isTypeOnly,
  );
  const word = from && wordOf(from.node);
  const file = word && fileOf(word);
  const over = ["url", "metadata", "credentials"].flatMap(
    (name) => exporter.options.properties.get(name) ?? [],
  );
  return {
    message: `The exporter is the one for gRPC${held ? `, and sends to ${held}` : ""}. The endpoint and the header in docker-compose.yml are for the one that sends by HTTP.`,
    ...foundAt(from?.node ?? exporter.node),
    remedy:
      file &&
      edits(
        editSource(file, {
          start: word.start + 1,
          end: word.end - 1,
          text: GRPC.replace(/grpc$/, "http"),
        }),
        ...over.map(({ node }) => removeProperty(node)),
      ),
  };
}

/** The package's name in an import statement or in `require(…)`, where it is written there. */
function wordOf(node: Node): Node | undefined {
  const word = node.type === "ImportDeclaration" ? node.source : argumentOf(node);
  return word?.type === "Literal" ? word : undefined;
}

function argumentOf(node: Node): Node | undefined {
  return node.type === "CallExpression" ? node.arguments[0] : undefined;
}

function grpcByVariable(evidence: Evidence): Told | undefined {
  const name = ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"].find(
    (each) => valueOfVariable(evidence, each)?.trim() === "grpc",
  );
  const [held] = (evidence.run && heldExporters(evidence.run)) ?? [];
  // What the code itself makes does not read that variable.
  const isHttp = /^https?:/.test(held?.exporting?.url ?? "");
  if (!name || held?.exporter !== "OTLPTraceExporter" || isHttp) return undefined;
  return {
    message: `${name} is grpc, and the code names no exporter, so the SDK takes the one for gRPC. The endpoint in docker-compose.yml is for HTTP.`,
    ...whereSet(evidence, name),
    remedy: withoutVariable(evidence, name),
  };
}

interface Why {
  /** With a space before it; empty where neither the code nor a variable asks for the exporter. */
  readonly says: string;
  readonly place: { readonly file?: string; readonly line?: number; readonly found?: string };
  readonly remedy?: Remedy | undefined;
}

/** Why the provider holds an exporter of this class. */
function whyHeld(evidence: Evidence, name: string): Why {
  const program = programOf(evidence);
  const [made] = program.constructions({ from: /^@opentelemetry\//, name });
  if (!made) return byVariable(evidence);
  const options = liveSdk(evidence)?.options?.properties;
  const list = options?.get("spanProcessors");
  if (list && options?.has("traceExporter")) {
    return {
      says: " NodeSDK ignores traceExporter where it is given spanProcessors.",
      place: foundAt(made.node),
      remedy: edits(removeProperty(list.node)),
    };
  }
  const file = fileOf(made.node);
  const { code, imports } = lessonExporter(program, file);
  return {
    says: "",
    place: foundAt(made.node),
    remedy: edits(replaceIn(file, made.node, code), ...imports),
  };
}

function byVariable(evidence: Evidence): Why {
  const name = "OTEL_TRACES_EXPORTER";
  const value = valueOfVariable(evidence, name);
  if (!value) return { says: "", place: {} };
  return {
    says: ` ${name} is ${value}.`,
    place: whereSet(evidence, name),
    remedy: withoutVariable(evidence, name),
  };
}
