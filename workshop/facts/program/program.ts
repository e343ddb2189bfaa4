import type { Node } from "oxc-parser";
import type { CodeLine, Evidence, SourceText } from "../../lab/evidence.ts";
import { callsOf, methodUses, type Call, type MethodUse } from "./calls.ts";
import { constructions, type Construction } from "./constructions.ts";
import { createEvaluator, type Context } from "./evaluate.ts";
import { openFiles, type Aliases, type Files } from "./files.ts";
import { handlersOf, type Handler } from "./handlers.ts";
import { importsOf, type Import } from "./imports.ts";
import { aliasesOf, loadedSources } from "./loaded-sources.ts";
import { pageSources } from "./page-sources.ts";
import type { SourceFile } from "./parse-file.ts";
import { reaches } from "./reaches.ts";
import { runsAtLoad, type Answer } from "./runs-at-load.ts";
import { bindingOf, type Binding } from "./scopes.ts";
import { unresolvedIn, type Unresolved } from "./unresolved.ts";
import { createUses } from "./uses.ts";
import { type Value } from "./value.ts";
import { memberOf } from "./value-of-member.ts";
import type { Wanted } from "./wanted.ts";

/** The learner's program, as far as it was loaded: what its names mean, not how they are written. */
export interface Program {
  /** In the order of their paths. One that does not parse has an `error`, and no nodes. */
  readonly files: readonly SourceFile[];
  /** Every node of a type, in all files. */
  nodes<T extends Node["type"]>(type: T): Extract<Node, { type: T }>[];
  /** The nodes that begin on a line, outermost first. */
  nodesAt(at: CodeLine): Node[];
  /** What an expression gives; `unknown` where the code does not say it. */
  valueOf(node: Node): Value;
  /** The string that an expression gives, where it is one and known. */
  stringOf(node: Node | undefined): string | undefined;
  /** The binding of an identifier; nothing for a global. */
  bindingOf(id: Node): Binding | undefined;
  /** Every `new Name(…)` of a package's class, however it was imported, own subclasses too. */
  constructions(wanted: { from: string | RegExp; name: string | RegExp }): Construction[];
  /** Every call of something that a package exports. */
  callsOf(wanted: Wanted): Call[];
  /** Calls of one object's method: `direct`, by `call`, or `unbound`. */
  methodCalls(owner: Owner, name: string): MethodUse[];
  /** The same, and where the method is only mentioned, bound, or handed on. */
  methodUses(owner: Owner, name: string): MethodUse[];
  readonly imports: readonly Import[];
  /** Names that are declared nowhere. */
  readonly unresolved: readonly Unresolved[];
  /** Handlers of the process's events, of one event or of all. */
  handlersOf(event?: string): Handler[];
  /** Whether a node runs while its file is being loaded. */
  runsAtLoad(node: Node): Answer;
  /** Whether a node is in a function, or in one that is called or handed on from there. */
  reaches(from: Node, node: Node): Answer;
}

/** An object: as a value, or as what a search has found. */
export type Owner = Value | { readonly value: Value };

const programs = new WeakMap<Evidence, Program>();
const pages = new WeakMap<Evidence, Program>();

/** The backend's program. Worked out once for each evidence. */
export function programOf(evidence: Evidence): Program {
  return once(programs, evidence, () =>
    createProgram(loadedSources(evidence), "backend", aliasesOf(evidence)),
  );
}

/** The page's program; without files where the evidence has no page. */
export function pageProgramOf(evidence: Evidence): Program {
  return once(pages, evidence, () => createProgram(pageSources(evidence), "frontend", new Map()));
}

/** A program of exactly these files. */
export function createProgram(sources: readonly SourceText[], folder: string, aliases: Aliases): Program {
  const files = openFiles(sources, folder, aliases);
  const context = createContext(files);
  const { evaluate } = context;
  const uses = (owner: Owner, name: string) => methodUses(valueIn(owner), name, context);
  return {
    files: files.all,
    nodes: (type) => files.all.flatMap(({ nodes }) => nodes.filter((node) => node.type === type)) as never,
    nodesAt: ({ file, line }) => {
      const found = files.all.find(({ path }) => path === file);
      return found ? nodesOnLine(found, line) : [];
    },
    valueOf: evaluate,
    stringOf: (node) => {
      const value = node && evaluate(node);
      return value?.kind === "string" ? value.value : undefined;
    },
    bindingOf,
    constructions: (wanted) => constructions(wanted, context),
    callsOf: (wanted) => callsOf(wanted, context),
    methodUses: uses,
    methodCalls: (owner, name) => uses(owner, name).filter(({ how }) => how !== "named" && how !== "bound"),
    get imports() {
      return importsOf(context);
    },
    get unresolved() {
      return unresolvedIn(files);
    },
    handlersOf: (event) => handlersOf(context).filter((each) => event === undefined || each.event === event),
    runsAtLoad: (node) => runsAtLoad(node, context),
    reaches: (from, node) => reaches(from, node, context),
  };
}

function valueIn(owner: Owner): Value {
  return "kind" in owner ? owner : owner.value;
}

function nodesOnLine({ text, nodes }: SourceFile, line: number): Node[] {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const end = start + (lines[line - 1]?.length ?? 0);
  return nodes.filter((node) => node.type !== "Program" && start <= node.start && node.start < end);
}

/** Who calls a function is found out first without following parameters; then parameters can be followed. */
function createContext(files: Files): Context {
  const usesOf = createUses(
    files,
    createEvaluator(files, () => undefined),
  );
  const evaluate = createEvaluator(files, usesOf);
  const context: Context = {
    files,
    usesOf,
    evaluate,
    member: (value, name, node) => memberOf(value, name, node, context),
  };
  return context;
}

function once<T>(known: WeakMap<Evidence, T>, evidence: Evidence, create: () => T): T {
  const found = known.get(evidence) ?? create();
  known.set(evidence, found);
  return found;
}
