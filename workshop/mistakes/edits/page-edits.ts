import type { Node } from "oxc-parser";
import { MAIN } from "../../facts/page-code.ts";
import { packageOf } from "../../facts/page-packages.ts";
import { otlpExporters } from "../../facts/page-parts.ts";
import type { Construction } from "../../facts/program/constructions.ts";
import { placeOf, textOf } from "../../facts/program/places.ts";
import { pageProgramOf, type Program } from "../../facts/program/program.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addOption, nameIn, removeProperty, replaceNode } from "./edit-code.ts";
import { addBefore } from "./edit-source.ts";
import type { Edit } from "../remedy.ts";

/** How a file of the page calls something of the lesson's packages, and the import to add where it has none. */
export function lessonName(
  program: Program,
  file: string,
  name: string,
): { readonly local: string; readonly edits: readonly Edit[] } {
  const from = packageOf(name);
  return from ? nameIn(program, file, { name, from }) : { local: name, edits: [] };
}

/** The exporter that sends to the page's own origin, and without headers of its own. */
export function exporterToOwnOrigin(evidence: Evidence): readonly (Edit | undefined)[] {
  const exporters = otlpExporters(evidence);
  const [exporter] = exporters;
  if (!exporter || exporters.length > 1) return [undefined];
  const headers = exporter.options.properties.get("headers");
  if (headers) return [withoutHeaders(exporter)];
  return [urlEdit(exporter)];
}

const OWN = '"/v1/traces"';

function urlEdit({ options, node }: Construction): Edit | undefined {
  const url = options.properties.get("url");
  return url ? replaceNode(valueNode(url.node), OWN) : addOption(node, options.node, `url: ${OWN}`);
}

/** Both options are usually on the same lines, so that they are one change. */
function withoutHeaders({ options, node }: Construction): Edit | undefined {
  const argument = node.arguments[0];
  if (argument?.type !== "ObjectExpression" || !options.complete) return undefined;
  const others = argument.properties
    .filter((each) => each.type === "Property" && !/^(url|headers)$/.test(textOf(each.key)))
    .map(textOf);
  return replaceNode(argument, `{ ${[`url: ${OWN}`, ...others].join(", ")} }`);
}

/** The node that gives a property its value, where it is written. */
export function valueNode(property: Node): Node {
  if (property.type === "Property") return property.value;
  return property.type === "AssignmentExpression" ? property.right : property;
}

/** Another value for an option, or the option itself where there is none yet. */
export function withOption(made: Construction, name: string, code: string): Edit | undefined {
  const option = made.options.properties.get(name);
  if (option) return replaceNode(valueNode(option.node), code);
  return made.options.complete ? addOption(made.node, made.node.arguments[0], `${name}: ${code}`) : undefined;
}

export function withoutOption(made: Construction, name: string): Edit | undefined {
  const option = made.options.properties.get(name);
  return option && removeProperty(option.node);
}

/** The expression for the backend's address, as a file can write it, with the import that it needs. */
export function backendPattern(evidence: Evidence, file: string) {
  const program = pageProgramOf(evidence);
  const own = program.imports.find((each) => each.file === file && each.target === ADDRESS);
  const local = own?.names.find(({ imported }) => imported === "BACKEND_URL")?.local;
  const source = program.files.find(({ path }) => path === file);
  const first = source?.tree?.body[0];
  const from = relativeTo(file, ADDRESS);
  const edits = local || !first || !source ? [] : [addBefore(source, first, importLine(from))];
  return { code: `[new RegExp(\`^\${${local ?? "BACKEND_URL"}}/\`)]`, edits };
}

const ADDRESS = "frontend/src/backend-url.ts";

function importLine(from: string): string {
  return `import { BACKEND_URL } from "${from}";`;
}

/** The path by which one file imports another. */
export function relativeTo(importer: string, file: string): string {
  const from = importer.split("/").slice(0, -1);
  const to = file.split("/");
  let same = 0;
  while (same < from.length && from[same] === to[same]) same += 1;
  const up = from.slice(same).map(() => "..");
  return [...(up.length > 0 ? up : ["."]), ...to.slice(same)].join("/");
}

/** An import of a file as the first thing that main.ts does. */
export function importFirst(evidence: Evidence, file: string): Edit | undefined {
  const main = pageProgramOf(evidence).files.find(({ path }) => path === MAIN);
  const first = main?.tree?.body[0];
  return main && first && addBefore(main, first, `import "${relativeTo(MAIN, file)}";`);
}

/** A line of docker-compose.yml that sets a variable, with its value replaced, or removed where there is no other. */
export function composeLine(evidence: Evidence, name: string, value?: string): Edit | undefined {
  const { compose, nearby } = evidence;
  const variable = compose.ok ? compose.variables.get(name) : undefined;
  const { file, line = 0 } = variable?.origin ?? {};
  const from = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/)[line - 1];
  const written = /^(\s*(?:-\s*)?["']?)([\w.]+)(["']?\s*[:=]\s*)(.*)$/.exec(from ?? "");
  if (!file || from === undefined || !written || written[2] !== name || !written[4]) return undefined;
  return { file, line, from, to: value === undefined ? "" : `${written[1]}${name}${written[3]}${value}` };
}

/** The words of a finding's place for a node. */
export function nodePlace(node: Node) {
  const { file, line, text } = placeOf(node);
  return { file, line, found: text };
}
