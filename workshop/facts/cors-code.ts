import type { Evidence } from "../lab/evidence.ts";
import { programOf } from "./program/program.ts";
import type { Place } from "./program/places.ts";
import { placeOf } from "./program/places.ts";
import { eachOf, type ObjectValue, type Property } from "./program/value.ts";

/** What the backend's `cors(…)` is given. */
export function corsOptions(evidence: Evidence): ObjectValue | undefined {
  const program = programOf(evidence);
  const [call] = program.callsOf({ from: "cors", path: ["default"] });
  const [argument] = call?.arguments ?? [];
  const [value] = argument ? eachOf(program.valueOf(argument)) : [];
  return value?.kind === "object" ? value : undefined;
}

export function corsOption(evidence: Evidence, name: string): Property | undefined {
  return corsOptions(evidence)?.properties.get(name);
}

/** Where the backend's CORS is set up: an option of it, or the call. */
export function corsPlace(evidence: Evidence, ...names: readonly string[]): Place | undefined {
  const options = names.flatMap((name) => corsOption(evidence, name) ?? []);
  const [call] = programOf(evidence).callsOf({ from: "cors", path: ["default"] });
  return options[0] ? placeOf(options[0].node) : call;
}
