import type { Node } from "oxc-parser";
import { firstLine } from "../../facts/first-line.ts";
import { placeOf, textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { eachOf, type Property } from "../../facts/program/value.ts";
import { callAt, codeAt, setUpConstructions } from "../../facts/sdk-code.ts";
import type { CodeLine, Evidence } from "../../lab/evidence.ts";
import { append, removeProperty, replaceNode } from "../edits/edit-code.ts";
import type { Told } from "../mistake.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";
import { editSource } from "../edits/edit-source.ts";
import { fileOf } from "../../facts/program/parse-file.ts";

/** An error that names what today's packages no longer have, or what they were given instead of what they take. */
export function removedApi(evidence: Evidence, words: string, at?: CodeLine): Told | undefined {
  const removed = REMOVED.find(({ error }) => error.test(words));
  if (!removed) return undefined;
  const node = removed.node?.(evidence, at);
  return {
    message: `${removed.says} The error: ${firstLine(words)}`,
    ...(node ? codeAt(placeOf(node)) : at),
    remedy: node && removed.remedy?.(node, evidence),
  };
}

interface Removed {
  readonly error: RegExp;
  readonly says: string;
  /** The code that it is about. */
  readonly node?: (evidence: Evidence, at?: CodeLine) => Node | undefined;
  readonly remedy?: (node: Node, evidence: Evidence) => Remedy | undefined;
}

const REMOVED: readonly Removed[] = [
  {
    error: /Resource is not a constructor/,
    says: "The class Resource was removed in OpenTelemetry 2.0; the function resourceFromAttributes() replaces it.",
    node: (evidence) =>
      programOf(evidence).constructions({ from: "@opentelemetry/resources", name: "Resource" })[0]?.node,
    remedy: withResourceFunction,
  },
  {
    error: /addSpanProcessor is not a function/,
    says: "A provider gets its processors when it is created, as its option spanProcessors; addSpanProcessor() was removed in 2.0.",
    node: (evidence, at) => callAt(evidence, at, "addSpanProcessor"),
  },
  {
    error: /register is not a function/,
    says: "Since 3.0 a provider has no register(). NodeSDK's start() registers provider, context manager and propagator.",
    node: (evidence, at) => callAt(evidence, at, "register"),
  },
  {
    error: /reading '(then|catch|finally)'/,
    says: "sdk.start() returns nothing, so there is no promise to wait for.",
    node: (evidence) =>
      setUpConstructions(evidence).flatMap((sdk) => programOf(evidence).methodCalls(sdk, "start"))[0]?.node,
    remedy: (call) => edits(replaceNode(call, `Promise.resolve(${textOf(call)})`)),
  },
  {
    error: /reading '(\w+Processor|\w+Exporter|Resource)'|(tracing|resources|core)\.\w+ is not a constructor/,
    says: "sdk-node no longer exports the other packages as tracing, resources or core. Import from the packages themselves, such as @opentelemetry/sdk-trace.",
  },
  {
    error: /_resource\.merge is not a function/,
    says: "The resource given to NodeSDK is a plain object; it takes what resourceFromAttributes() returns.",
    node: (evidence) => optionNode(evidence, "resource"),
    remedy: (node) => edits(removeProperty(node)),
  },
  {
    error: /instrumentations\?\.flat is not a function/,
    says: "instrumentations takes a list, and it was given something else.",
    node: (evidence) => optionNode(evidence, "instrumentations"),
    remedy: asList,
  },
  {
    error: /(setTracerProvider|setMeterProvider|instrumentation\.\w+) is not a function/,
    says: "Something in the list of instrumentations is not an instrumentation.",
    node: (evidence) => optionNode(evidence, "instrumentations"),
    remedy: withInstances,
  },
  {
    error: /shouldSample is not a function/,
    says: "The sampler given to the SDK is not a sampler object. Without one, every trace is kept.",
    node: (evidence) => optionNode(evidence, "sampler"),
    remedy: (node) => edits(removeProperty(node)),
  },
  {
    error: /_exporter\.export is not a function|exporter\.export is not a function/,
    says: "The exporter given to the SDK is not an exporter object.",
    node: (evidence) => optionNode(evidence, "traceExporter"),
    remedy: withInstances,
  },
  {
    error:
      /[pP]rocessor\.\w+ is not a function|_spanProcessors(\.map)? is not (iterable|a function)|spanProcessors is not iterable/,
    says: "The option spanProcessors takes a list of span processors, and it was given something else.",
    node: (evidence) => optionNode(evidence, "spanProcessors"),
    remedy: exporterInstead,
  },
  {
    error: /\bdefault is not a constructor/,
    says: "A class is imported without braces, and its package has no default export of that kind.",
    node: defaultImport,
    remedy: (node) => edits(replaceNode(node, `{ ${textOf(node)} }`)),
  },
  {
    error:
      /(\w+Exporter|\w+Instrumentation|NodeSDK|\w+Provider|\w+Processor)(\.default)? is not a constructor/,
    says: "That class does not come from the package that it is imported from.",
  },
];

function optionNode(evidence: Evidence, name: string): Node | undefined {
  return optionOf(evidence, name)?.node;
}

function optionOf(evidence: Evidence, name: string): Property | undefined {
  return setUpConstructions(evidence).flatMap(({ options }) => options.properties.get(name) ?? [])[0];
}

/** The function in the class's place, at the import and at the call. */
function withResourceFunction(node: Node, evidence: Evidence): Remedy | undefined {
  if (node.type !== "NewExpression") return undefined;
  const program = programOf(evidence);
  const imported = program.imports
    .filter(({ specifier, file }) => specifier === "@opentelemetry/resources" && file === placeOf(node).file)
    .flatMap(({ names }) => names)
    .find((name) => name.imported === "Resource");
  const name = "resourceFromAttributes";
  const callee = { start: node.start, end: node.callee.end, text: name };
  if (node.callee.type === "MemberExpression")
    return edits(editSource(fileOf(node), { ...callee, text: `${textOf(node.callee.object)}.${name}` }));
  if (!imported || imported.local !== "Resource") return undefined;
  return edits(editSource(fileOf(node), callee), replaceNode(imported.node, name));
}

/** A list of what is written there: of an object its values, of a function what it gives. */
function asList(node: Node, evidence: Evidence): Remedy | undefined {
  if (node.type !== "Property") return undefined;
  const value = programOf(evidence).valueOf(node.value);
  if (value.kind === "imported") return edits(callIt(node.value));
  if (value.kind === "construction" || value.kind === "call")
    return edits(replaceNode(node.value, `[${textOf(node.value)}]`));
  if (value.kind !== "object" || !value.complete || value.node.type !== "ObjectExpression") return undefined;
  const values = value.node.properties.flatMap((each) =>
    each.type === "Property" ? textOf(each.value) : [],
  );
  return edits(replaceNode(value.node, `[${values.join(", ")}]`));
}

/** `getNodeAutoInstrumentations` without parentheses, also before `as …`. */
function callIt(node: Node): Edit | undefined {
  if (node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression") return callIt(node.expression);
  return append(node, "()");
}

/** `new` for each class that is given as it is, and parentheses for each function. */
function withInstances(node: Node, evidence: Evidence): Remedy | undefined {
  if (node.type !== "Property") return undefined;
  const program = programOf(evidence);
  const value = program.valueOf(node.value);
  const parts =
    value.kind === "array" && value.node.type === "ArrayExpression"
      ? value.node.elements.filter((each) => each !== null)
      : [node.value];
  const changes = parts.flatMap((part) => {
    const bare = part.type === "TSAsExpression" ? part.expression : part;
    const given = part.type === "SpreadElement" ? undefined : eachOf(program.valueOf(part))[0];
    if (given?.kind !== "imported" && given?.kind !== "class") return [];
    const isClass = given.kind === "class" || /^[A-Z]/.test(given.path.at(-1) ?? "");
    const text = isClass ? `new ${textOf(bare)}()` : `${textOf(bare)}()`;
    return [{ start: bare.start, end: bare.end, text }];
  });
  return edits(editSource(fileOf(parts[0] ?? node), ...changes));
}

/** An exporter in the list of processors is what `traceExporter` takes. */
function exporterInstead(node: Node, evidence: Evidence): Remedy | undefined {
  if (node.type !== "Property") return undefined;
  const value = programOf(evidence).valueOf(node.value);
  const [only, ...more] = value.kind === "array" ? value.elements : [value];
  if (!only || more.length > 0 || only.kind !== "construction") return undefined;
  return edits(replaceNode(node, `traceExporter: ${textOf(only.node)}`));
}

/** The name that an import takes for the default export, where a `new` on that line is of it. */
function defaultImport(evidence: Evidence, at?: CodeLine): Node | undefined {
  const program = programOf(evidence);
  const made = at
    ? program.nodesAt(at).flatMap((node) => (node.type === "NewExpression" ? [textOf(node.callee)] : []))
    : [];
  return program.imports
    .filter(({ file, how }) => file === at?.file && how === "import")
    .flatMap(({ names }) => names)
    .find(({ imported, local }) => imported === "default" && made.includes(local))?.node;
}
