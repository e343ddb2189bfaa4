import { MAIN, pagePlace, setupFile } from "../../facts/page-code.ts";
import { providers } from "../../facts/page-parts.ts";
import { functionOf, placeOf } from "../../facts/program/places.ts";
import type { Node } from "oxc-parser";
import { pageProgramOf } from "../../facts/program/program.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addAfterStatement, removeStatement } from "../edits/edit-code.ts";
import type { Told } from "../mistake.ts";
import { importFirst } from "../edits/page-edits.ts";
import { edits } from "../remedy.ts";

/** Where tracing is loaded or begun too late, and how it comes first. */
export function startFirst(evidence: Evidence): Omit<Told, "message"> {
  const program = pageProgramOf(evidence);
  const [made] = providers(evidence);
  const around = made && functionOf(made.node);
  const name = around?.type === "FunctionDeclaration" ? around.id : undefined;
  if (around && name) {
    const call = program
      .nodes("CallExpression")
      .find(({ callee }) => callee.type === "Identifier" && isOf(callee, around, program));
    return {
      ...(call ? pagePlace(placeOf(call)) : made && pagePlace(made)),
      remedy: call && edits(addAfterStatement(around, `${name.name}();`), removeStatement(call)),
    };
  }
  const file = setupFile(evidence)?.path;
  const late = program.imports.find(({ how, target }) => how === "dynamic" && target === file);
  return {
    ...(late ? pagePlace(late) : { file: MAIN }),
    remedy: file === undefined ? undefined : edits(importFirst(evidence, file)),
  };
}

/** Whether a name means this function, also through an import. */
function isOf(id: Node, around: Node, { valueOf }: ReturnType<typeof pageProgramOf>): boolean {
  const value = valueOf(id);
  return value.kind === "function" && value.node === around;
}
