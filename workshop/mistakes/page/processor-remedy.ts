import { otlpExporters, settings } from "../../facts/page-parts.ts";
import type { Construction } from "../../facts/program/constructions.ts";
import { parentOf } from "../../facts/program/parse-file.ts";
import { textOf } from "../../facts/program/places.ts";
import { pageProgramOf } from "../../facts/program/program.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceNode } from "../edits/edit-code.ts";
import { lessonName, valueNode, withOption } from "../edits/page-edits.ts";
import { edits, type Remedy } from "../remedy.ts";

/** Gives the registered provider a processor: the one under a wrong name, another provider, or a new one. */
export function processorRemedy(
  evidence: Evidence,
  made: Construction,
  typo: string | undefined,
  other: Construction | undefined,
): Remedy | undefined {
  const option = typo === undefined ? undefined : made.options.properties.get(typo);
  if (option?.node.type === "Property") {
    const code = textOf(valueNode(option.node));
    const isList = option.value.kind === "array";
    return edits(replaceNode(option.node, `spanProcessors: ${isList ? code : `[${code}]`}`));
  }
  const name = other && variableOf(other);
  const argument = settings(evidence, "trace", "setGlobalTracerProvider").at(-1)?.arguments[0];
  if (name && argument) return edits(replaceNode(argument, name));
  const exporter = exporterVariable(evidence);
  if (!exporter) return undefined;
  const { local, edits: imports } = lessonName(pageProgramOf(evidence), made.file, "BatchSpanProcessor");
  const given = exporter === "exporter" ? "{ exporter }" : `{ exporter: ${exporter} }`;
  return edits(...imports, withOption(made, "spanProcessors", `[new ${local}(${given})]`));
}

/** The variable that holds the page's only exporter. */
export function exporterVariable(evidence: Evidence): string | undefined {
  const exporters = otlpExporters(evidence);
  return exporters.length === 1 && exporters[0] ? variableOf(exporters[0]) : undefined;
}

export function variableOf({ node }: Construction): string | undefined {
  const around = parentOf(node);
  return around?.type === "VariableDeclarator" && around.id.type === "Identifier"
    ? around.id.name
    : undefined;
}
