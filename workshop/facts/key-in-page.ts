import { parseDotenv } from "../compose/parse-dotenv.ts";
import type { Evidence } from "../lab/evidence.ts";
import { pagePlace, type At } from "./page-code.ts";
import { otlpExporters } from "./page-parts.ts";
import { ancestorsOf, placeOf, textOf } from "./program/places.ts";
import { pageProgramOf } from "./program/program.ts";

const SURE_SHAPE = /\bhc[a-z][ilm]k_[0-9A-Za-z]{20,}/;

/** Where the page's code holds a key, or the variable that brings it there; `isOption` for one of the exporter's. */
export function keyInPage(evidence: Evidence): (At & { readonly isOption: boolean }) | undefined {
  const key = evidence.key.effective?.value;
  const holdsKey = (text: string) => (key !== undefined && text.includes(key)) || SURE_SHAPE.test(text);
  const program = pageProgramOf(evidence);
  const names = new Set(["HONEYCOMB_API_KEY", ...variablesWith(evidence, holdsKey)]);
  const node =
    program.nodes("Literal").find(({ value }) => typeof value === "string" && holdsKey(value)) ??
    program
      .nodes("MemberExpression")
      .find(({ object, property }) => textOf(object) === "import.meta.env" && names.has(textOf(property)));
  if (!node) return fileWith(evidence, holdsKey);
  const around = ancestorsOf(node);
  const isOption = otlpExporters(evidence).some((exporter) => around.includes(exporter.node));
  // In the code alone: what an env file tells the page, the browser gets however it is used.
  const isOnlyThere = fileWith(evidence, holdsKey) === undefined;
  return { ...pagePlace(placeOf(node)), isOption: isOption && isOnlyThere && node.type === "Literal" };
}

function variablesWith({ frontend }: Evidence, holdsKey: (text: string) => boolean): string[] {
  return envFiles(frontend?.sources ?? []).flatMap(({ text }) =>
    parseDotenv(text).entries.flatMap(({ name, value }) => (holdsKey(value) ? [name] : [])),
  );
}

function fileWith(
  { frontend }: Evidence,
  holdsKey: (text: string) => boolean,
): (At & { readonly isOption: boolean }) | undefined {
  for (const { path, text } of envFiles(frontend?.sources ?? [])) {
    const entry = parseDotenv(text).entries.find(({ value }) => holdsKey(value));
    if (entry)
      return { file: path, line: entry.line, found: `${entry.name}=${entry.rawValue}`, isOption: false };
  }
  return undefined;
}

function envFiles<Source extends { readonly path: string }>(sources: readonly Source[]): Source[] {
  return sources.filter(({ path }) => path.startsWith("frontend/.env"));
}
