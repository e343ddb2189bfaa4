import { pagePlace } from "../../facts/page-code.ts";
import {
  givenOption,
  otlpExporters,
  processors,
  providers,
  registeredProvider,
  silentPage,
} from "../../facts/page-parts.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Construction } from "../../facts/program/constructions.ts";
import { lacksLast } from "../../facts/page-words.ts";
import { textOf } from "../../facts/program/places.ts";
import { pageProgramOf as program } from "../../facts/program/program.ts";
import { isSame } from "../../facts/program/value.ts";
import { removeProperty, removeStatement, replaceNode } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { lessonName, nodePlace, valueNode, withOption } from "../edits/page-edits.ts";
import { edits, type Edit } from "../remedy.ts";
import { olderName } from "./older-name.ts";
import { exporterVariable, processorRemedy } from "./processor-remedy.ts";

/** What becomes of the spans that the page makes. */
export const pageProcessorMistakes: readonly Mistake[] = [
  {
    id: "web-sdk-of-another-age",
    learn: "install-it-here",
    when: (evidence) => olderName(evidence),
  },
  {
    id: "web-processor-without-exporter",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      if (page?.outcome.kind !== "shown" || page.spans.length > 0) return undefined;
      const exporters = otlpExporters(evidence);
      for (const made of processors(evidence)) {
        // The 2.x packages of these names take the exporter itself.
        if (made.from !== "@opentelemetry/sdk-trace" || !/^(Batch|Simple)SpanProcessor$/.test(made.name))
          continue;
        const [argument] = made.node.arguments;
        const value = argument && program(evidence).valueOf(argument);
        const isExporter = value && exporters.some((each) => isSame(each.value, value));
        if (!isExporter && !(made.options.complete && !made.options.properties.has("exporter"))) continue;
        const bare = argument?.type === "TSAsExpression" ? argument.expression : argument;
        return {
          message: `${made.name} got no exporter: it takes an object with the property exporter${isExporter ? ", and it was given the exporter itself" : ""}.`,
          ...pagePlace(made),
          remedy:
            argument && bare && isExporter
              ? edits(
                  replaceNode(
                    argument,
                    bare.type === "Identifier" && bare.name === "exporter"
                      ? "{ exporter }"
                      : `{ exporter: ${textOf(bare)} }`,
                  ),
                )
              : edits(givenExporter(evidence, made)),
        };
      }
      return undefined;
    },
  },
  {
    id: "web-resource-is-plain",
    learn: "whose-spans-are-these",
    when: (evidence) => {
      const { page } = evidence;
      if (page?.outcome.kind !== "shown" || page.spans.length > 0) return undefined;
      const given = givenOption(providers(evidence), "resource");
      if (given?.option.value.kind !== "object") return undefined;
      const { local, edits: imports } = lessonName(
        program(evidence),
        given.made.file,
        "resourceFromAttributes",
      );
      const node = valueNode(given.option.node);
      const bare = node.type === "TSAsExpression" ? node.expression : node;
      return {
        message:
          "The provider's resource is a plain object. It must be a resource, which resourceFromAttributes makes of one.",
        ...nodePlace(given.option.node),
        remedy: edits(...imports, replaceNode(node, `${local}(${textOf(bare)})`)),
      };
    },
  },
  {
    id: "processor-missing-in-the-page",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const made = registeredProvider(evidence);
      if (!page || !made || page.api?.inside?.processors?.length !== 0) return undefined;
      const typo = [...made.options.properties.keys()].find((name) =>
        /^spanprocess?or$|^processors?$/i.test(name),
      );
      const other = providers(evidence).find(
        (each) => each !== made && each.options.properties.has("spanProcessors"),
      );
      return {
        message: `The provider that is registered has no span processor: ${page.made.length} spans were made, and nothing took them.${typo ? ` It was given ${typo}, and the option is called spanProcessors.` : ""}${other ? ` Another provider, on line ${other.line}, has one.` : ""}`,
        ...pagePlace(made),
        remedy: processorRemedy(evidence, made, typo, other),
      };
    },
  },
  {
    id: "spans-stay-in-the-browser",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const names = page?.api?.inside?.processors?.map(({ exporter }) => exporter) ?? [];
      const [kept] = names;
      if (!kept || !names.every((name) => name && /^(Console|InMemory)SpanExporter$/.test(name)))
        return undefined;
      const [made] = program(evidence).constructions({ from: /^@opentelemetry\/sdk-trace/, name: kept });
      const otlp = made && lessonName(program(evidence), made.file, "OTLPTraceExporter");
      return {
        message: `${kept} sends nothing: the spans that it is given stay in the browser.`,
        ...(made && pagePlace(made)),
        remedy:
          made &&
          otlp &&
          edits(...otlp.edits, replaceNode(made.node, `new ${otlp.local}({ url: "/v1/traces" })`)),
      };
    },
  },
  {
    id: "web-provider-shut-down",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const made = registeredProvider(evidence);
      if (!page?.api?.inside?.processors?.some(({ isShutDown }) => isShutDown) || !made) return undefined;
      const end = program(evidence)
        .methodCalls(made, "shutdown")
        .find(({ node }) => program(evidence).runsAtLoad(node) === "yes");
      return (
        end && {
          message: "The provider is shut down as soon as it is made, and sends nothing from then on.",
          ...pagePlace(end),
          remedy: edits(removeStatement(end.node)),
        }
      );
    },
  },
  {
    id: "flush-on-leaving-is-off",
    learn: "before-the-page-is-left",
    explains: /last spans/,
    when: (evidence) => {
      const given = givenOption(processors(evidence), "disableAutoFlushOnDocumentHide");
      return (
        given?.option.value.kind === "boolean" &&
        given.option.value.value &&
        lacksLast(evidence) && {
          message:
            "disableAutoFlushOnDocumentHide keeps the batch processor from sending when the page is left, and what it held then was lost.",
          ...nodePlace(given.option.node),
          remedy: edits(removeProperty(given.option.node)),
        }
      );
    },
  },
];

function givenExporter(evidence: Evidence, made: Construction): Edit | undefined {
  const name = exporterVariable(evidence);
  return name === undefined ? undefined : withOption(made, "exporter", name);
}
