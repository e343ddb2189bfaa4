import {
  acceptedExports,
  calls,
  constructions,
  describeStart,
  imports,
  lastName,
  lineWith,
  nodesOf,
  propertiesOf,
  sdkWords,
  sendingProblem,
  spansOf,
  startedPrograms,
  treeProblem,
  type Evidence,
  type JudgedEvidence,
  type Place,
  type RunEvidence,
  type SourceText,
  type StartedProgram,
} from "#course-kit";
import { homeProblem } from "./home-answer.ts";

export const HTTP = "@opentelemetry/instrumentation-http";
export const EXPRESS = "@opentelemetry/instrumentation-express";
export const AUTO = /^@opentelemetry\/auto-instrumentations-node/;
export const BOTH = "instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],";
export const EXPORTER = "traceExporter: new OTLPTraceExporter(),";
export const FLUSH = "sdk.shutdown().catch(console.error).finally(() => process.exit(0));";

/** A place of a finding. */
export type Where = { file?: string; line?: number };

/** It ended before it listened, or an error had ended its code and something kept the process. */
export function crashed(run: RunEvidence | undefined): run is RunEvidence {
  return run?.outcome.kind === "exited" || (run?.outcome.kind === "never-listened" && !!run.uncaught);
}

export function running(run: RunEvidence | undefined): run is RunEvidence {
  return run?.outcome.kind === "listened";
}

/** It runs, and Honeycomb accepted no span of it. */
export function sendsNothing(run: RunEvidence | undefined): run is RunEvidence {
  return running(run) && acceptedExports(run).length === 0;
}

/** Whether an instrumentation, or anything else of this name, made a span while a request was served. */
export function madeSpans(run: RunEvidence, scope: string): boolean {
  return run.started.some((span) => span.scope === scope && span.visit !== undefined);
}

/** The spans of the request before the stop never came, although earlier ones did. */
export function lastSpansLost(evidence: Evidence): boolean {
  const { run } = evidence;
  const before = spansOf(evidence, "home");
  if (!running(run) || run.exit?.forced !== false || before.length === 0) return false;
  const last = spansOf(evidence, "last");
  return last.length === 0 || (before.some(isServer) && !last.some(isServer));
}

function isServer({ kind }: { readonly kind: string }): boolean {
  return kind === "server";
}

/** One request makes one whole trace, and the last one arrives too: whatever is odd then, it is not wrong. */
export function isWhole(evidence: Evidence): boolean {
  const known = whole.get(evidence) ?? judgeWhole(evidence);
  whole.set(evidence, known);
  return known;
}

const whole = new WeakMap<Evidence, boolean>();

function judgeWhole(evidence: Evidence): boolean {
  const { run } = evidence;
  const answered = run?.visits.some(({ id, status }) => id === "home" && status === 200);
  if (
    !running(run) ||
    !answered ||
    describeStart(evidence) !== undefined ||
    homeProblem(evidence) !== undefined
  )
    return false;
  const spans = spansOf(evidence, "home");
  const shown =
    spans.some(({ kind }) => kind === "server") && spans.some(({ scope }) => /express/.test(scope.name));
  const named = spans.some(({ kind, name }) => kind === "server" && name.includes("/api/activities/home"));
  return (
    shown &&
    named &&
    sendingProblem(evidence) === undefined &&
    treeProblem(spans) === undefined &&
    spanByHand(evidence) === undefined &&
    stopsWell(evidence)
  );
}

/** A span that bears an instrumentation's name, and was started by one of the learner's files. */
export function spanByHand({ run }: JudgedEvidence) {
  return run?.started.find(
    ({ scope, by }) => by?.startsWith("backend/") && scope.startsWith("@opentelemetry/instrumentation-"),
  );
}

function stopsWell(evidence: Evidence): boolean {
  const { run } = evidence;
  const leftToContainer = run?.modules.some(
    ({ name }) => name === "@opentelemetry/auto-instrumentations-node",
  );
  return (
    run?.exit !== undefined && (!run.exit.forced || leftToContainer === true) && !lastSpansLost(evidence)
  );
}

