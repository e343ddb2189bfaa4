import type { Evidence, SourceText } from "../lab/evidence.ts";
import { createProgram, pageProgramOf, type Program } from "./program/program.ts";
import type { SourceFile } from "./program/parse-file.ts";
import type { Place } from "./program/places.ts";

/** Where something is in the learner's files, in the words of a finding. */
export interface At {
  readonly file: string;
  readonly line: number;
  readonly found: string;
}

export const MAIN = "frontend/src/main.ts";
const CODE = /\.[cm]?[jt]sx?$/;
const CONFIG = /^frontend\/vite\.config\.[cm]?[jt]s$/;
const OTEL = /^@opentelemetry\//;

export function pagePlace({ file, line, text }: Pick<Place, "file" | "line" | "text">): At {
  return { file, line, found: text };
}

/** The frontend's code, without Vite's configuration; the browser need not have asked for all of it. */
export function frontendCode({ frontend }: Evidence): SourceText[] {
  return (frontend?.sources ?? []).filter(({ path }) => CODE.test(path) && !CONFIG.test(path));
}

/** A loaded file that makes a tracer provider, or else one that imports OpenTelemetry. */
export function setupFile(evidence: Evidence): SourceFile | undefined {
  const program = pageProgramOf(evidence);
  const [provider] = program.constructions({ from: OTEL, name: /TracerProvider$/ });
  const path =
    provider?.file ??
    program.imports.find(({ specifier }) => OTEL.test(specifier) && specifier !== API)?.file;
  return program.files.find((file) => file.path === path);
}

const API = "@opentelemetry/api";
const unloaded = new WeakMap<Evidence, Program>();

/** The frontend's files that the browser never asked for. */
export function unloadedProgramOf(evidence: Evidence): Program {
  const loaded = new Set(pageProgramOf(evidence).files.map(({ path }) => path));
  const rest = frontendCode(evidence).filter(({ path }) => !loaded.has(path));
  const program = unloaded.get(evidence) ?? createProgram(rest, "frontend", new Map());
  unloaded.set(evidence, program);
  return program;
}

/** Whether any file of the frontend imports OpenTelemetry, asked for or not. */
export function usesOpenTelemetry(evidence: Evidence): boolean {
  return [pageProgramOf(evidence), unloadedProgramOf(evidence)].some(({ imports }) =>
    imports.some(({ specifier }) => OTEL.test(specifier)),
  );
}

/** The file from which Vite takes its configuration; where it did not get as far, the one that it would read. */
export function viteConfig({ frontend, page }: Evidence): SourceText | undefined {
  const configs = (frontend?.sources ?? []).filter(({ path }) => CONFIG.test(path));
  return configs.find(({ path }) => path === page?.vite?.configFile) ?? configs[0];
}
