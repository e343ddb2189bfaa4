import { sendsNothing } from "../../facts/backend-state.ts";
import { endedSpans, failedWords } from "../../facts/failed-sending.ts";
import { foundAt } from "../../facts/found-at.ts";
import { heldExporters } from "../../facts/held-processors.ts";
import { liveExporter, processorsInCode } from "../../facts/live-exporter.ts";
import { programOf } from "../../facts/program/program.ts";
import type { Property } from "../../facts/program/value.ts";
import { valueOfVariable, whereSet } from "../../facts/set-variables.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits } from "../remedy.ts";
import { removeProperty } from "../edits/edit-code.ts";
import { withoutVariable } from "../edits/without-variable.ts";

const SHORT_MS = 1_000;

/** A limit that is over before Honeycomb can answer. */
export const exportTimedOut: Mistake = {
  id: "export-timed-out",
  learn: "nothing-arrives",
  explains: /^spans reach Honeycomb/,
  when(evidence) {
    const { run } = evidence;
    if (!sendsNothing(run) || endedSpans(run) === 0) return undefined;
    if (!/time(d )?-?out/i.test(failedWords(run) ?? "")) return undefined;
    const [held] = heldExporters(run);
    return (
      limit(evidence, "timeoutMillis", held?.exporting?.timeoutMillis) ??
      limit(evidence, "exportTimeoutMillis", held?.exportTimeoutMillis)
    );
  },
};

const LIMITS = {
  timeoutMillis: {
    of: "exporter",
    variables: ["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_TIMEOUT"],
  },
  exportTimeoutMillis: { of: "batch processor", variables: ["OTEL_BSP_EXPORT_TIMEOUT"] },
} as const;

function limit(evidence: Evidence, name: keyof typeof LIMITS, held: number | undefined): Told | undefined {
  if (held === undefined || held >= SHORT_MS) return undefined;
  const { of, variables } = LIMITS[name];
  const option = optionOf(evidence, name);
  const variable = option
    ? undefined
    : variables.find((each) => Number(valueOfVariable(evidence, each)) === held);
  const given = option ? name : variable;
  const says = given ? `${given} gives the ${of} ${held} ms` : `The ${of} has ${held} ms`;
  return {
    message: `${says} to send spans and get Honeycomb's answer, and that was not enough: the export timed out.`,
    ...(option ? foundAt(option.node) : variable ? whereSet(evidence, variable) : {}),
    remedy: option ? edits(removeProperty(option.node)) : variable && withoutVariable(evidence, variable),
  };
}

function optionOf(evidence: Evidence, name: keyof typeof LIMITS): Property | undefined {
  const made = name === "timeoutMillis" ? [liveExporter(evidence)] : processorsInCode(programOf(evidence));
  return made.flatMap((each) => each?.options.properties.get(name) ?? [])[0];
}
