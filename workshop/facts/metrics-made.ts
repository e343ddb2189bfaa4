import type { Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { programOf } from "./program/program.ts";

const KINDS = ["Counter", "Histogram", "UpDownCounter", "Gauge", "ObservableGauge", "ObservableCounter"];

/** The metrics that the learner's code makes, by their names. */
export function metricsMade(evidence: Evidence): { readonly name: string; readonly node: Node }[] {
  const program = programOf(evidence);
  const meters = program.callsOf({ from: "@opentelemetry/api", path: ["metrics", "getMeter"] });
  return meters.flatMap((meter) =>
    KINDS.flatMap((kind) => program.methodCalls(meter, `create${kind}`)).flatMap(
      ({ node, arguments: [first] }) => {
        const name = program.stringOf(first);
        return name === undefined ? [] : [{ name, node }];
      },
    ),
  );
}