/** Where the SDK or a provider is built. */
export function setupPlace({ backend }: Evidence): Place | undefined {
  return (
    constructions(backend.sources, /^NodeSDK$|TracerProvider$/)[0] ??
    calls(backend.sources, /^startNodeSDK$/)[0]
  );
}

/** The options of `new NodeSDK({ … })` by name, each with its place. */
export function sdkOptions({ backend }: Evidence): Map<string, Place> {
  const [sdk] = constructions(backend.sources, /^NodeSDK$/);
  const places = new Map<string, Place>();
  for (const [name, node] of propertiesOf(sdk?.node.arguments[0]))
    if (sdk) places.set(name, placeIn(sdk.source, node));
  return places;
}

/** Whether the code makes an instrumentation of this name, or a class of its own from it, or asks for all of them. */
export function uses(sources: readonly SourceText[], name: RegExp): boolean {
  const auto = imports(sources).some(({ specifier }) => AUTO.test(specifier));
  return (
    auto || constructions(sources, name).length > 0 || sources.some((source) => extendsOne(source, name))
  );
}

function extendsOne(source: SourceText, name: RegExp): boolean {
  for (const node of nodesOf(source)) {
    const isClass = node.type === "ClassDeclaration" || node.type === "ClassExpression";
    if (isClass && node.superClass && name.test(lastName(node.superClass))) return true;
  }
  return false;
}

/** The listeners for a signal: `process.on("SIGTERM", …)`, also in a loop over a list of names. */
export function handlers(sources: readonly SourceText[], signal: string): Place[] {
  const listening = calls(sources, /^(on|once|addListener)$/).filter(({ text }) => /^process\b/.test(text));
  const direct = listening.filter(
    ({
      node: {
        arguments: [first],
      },
    }) => first?.type === "Literal" && first.value === signal,
  );
  const looped = listening.filter(
    ({
      source,
      node: {
        arguments: [first],
      },
    }) => first?.type === "Identifier" && source.text.includes(signal),
  );
  return direct.length > 0 ? direct : looped;
}

export function startOf({ backend: { manifest } }: Evidence): string {
  return manifest.ok ? (manifest.start ?? "") : "";
}

/** The programs of the start script. */
export function programs(evidence: Evidence): StartedProgram[] {
  return startedPrograms(startOf(evidence));
}

/** Root-relative path of what the start script names, as node in `backend/` finds it. */
export function fromBackend(name: string): string {
  return decodeURI(new URL(name.replaceAll("\\", "/"), "file:///backend/").pathname.slice(1));
}

export function startLine({ backend: { manifest } }: Evidence): Where {
  return {
    file: "backend/package.json",
    ...optionalLine(manifest.ok ? lineWith(manifest.text, /"start"\s*:/) : undefined),
  };
}

export const START = startWith("./src/instrumentation.ts");

/** The lesson's start script, with the learner's own file where there is one. */
export function startFor(file: string | undefined): string {
  const own = /^backend\/([\w./-]+)$/.exec(file ?? "")?.[1];
  return own && !/(^|\/)(server|app)\.\w+$/.test(own) ? startWith(`./${own}`) : START;
}

function startWith(file: string): string {
  return `"start": "node --import tsx --import ${file} src/server.ts"`;
}

export function pointAt(place: Place | undefined): Where {
  return place ? { file: place.file, line: place.line } : {};
}

export function placeIn(source: SourceText, node: { readonly start: number; readonly end: number }): Place {
  const line = source.text.slice(0, node.start).split("\n").length;
  return {
    source,
    file: source.path,
    line,
    text: source.text.slice(node.start, node.end).replace(/\s+/g, " "),
  };
}

export function optionalLine(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}

/** The line on which words stand in one of the learner's files. */
export function lineIn({ backend }: Evidence, path: string, words: string | RegExp): { line?: number } {
  const source = backend.sources.find((each) => each.path === path);
  return optionalLine(source && lineWith(source.text, words));
}

export function firstLine(text: string): string {
  return (text.trim().split("\n")[0] ?? "").slice(0, 240);
}

/** The SDK's own words, as a sentence to put behind another. */
export function said(run: RunEvidence): string {
  const words = sdkWords(run);
  return words ? ` The SDK said: ${words}` : "";
}
