import { pagePlace } from "../../facts/page-code.ts";
import { providers, settings } from "../../facts/page-parts.ts";
import { consoleSaid } from "../../facts/page-words.ts";
import type { Import, ImportedName } from "../../facts/program/imports.ts";
import type { MethodUse } from "../../facts/program/calls.ts";
import { textOf } from "../../facts/program/places.ts";
import { pageProgramOf } from "../../facts/program/program.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { removeStatement, replaceNode } from "../edits/edit-code.ts";
import type { Told } from "../mistake.ts";
import { lessonName, nodePlace, withOption } from "../edits/page-edits.ts";
import { edits, type Remedy } from "../remedy.ts";

/** A name that other versions of the packages have, in the browser's own words. */
export function olderName(evidence: Evidence): Told | undefined {
  const { page } = evidence;
  const missing = consoleSaid(page, /does not provide an export named '(\w+)'/)?.[1];
  const uncalled = consoleSaid(page, /(?:^|[.\s])(\w+) is not a function/)?.[1];
  if (missing) return missingExport(evidence, missing);
  return uncalled ? missingMethod(evidence, uncalled) : undefined;
}

function missingExport(evidence: Evidence, name: string): Told | undefined {
  for (const each of pageProgramOf(evidence).imports) {
    const imported = each.names.find((one) => one.imported === name);
    if (!imported || !each.specifier.startsWith("@opentelemetry/")) continue;
    return {
      message: `The installed ${each.specifier} has no ${name}${name === "Resource" ? ": a resource is made by a function today" : ""}. In the browser the code stopped there.`,
      ...nodePlace(imported.node),
      remedy: name === "Resource" ? resourceEdits(evidence, each, imported) : undefined,
    };
  }
  return undefined;
}

/** `new Resource(…)` under the name of the function that makes one today. */
function resourceEdits(
  evidence: Evidence,
  { specifier }: Import,
  { node, local }: ImportedName,
): Remedy | undefined {
  const made = pageProgramOf(evidence).constructions({ from: specifier, name: "Resource" });
  return edits(
    replaceNode(node, "resourceFromAttributes"),
    ...made.map((each) =>
      textOf(each.node.callee) === local
        ? replaceNode(each.node, `resourceFromAttributes(${each.node.arguments.map(textOf).join(", ")})`)
        : undefined,
    ),
  );
}

function missingMethod(evidence: Evidence, name: string): Told | undefined {
  if (!/^(register|addSpanProcessor)$/.test(name)) return undefined;
  const program = pageProgramOf(evidence);
  for (const made of providers(evidence)) {
    const [use] = program.methodCalls(made, name);
    if (!use) continue;
    return {
      message: `The installed ${made.name} has no method ${name}; in OpenTelemetry 1.x it had one. In the browser the code stopped there.`,
      ...pagePlace(use),
      remedy: name === "register" ? registerEdits(evidence, use) : addedProcessor(made, use),
    };
  }
  return undefined;
}

function registerEdits(evidence: Evidence, { node, file }: MethodUse): Remedy | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  // Registered there already: the other call is all that is too much.
  if (settings(evidence, "trace", "setGlobalTracerProvider").length > 0) return edits(removeStatement(node));
  const { local, edits: imports } = lessonName(pageProgramOf(evidence), file, "trace");
  const object = node.callee.object;
  const bare = object.type === "TSAsExpression" ? object.expression : object;
  return edits(...imports, replaceNode(node, `${local}.setGlobalTracerProvider(${textOf(bare)})`));
}

function addedProcessor(made: ReturnType<typeof providers>[number], { node, arguments: given }: MethodUse) {
  const [processor] = given;
  return processor && !made.options.properties.has("spanProcessors")
    ? edits(removeStatement(node), withOption(made, "spanProcessors", `[${textOf(processor)}]`))
    : undefined;
}
