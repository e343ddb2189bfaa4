import type { AssignmentExpression, Node } from "oxc-parser";
import { nearestWord } from "../../compose/nearest-word.ts";
import { knownPackage } from "../../facts/known-exports.ts";
import { posix } from "node:path";
import { parentOf } from "../../facts/program/parse-file.ts";
import { ancestorsOf, textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { scopesOf } from "../../facts/program/scopes.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { typeErrorAt } from "../../facts/types.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addBefore, replaceIn } from "../edits/edit-source.ts";
import { edits } from "../remedy.ts";
import type { Explained, Throw } from "./explain-throw.ts";

/** A name that nothing declares: imported under another one, not imported at all, or misspelled. */
export function explainMissingName(error: Throw): Explained | undefined {
  const name = /^(?:ReferenceError: )?(\w+) is not defined/.exec(error.words)?.[1];
  const { evidence, at } = error;
  const id = programOf(evidence).unresolved.find(
    (each) => each.name === name && each.file === at.file && each.line === at.line,
  )?.node;
  if (!name || !id) return undefined;
  return (
    asPython(error, name, id) ??
    misspeltImport(error, name) ??
    notImported(error, name) ??
    ofLength(error, name, id) ??
    nearName(error, name, id) ?? {
      id: "name-not-imported",
      ...error.at,
      why: `${at.file} uses ${name}, and nothing there has that name.`,
    }
  );
}

/** `f(name=value)` names an argument in Python. */
function asPython({ source, at }: Throw, name: string, id: Node): Explained | undefined {
  const around = parentOf(id);
  const call = around && parentOf(around);
  if (around?.type !== "AssignmentExpression" || around.left !== id) return undefined;
  if (call?.type !== "NewExpression" && call?.type !== "CallExpression") return undefined;
  const given = call.arguments.filter(
    (each): each is AssignmentExpression => each.type === "AssignmentExpression",
  );
  const options = given.map(({ left, right }) => `${textOf(left)}: ${textOf(right)}`).join(", ");
  const [first, last] = [call.arguments[0], call.arguments.at(-1)];
  return {
    id: "name-not-imported",
    ...at,
    why: `${at.file} writes ${name}=… between brackets. That is how Python names an argument; here it sets a variable ${name}, and there is none.`,
    remedy:
      first && last && given.length === call.arguments.length
        ? edits(
            replaceIn(
              source,
              { start: first.start, end: last.end },
              // It has no such option, and the address comes from docker-compose.yml.
              name === "endpoint" ? "" : `{ ${options} }`,
            ),
          )
        : undefined,
  };
}

function misspeltImport({ evidence, source, at }: Throw, name: string): Explained | undefined {
  const imports = programOf(evidence).imports.filter(({ file }) => file === at.file);
  const found = imports.flatMap((each) =>
    each.names
      .filter(
        ({ isMentioned, imported, local }) => !isMentioned && (imported === local || imported === "default"),
      )
      .map((local) => ({ each, local })),
  );
  const local = nearestWord(
    name,
    found.map((one) => one.local.local),
  );
  const near = found.find((one) => one.local.local === local);
  if (!near) return undefined;
  const { each } = near;
  return {
    id: "name-not-imported",
    why: `${at.file} uses ${name} in line ${at.line}, and imports ${near.local.local} in line ${each.line}.`,
    file: at.file,
    line: each.line,
    found: each.text,
    remedy: edits(replaceIn(source, near.local.node, name)),
  };
}

function notImported({ evidence, source, at }: Throw, name: string): Explained | undefined {
  const line = importLine(evidence, at.file, name);
  if (line === undefined) return undefined;
  const first = programOf(evidence).imports.find(({ file, how }) => file === at.file && how === "import");
  return {
    id: "name-not-imported",
    why: `${at.file} uses ${name} and does not import it.`,
    ...at,
    remedy: edits(addBefore(source, first ?? { start: 0, end: 0 }, line)),
  };
}

function importLine(evidence: Evidence, file: string, name: string): string | undefined {
  const known = knownPackage(name);
  if (known) return `import { ${name} } from "${known}";`;
  const { manifest } = evidence.backend;
  if (manifest.ok && name in manifest.dependencies) return `import ${name} from "${name}";`;
  const from = programOf(evidence)
    .nodes("ExportNamedDeclaration")
    .find(({ declaration }) => declares(declaration, name));
  if (!from || fileOf(from).path === file) return undefined;
  const path = posix.relative(posix.dirname(file), fileOf(from).path);
  return `import { ${name} } from "${path.startsWith(".") ? path : `./${path}`}";`;
}

function declares(node: Node | null, name: string): boolean {
  if (node?.type === "FunctionDeclaration" || node?.type === "ClassDeclaration")
    return node.id?.name === name;
  return (
    node?.type === "VariableDeclaration" &&
    node.declarations.some(({ id }) => id.type === "Identifier" && id.name === name)
  );
}

/** Python's `len(list)`. */
function ofLength({ source, at }: Throw, name: string, id: Node): Explained | undefined {
  const call = parentOf(id);
  if (name !== "len" || call?.type !== "CallExpression" || call.callee !== id) return undefined;
  const [list] = call.arguments;
  return {
    id: "name-not-imported",
    ...at,
    why: "Nothing is called len here; a list has its length.",
    remedy:
      list && call.arguments.length === 1
        ? edits(replaceIn(source, call, `${textOf(list)}.length`))
        : undefined,
  };
}

function nearName({ evidence, source, at }: Throw, name: string, id: Node): Explained | undefined {
  const suggested = typeErrorAt(evidence, at.file, at.line);
  const names = namesFor(id).filter((each) => each !== name);
  const owner = names
    .filter(
      (each) => each.length >= 3 && name.startsWith(each) && /^[a-z]\w{2}/.test(name.slice(each.length)),
    )
    .sort((one, other) => other.length - one.length)[0];
  const meant =
    (suggested?.name === name ? suggested.suggested : undefined) ??
    (owner && `${owner}.${name.slice(owner.length)}`) ??
    nearestWord(name, names);
  return meant === undefined
    ? undefined
    : {
        id: "name-not-imported",
        ...at,
        why: `${at.file} uses ${name}, and nothing there has that name; there is ${owner ?? meant}.`,
        remedy: edits(replaceIn(source, id, meant)),
      };
}

/** What the file declares, but for what is being declared around the name itself, and what every program has. */
function namesFor(id: Node): string[] {
  const around = new Set(ancestorsOf(id));
  const own = scopesOf(fileOf(id)).bindings.filter(({ definitions }) =>
    definitions.some(({ kind, node }) => kind !== "other" && !(kind === "variable" && around.has(node))),
  );
  return [...own.map(({ name }) => name), "process", "console", "setTimeout", "Promise", "globalThis"];
}
