import { parentOf, fileOf } from "../../facts/program/parse-file.ts";
import { statementOf } from "../../facts/program/places.ts";
import { setVariables, type SetVariable } from "../../facts/set-variables.ts";
import { startScript } from "../../facts/start-script.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { removeFrom } from "./edit-source.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";
import { removeProperty } from "./edit-code.ts";

/** Takes a variable out of where it was set last: the code, the start script or docker-compose.yml. */
export function withoutVariable(evidence: Evidence, name: string): Remedy | undefined {
  const set = setVariables(evidence).find((each) => each.name === name);
  return edits(set ? withoutSetting(evidence, set) : changeComposeLine(evidence, name, () => ""));
}

/** Gives a variable another value on its line in docker-compose.yml. */
export function withVariableAs(evidence: Evidence, name: string, value: string): Remedy | undefined {
  const written = evidence.compose.ok ? evidence.compose.variables.get(name)?.written : undefined;
  if (!written) return undefined;
  return edits(
    changeComposeLine(evidence, name, (line) => {
      const at = line.lastIndexOf(written);
      return at < 0 ? line : line.slice(0, at) + value + line.slice(at + written.length);
    }),
  );
}

function withoutSetting(evidence: Evidence, { node, name }: SetVariable): Edit | undefined {
  if (!node) return changeStartScript(evidence, (script) => script.replace(settingOf(name), "$1"));
  if (parentOf(node)?.type === "ObjectExpression") {
    const call = parentOf(parentOf(node) ?? node);
    const isAlone = call?.type === "CallExpression" && isOnly(node);
    return isAlone ? removeFrom(fileOf(node), statementOf(call)) : removeProperty(node);
  }
  return removeFrom(fileOf(node), statementOf(node));
}

function isOnly(property: Parameters<typeof parentOf>[0]): boolean {
  const object = parentOf(property);
  return object?.type === "ObjectExpression" && object.properties.length === 1;
}

/** `NAME=value` before a command, with the space after it. */
function settingOf(name: string): RegExp {
  return new RegExp(`(^|[\\s;&|])(?:export\\s+)?${name}=(?:"[^"]*"|'[^']*'|[^\\s;&|]*)(?:\\s*(?:&&|;))?\\s*`);
}

/** The start script with a change made to its words, as a change of its line in backend/package.json. */
export function changeStartScript(evidence: Evidence, change: (script: string) => string): Edit | undefined {
  const { manifest } = evidence.backend;
  const script = startScript(evidence);
  const lines = (manifest.text ?? "").split(/\r?\n/);
  const index = lines.findIndex((line) => line.includes(JSON.stringify(script)) && /"start"\s*:/.test(line));
  const from = lines[index];
  if (from === undefined) return undefined;
  const to = from.replace(JSON.stringify(script), () => JSON.stringify(change(script)));
  return { file: "backend/package.json", line: index + 1, from, to };
}

/** Only where the variable is on one line of its own. */
function changeComposeLine(
  { compose, nearby }: Evidence,
  name: string,
  change: (line: string) => string,
): Edit | undefined {
  const { file, line = 0 } = (compose.ok && compose.variables.get(name)?.origin) || {};
  const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
  const [from, next = ""] = lines.slice(line - 1, line + 1);
  const depth = (text: string) => text.search(/\S/);
  if (file === undefined || !from?.includes(name) || depth(next) > depth(from)) return undefined;
  return { file, line, from, to: change(from) };
}
