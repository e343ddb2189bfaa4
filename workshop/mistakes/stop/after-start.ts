import type { Node } from "oxc-parser";
import { liveSdk } from "../../facts/live-sdk.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { isSame } from "../../facts/program/value.ts";
import { statementOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addAfter, editSource } from "../edits/edit-source.ts";
import type { Edit } from "../remedy.ts";
import { insert } from "./ending.ts";

/** Sends the last spans and then ends the process, for an SDK of that name. */
export function flush(sdk: string): string {
  return `${sdk}.shutdown().catch(console.error).finally(() => process.exit(0))`;
}

/** The name that a file has for the SDK; nothing where it has none. */
export function nameOfSdk(evidence: Evidence, file: string): string | undefined {
  const sdk = liveSdk(evidence);
  if (!sdk) return undefined;
  const declared = declaredName(sdk.node);
  if (sdk.file === file && declared) return declared;
  const program = programOf(evidence);
  const imported = program.imports.filter((each) => each.file === file).flatMap(({ names }) => names);
  return imported.find(
    ({ node }) => node.type === "ImportSpecifier" && isSame(program.valueOf(node.local), sdk.value),
  )?.local;
}

/** The two signals handled, right after the SDK was started. */
export function handlersAfterStart(evidence: Evidence): Edit | undefined {
  const sdk = liveSdk(evidence);
  if (!sdk) return undefined;
  const file = fileOf(sdk.node);
  const [start] = programOf(evidence).methodCalls(sdk, "start");
  const name = declaredName(sdk.node);
  if (name) {
    const after = start?.file === sdk.file ? start.node : sdk.node;
    return addAfter(file, statementOf(after), loop(name, file.path));
  }
  const isOneStatement =
    start && start.start === sdk.start && parentOf(start.node)?.type === "ExpressionStatement";
  if (!isOneStatement) return undefined;
  return editSource(file, insert(sdk.start, "const sdk = "), {
    start: sdk.end,
    end: statementOf(start.node).end,
    text: `;\nsdk.start();\n${loop("sdk", file.path)}`,
  });
}

function loop(sdk: string, path: string): string {
  const signals = `["SIGTERM", "SIGINT"]${/\.[mc]?ts$/.test(path) ? " as const" : ""}`;
  return `for (const signal of ${signals}) {\n  process.once(signal, () => ${flush(sdk)});\n}`;
}

function declaredName(node: Node): string | undefined {
  const around = parentOf(node);
  if (around?.type === "VariableDeclarator" && around.id.type === "Identifier") return around.id.name;
  const isAssigned = around?.type === "AssignmentExpression" && around.left.type === "Identifier";
  return isAssigned && around.left.type === "Identifier" ? around.left.name : undefined;
}
