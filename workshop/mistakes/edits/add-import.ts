import type { Node } from "oxc-parser";
import { fileOf } from "../../facts/program/parse-file.ts";
import type { Program } from "../../facts/program/program.ts";
import { addAfter, addBefore, editSource } from "./edit-source.ts";
import { insertAt } from "./edit-code.ts";
import type { Edit } from "../remedy.ts";

/** Imports a name of a package in a file: beside what the file already imports from it, or in a line of its own. */
export function addImport(program: Program, file: string, name: string, from: string): Edit | undefined {
  const own = program.imports.filter((each) => each.file === file && each.how === "import");
  for (const { node, specifier, isTypeOnly } of own) {
    const last = node.type === "ImportDeclaration" ? node.specifiers.at(-1) : undefined;
    if (specifier !== from || isTypeOnly || last?.type !== "ImportSpecifier") continue;
    return editSource(fileOf(node), insertAt(last.end, `, ${name}`));
  }
  const first = own[0]?.node ?? firstStatement(program, file);
  const isRequired = own.length === 0 && program.imports.some((each) => each.file === file);
  const line = isRequired ? `const { ${name} } = require("${from}");` : `import { ${name} } from "${from}";`;
  return first && addBefore(fileOf(first), first, line);
}

/** Adds lines after the imports of a file. */
export function addBelowImports(program: Program, file: string, lines: string): Edit | undefined {
  const last = program.imports.findLast((each) => each.file === file && each.how === "import")?.node;
  if (last) return addAfter(fileOf(last), last, lines);
  const first = firstStatement(program, file);
  return first && addBefore(fileOf(first), first, lines);
}

function firstStatement(program: Program, file: string): Node | undefined {
  return program.files.find(({ path }) => path === file)?.tree?.body[0];
}
