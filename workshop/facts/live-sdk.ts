import type { CallExpression, NewExpression } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import type { Options } from "./program/constructions.ts";
import type { Place } from "./program/places.ts";
import { programOf } from "./program/program.ts";
import type { Value } from "./program/value.ts";

/** What the process started, where the code makes it. */
export interface LiveSdk extends Place {
  readonly node: NewExpression | CallExpression;
  readonly value: Value;
  /** Absent for what a function of the package makes. */
  readonly options?: Options;
}

const BUILT = {
  from: /^@opentelemetry\/sdk-(node|trace(-base|-node)?)$/,
  name: /^(NodeSDK|(Basic|Node)?TracerProvider)$/,
};
const FUNCTIONS = ["startNodeSDK", "startNodeSdk"];

/** The SDK, or else the provider, that the process was seen to make; the one in the code where that was not recorded. */
export function liveSdk(evidence: Evidence): LiveSdk | undefined {
  const program = programOf(evidence);
  const started = FUNCTIONS.flatMap((name) =>
    program.callsOf({ from: "@opentelemetry/sdk-node", path: [name] }),
  );
  const all: LiveSdk[] = [...program.constructions(BUILT), ...started].filter(
    ({ node }) => program.runsAtLoad(node) !== "no",
  );
  for (const { at } of evidence.run?.sdk.calls ?? []) {
    const made = at && all.find(({ file, line }) => file === at.file && line === at.line);
    if (made) return made;
  }
  return all[0];
}
