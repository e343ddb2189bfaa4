import type { Evidence, SourceText } from "../lab/evidence.ts";
import { aliasesOf, reachedFrom } from "./program/loaded-sources.ts";
import { createProgram, type Program } from "./program/program.ts";

const LESSONS = "backend/src/instrumentation.ts";
const known = new WeakMap<Evidence, string | undefined>();

/**
 * The file that sets up OpenTelemetry when it is loaded: not the one of a factory that another file calls. Loaded or not;
 * nothing where there is none, or where several could be meant.
 */
export function setUpFile(evidence: Evidence): string | undefined {
  if (!known.has(evidence)) known.set(evidence, find(evidence));
  return known.get(evidence);
}

function find(evidence: Evidence): string | undefined {
  const { sources } = evidence.backend;
  const files = sources.filter((source) => !isServer(source) && setsUp(evidence, reached(evidence, source)));
  const own = files.filter(
    (file) => !reached(evidence, file).some((other) => other !== file && files.includes(other)),
  );
  const loaded = own.filter(({ path }) => evidence.run?.modules.some(({ name }) => name === path));
  const among = loaded.length > 0 ? loaded : own;
  return (among.length === 1 ? among[0] : among.find(({ path }) => path === LESSONS))?.path;
}

function reached(evidence: Evidence, entry: SourceText): SourceText[] {
  return reachedFrom([entry], evidence.backend.sources, "backend", aliasesOf(evidence));
}

function isServer({ path }: SourceText): boolean {
  return /\/(server|app)\.[cm]?[jt]s$/.test(path);
}

function setsUp(evidence: Evidence, sources: readonly SourceText[]): boolean {
  const program = createProgram(sources, "backend", aliasesOf(evidence));
  return set(program).some((node) => program.runsAtLoad(node) === "yes");
}

function set(program: Program) {
  return [
    ...program.constructions({ from: /^@opentelemetry\//, name: /^NodeSDK$|TracerProvider$/ }),
    ...program.callsOf({ from: "@opentelemetry/sdk-node", path: ["startNodeSDK"] }),
  ].map(({ node }) => node);
}
