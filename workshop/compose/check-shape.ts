import { isMap } from "yaml";
import { ComposeStop, type ComposeProblem, type ComposeProblemKind } from "./compose-problem.ts";
import { SERVICE_KEYS, TOP_KEYS } from "./known-keys.ts";
import { nearestWord } from "./nearest-word.ts";
import { pairsOf, valueOf, type Pair } from "./pairs-of.ts";
import type { ComposeFile } from "./read-compose-file.ts";

/**
 * Stops at what Compose's schema refuses: a key that it does not know, services that are no mappings. Another name for
 * `environment` is only told, so that all the rest can be judged as well.
 */
export function checkShape(file: ComposeFile, problems: ComposeProblem[]): void {
  for (const pair of pairsOf(file, file.root)) {
    if (!TOP_KEYS.has(pair.key) && !pair.key.startsWith("x-")) stopAtTopKey(file, pair);
  }
  const services = pairsOf(file, file.root).find(({ key }) => key === "services");
  if (services && !isMap(services.value))
    stop(file, services, "no-services", "services holds no mapping. A service stands under it, indented.");
  for (const service of pairsOf(file, services?.value)) checkService(file, service, problems);
}

function checkService(file: ComposeFile, service: Pair, problems: ComposeProblem[]): void {
  if (!isMap(service.value)) {
    const says = isVariableName(service.key)
      ? `${service.key} stands where the name of a service belongs. A variable belongs under the environment of a service.`
      : `${service.key} holds no mapping. What a service is made of stands under its name, indented.`;
    return stop(file, service, "service-shape", says);
  }
  for (const pair of pairsOf(file, service.value)) {
    if (SERVICE_KEYS.has(pair.key) || pair.key.startsWith("x-")) continue;
    const problem = problemAt(file, pair, "unknown-key", whyUnknown(file, service, pair.key));
    if (!meansEnvironment(pair.key)) throw new ComposeStop(problem);
    problems.push(problem);
  }
}

function whyUnknown(file: ComposeFile, service: Pair, key: string): string {
  const unknown = `Compose knows no key ${key} under a service (${service.key}).`;
  if (meansEnvironment(key)) return `${unknown} It is called environment.`;
  const beside = valueOf(file, service.value, "environment") !== undefined;
  if (isVariableName(key))
    return beside
      ? `${key} stands beside environment instead of under it. Indent it as the other variables.`
      : `${unknown} A variable stands under environment.`;
  const near = nearestWord(key, [...SERVICE_KEYS]);
  return near ? `${unknown} It is called ${near}.` : unknown;
}

function stopAtTopKey(file: ComposeFile, pair: Pair): never {
  const { key } = pair;
  const near = nearestWord(key, [...TOP_KEYS]);
  const unknown = `Compose knows no key ${key} at the left edge of the file.`;
  if (SERVICE_KEYS.has(key)) stop(file, pair, "unknown-key", `${unknown} Indent it under its service.`);
  if (isVariableName(key))
    stop(file, pair, "unknown-key", `${unknown} Indent it under the environment of a service.`);
  stop(
    file,
    pair,
    near === "services" ? "no-services" : "unknown-key",
    near ? `${unknown} It is called ${near}.` : unknown,
  );
}

function meansEnvironment(key: string): boolean {
  return (
    /^envs?$|^env_?vars?$|^variables$/i.test(key) || nearestWord(key, [...SERVICE_KEYS]) === "environment"
  );
}

function isVariableName(key: string): boolean {
  return /^[A-Z][A-Z0-9_]{2,}$/.test(key);
}

function stop(file: ComposeFile, pair: Pair, kind: ComposeProblemKind, says: string): never {
  throw new ComposeStop(problemAt(file, pair, kind, says));
}

function problemAt(file: ComposeFile, pair: Pair, kind: ComposeProblemKind, says: string): ComposeProblem {
  const line = file.lineOf(pair.keyNode);
  return { kind, file: file.path, line, variable: pair.key, message: `${file.path}:${line}: ${says}` };
}
