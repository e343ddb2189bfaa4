import { createRequire } from "node:module";
import type { Node } from "oxc-parser";
import { fileOf, parentOf, type SourceFile } from "./parse-file.ts";

/** What a name stands for in one scope of one file. */
export interface Binding {
  readonly name: string;
  readonly definitions: readonly Definition[];
  /** Every use of the name, without its declarations. */
  readonly references: readonly Reference[];
}

export interface Definition {
  readonly kind: "import" | "variable" | "parameter" | "function" | "class" | "other";
  /** The declared identifier. */
  readonly id: Node;
  /** What declares it: an import specifier, a declarator, a function, a class. */
  readonly node: Node;
}

export interface Reference {
  readonly id: Node;
  readonly reads: boolean;
  readonly writes: boolean;
  /** A declaration's own initial value. */
  readonly isInit: boolean;
  /** False for a use as a type. */
  readonly isValue: boolean;
}

/** The names of one file. */
export interface Scopes {
  readonly bindings: readonly Binding[];
  readonly of: ReadonlyMap<Node, Binding>;
  /** Uses of names that the file does not declare. */
  readonly free: readonly Reference[];
}

const KINDS: Readonly<Record<string, Definition["kind"]>> = {
  ImportBinding: "import",
  Variable: "variable",
  Parameter: "parameter",
  FunctionName: "function",
  ClassName: "class",
};
const require = createRequire(import.meta.url);
const known = new WeakMap<SourceFile, Scopes>();

/** The binding of an identifier, at its declaration or where it is used; nothing for a global. */
export function bindingOf(id: Node): Binding | undefined {
  return scopesOf(fileOf(id)).of.get(id);
}

/** The scopes of a file, worked out once. */
export function scopesOf(file: SourceFile): Scopes {
  const scopes = known.get(file) ?? analyze(file);
  known.set(file, scopes);
  return scopes;
}

function analyze(file: SourceFile): Scopes {
  if (!file.tree) return { bindings: [], of: new Map(), free: [] };
  const eslint =
    require("@typescript-eslint/scope-manager") as typeof import("@typescript-eslint/scope-manager");
  const manager = eslint.analyze(file.tree as unknown as Parameters<typeof eslint.analyze>[0], {
    sourceType: file.isModule ? "module" : "commonjs",
    // Otherwise the names of TypeScript's libraries would be declared in each file.
    lib: [],
  });
  const of = new Map<Node, Binding>();
  const bindings = manager.variables.map((variable): Binding => {
    const binding = {
      name: variable.name,
      definitions: variable.defs.map(({ type, name, node }) => ({
        kind: KINDS[type] ?? "other",
        id: name as unknown as Node,
        node: node as unknown as Node,
      })),
      references: variable.references.map(referenceOf),
    };
    for (const { id } of [...binding.definitions, ...binding.references]) of.set(id, binding);
    return binding;
  });
  return { bindings, of, free: manager.globalScope?.through.map(referenceOf) ?? [] };
}

/** The part of scope-manager's references that is read here. */
interface Use {
  readonly identifier: unknown;
  readonly init?: boolean;
  readonly isValueReference: boolean;
  isRead(): boolean;
  isWrite(): boolean;
}

function referenceOf(use: Use): Reference {
  const id = use.identifier as Node;
  return {
    id,
    reads: use.isRead(),
    writes: use.isWrite(),
    isInit: use.init === true,
    // `typeof name` in a type needs no value.
    isValue: use.isValueReference && !/^TS(TypeQuery|QualifiedName)$/.test(parentOf(id)?.type ?? ""),
  };
}
