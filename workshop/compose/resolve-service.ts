import { beyondTheFiles } from "./beyond-the-files.ts";
import { checkShape } from "./check-shape.ts";
import { ComposeStop, type ComposeProblem } from "./compose-problem.ts";
import { findComposeFiles } from "./find-compose-files.ts";
import { maskKeyShapes } from "./mask-key.ts";
import { nearestWord } from "./nearest-word.ts";
import { pairsOf, valueOf } from "./pairs-of.ts";
import type { ComposeFile } from "./read-compose-file.ts";
import { readReadable } from "./read-readable.ts";
import { refuseInterpolations } from "./refuse-interpolations.ts";
import type { ComposeInput, Resolution, ServiceFacts } from "./resolution.ts";
import { serviceFacts } from "./service-facts.ts";
import { shellAndDotenv } from "./shell-and-dotenv.ts";
import type { Notes, World } from "./world.ts";

export type { ComposeProblem, ComposeProblemKind } from "./compose-problem.ts";
export type { Origin } from "./interpolate.ts";
export type {
  ComposeInput,
  Interpolation,
  Resolution,
  ResolvedVariable,
  ServiceFacts,
} from "./resolution.ts";

/**
 * What `docker compose` gives a service as its environment, each value with the place it came from. Compared with Docker
 * Compose 2.40: where that refuses the files, so does this, with a sentence and, where there is one, a line.
 */
export function resolveService(input: ComposeInput): Resolution {
  try {
    return resolve(input);
  } catch (error) {
    if (error instanceof ComposeStop) return { ok: false, problem: masked(error.problem) };
    throw error;
  }
}

function resolve({ service, shell, readText, listNames }: ComposeInput): Resolution {
  const read = readReadable(readText);
  const notes: Notes = { problems: [], unset: [] };
  const { files, problems } = findComposeFiles(read, listNames);
  const world: World = { files, read, ...shellAndDotenv(shell, read, notes.problems) };
  for (const file of files) checkShape(file, notes.problems);
  for (const file of files) refuseInterpolations(file, world.lookup);
  const services = serviceNames(files);
  const serviceLine = findService(files, services, service);
  const facts = serviceFacts(world, service, notes);
  const others = services.filter((name) => name !== service);
  // What is odd about another service is none of this one's problems.
  const otherFacts = others.map(
    (name) => [name, serviceFacts(world, name, { problems: [], unset: [] })] as const,
  );
  const odd = [
    ...problems,
    ...beyondTheFiles(world),
    ...notes.problems,
    ...profiles(files[0], service, facts),
  ];
  return {
    ok: true,
    file: files[0].path,
    files: [...new Set(files.map(({ path }) => path))],
    services,
    serviceLine,
    variables: facts.variables,
    unset: notes.unset,
    problems: odd.map(masked),
    facts,
    otherServices: new Map(otherFacts.map(([name, { variables }]) => [name, variables])),
    allFacts: new Map([[service, facts] as const, ...otherFacts]),
  };
}

/** A learner may write a key wherever a name belongs. */
function masked(problem: ComposeProblem): ComposeProblem {
  const { message, variable } = problem;
  return {
    ...problem,
    message: maskKeyShapes(message),
    ...(variable !== undefined && { variable: maskKeyShapes(variable) }),
  };
}

function serviceNames(files: readonly ComposeFile[]): string[] {
  const names = files.flatMap((file) => servicesOf(file).map(({ key }) => key));
  return [...new Set(names)];
}

function servicesOf(file: ComposeFile) {
  return pairsOf(file, valueOf(file, file.root, "services"));
}

/** The line of the service's name. */
function findService(
  files: readonly [ComposeFile, ...ComposeFile[]],
  names: readonly string[],
  service: string,
): number {
  const [{ path }] = files;
  for (const file of files) {
    const pair = servicesOf(file).find(({ key }) => key === service);
    if (pair) return file.lineOf(pair.keyNode);
  }
  const included = files.find((file) => pairsOf(file, file.root).some(({ key }) => key === "include"));
  if (included) {
    const message = `${included.path} has no service called ${service}, but an include, which the workshop does not follow. Put the services into ${included.path} itself.`;
    throw new ComposeStop({ kind: "no-such-service", file: included.path, message });
  }
  if (names.length === 0) {
    const message = `${path} has no services. It begins with "services:", and "${service}:" stands under it, indented.`;
    throw new ComposeStop({ kind: "no-services", file: path, message });
  }
  const near = nearestWord(service, names);
  const rename = near ? ` Rename ${near} to ${service}.` : "";
  const message = `${path} has no service called ${service}. It has: ${names.join(", ")}.${rename}`;
  const other = near && servicesOf(files[0]).find(({ key }) => key === near);
  const line = other ? { line: files[0].lineOf(other.keyNode) } : {};
  throw new ComposeStop({ kind: "no-such-service", file: path, ...line, message });
}

function profiles({ path: file }: ComposeFile, service: string, { profiles: [profile], keys }: ServiceFacts) {
  const line = keys.get("profiles");
  if (profile === undefined || line === undefined) return [];
  const message = `${file}:${line}: ${service} starts only with --profile ${profile}. Take profiles away.`;
  return [{ kind: "profiles", file, line, message } as const];
}
