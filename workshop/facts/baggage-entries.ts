import type { Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { programOf } from "./program/program.ts";

/** What the learner's code puts into the baggage, by the names that the code says. */
export function baggageEntries(evidence: Evidence): { readonly name: string; readonly node: Node }[] {
  const program = programOf(evidence);
  const made = program.callsOf({ from: "@opentelemetry/api", path: ["propagation", "createBaggage"] });
  const created = made.flatMap(({ arguments: [first] }) => {
    const entries = first && program.valueOf(first);
    return entries?.kind === "object"
      ? [...entries.properties.values()].map(({ name, node }) => ({ name, node }))
      : [];
  });
  const set = made.flatMap((call) =>
    program.methodCalls(call, "setEntry").flatMap(({ node, arguments: [first] }) => {
      const name = program.stringOf(first);
      return name === undefined ? [] : [{ name, node }];
    }),
  );
  return [...created, ...set];
}
