import type { CallExpression, Class, NewExpression, Node } from "oxc-parser";
import type { Files } from "./files.ts";
import { constructorOf } from "./member-of-class.ts";
import { parentOf } from "./parse-file.ts";
import { isCall, isFunction } from "./places.ts";
import { scopesOf } from "./scopes.ts";
import { eachOf, type Value } from "./value.ts";
import { calledBy } from "./value-of-call.ts";

/** Where one of the learner's functions goes. */
export interface FunctionUses {
  /** Its calls; of a constructor its `new` and `super()`. */
  readonly calls: readonly (CallExpression | NewExpression)[];
  /** Where it is handed on instead, so that others call it. */
  readonly passed: readonly Node[];
}

type Evaluate = (node: Node) => Value;
interface Found {
  readonly calls: (CallExpression | NewExpression)[];
  readonly passed: Node[];
}

/** Looks through the whole program once, when the first function is asked for. */
export function createUses(files: Files, evaluate: Evaluate): (node: Node) => FunctionUses {
  let found: Map<Node, Found> | undefined;
  return (node) => {
    found ??= findUses(files, evaluate);
    return found.get(node) ?? { calls: [], passed: [] };
  };
}

function findUses(files: Files, evaluate: Evaluate): Map<Node, Found> {
  const found = new Map<Node, Found>();
  const of = (node: Node): Found => {
    const uses = found.get(node) ?? { calls: [], passed: [] };
    found.set(node, uses);
    return uses;
  };
  for (const file of files.all) {
    for (const node of file.nodes) {
      if (isCall(node)) for (const callee of calleesOf(node, evaluate)) of(callee).calls.push(node);
      if (isFunction(node) && isPassed(node)) of(node).passed.push(node);
    }
    for (const { definitions, references } of scopesOf(file).bindings) {
      const [first] = definitions;
      const value =
        first && first.kind !== "parameter" && first.kind !== "other" ? evaluate(first.id) : undefined;
      if (value?.kind !== "function") continue;
      const passed = references.filter(({ id, reads, isValue }) => reads && isValue && isPassed(id));
      of(value.node).passed.push(...passed.map(({ id }) => id));
    }
  }
  return found;
}

function calleesOf(node: CallExpression | NewExpression, evaluate: Evaluate): Node[] {
  const values =
    node.callee.type === "Super" ? superOf(node.callee, evaluate) : eachOf(calledBy(evaluate(node.callee)));
  return values.flatMap((value) => {
    if (value.kind === "function") return [value.node];
    const made = value.kind === "class" ? constructorFor(value.node, evaluate) : undefined;
    return made ? [made] : [];
  });
}

/** The class that a `super(…)` constructs. */
function superOf(node: Node, evaluate: Evaluate): readonly Value[] {
  const self = evaluate(node);
  return self.kind === "instance" && self.node.superClass ? eachOf(evaluate(self.node.superClass)) : [];
}

/** The constructor that runs for a class of the learner's, an inherited one too. */
function constructorFor(owner: Class, evaluate: Evaluate, depth = 0): Node | undefined {
  const own = constructorOf(owner);
  if (own) return own;
  const above = owner.superClass && depth < 10 ? evaluate(owner.superClass) : undefined;
  return above?.kind === "class" ? constructorFor(above.node, evaluate, depth + 1) : undefined;
}

/** Whether a function, or a name of one, is handed on where it is, rather than called, declared or exported. */
function isPassed(node: Node): boolean {
  const around = parentOf(node);
  if (!around) return false;
  switch (around.type) {
    case "CallExpression":
    case "NewExpression":
      return around.callee !== node;
    case "MemberExpression":
      // `f.call(…)` has its arguments elsewhere, and what becomes of `f.bind(…)` is not known.
      return around.object === node;
    case "VariableDeclarator":
    case "ExportSpecifier":
    case "ExportDefaultDeclaration":
    case "ExportNamedDeclaration":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "ExpressionStatement":
    case "AssignmentExpression":
      return false;
    case "Property":
      return !/^(VariableDeclarator|ExportDefaultDeclaration|AssignmentExpression|TS\w+)$/.test(
        parentOf(parentOf(around) ?? around)?.type ?? "",
      );
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
      return isPassed(around);
    default:
      return !isStatement(around);
  }
}

function isStatement({ type }: Node): boolean {
  return type === "Program" || type === "BlockStatement" || type === "SwitchCase" || type === "StaticBlock";
}
