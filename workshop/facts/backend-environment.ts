import { nodesOf, textOf } from "./source-tree.ts";
import { propertiesOf } from "./look-in-sources.ts";
import { startVariables } from "./start-command.ts";
import type { Evidence } from "../lab/evidence.ts";
import { placeIn, type Where } from "./where.ts";
import { setupPlace } from "./set-up-code.ts";
import { startFor, startLine, startScript } from "./start-script.ts";

type Node = ReturnType<typeof nodesOf>[number];

/** A variable that is set once more on the way from docker-compose.yml to the SDK, and so beats what stands there. */
interface Override {
  readonly name: string;
  /** Absent where the code puts it together. */
  readonly value?: string;
  readonly where: Where;
  readonly by: "the start script" | "the code";
}

/** A variable of the backend, as docker-compose.yml resolves it. */
export function composed({ compose }: Evidence, name: string): string | undefined {
  return compose.ok ? compose.variables.get(name)?.value : undefined;
}

/** A variable of the backend: as the start script or the code sets it, or else as docker-compose.yml resolves it. */
export function effective(evidence: Evidence, name: string): string | undefined {
  return overrides(evidence).find((each) => each.name === name)?.value ?? composed(evidence, name);
}

export function originOf(evidence: Evidence, name: string): Where {
  const { compose } = evidence;
  const set = overrides(evidence).find((each) => each.name === name);
  if (set) return set.where;
  const origin = compose.ok ? compose.variables.get(name)?.origin : undefined;
  return { ...(origin?.file && { file: origin.file }), ...(origin?.line && { line: origin.line }) };
}

/** What to do to be rid of a variable, where it is set. */
export function takeAway(evidence: Evidence, name: string): string {
  const set = overrides(evidence).find((each) => each.name === name);
  return set ? removal(evidence, set) : `Take the line ${name} away.`;
}

/** Who sets a variable of such a name behind docker-compose.yml's back, as a sentence, a place and a fix. */
export function overriddenBy(
  evidence: Evidence,
  wanted: RegExp,
): { says: string; where: Where; fix: string } | undefined {
  const set = overrides(evidence).find(({ name }) => wanted.test(name));
  return (
    set && {
      says: ` ${set.by === "the code" ? "The code" : "The start script"} sets ${set.name}${set.value === undefined ? " anew" : ` to ${set.value}`}, and that beats docker-compose.yml.`,
      where: set.where,
      fix: removal(evidence, set),
    }
  );
}

function removal(evidence: Evidence, { name, by }: Override): string {
  return by === "the code"
    ? "Take that line away: docker-compose.yml gives the backend its variables, and npm run env shows them."
    : `Take ${name} out of the start script; docker-compose.yml gives the backend its variables:\n${startFor(setupPlace(evidence)?.file)}`;
}

const known = new WeakMap<Evidence, readonly Override[]>();

function overrides(evidence: Evidence): readonly Override[] {
  const found = known.get(evidence) ?? [...inStartScript(evidence), ...inCode(evidence)];
  known.set(evidence, found);
  return found;
}

function inStartScript(evidence: Evidence): Override[] {
  const by = "the start script" as const;
  return [...startVariables(startScript(evidence))].map(([name, value]) => ({
    name,
    value,
    where: startLine(evidence),
    by,
  }));
}

/** `process.env.NAME = …`, `delete process.env.NAME` and `Object.assign(process.env, { NAME: … })`, for names of OpenTelemetry. */
function inCode(evidence: Evidence): Override[] {
  return evidence.backend.sources.flatMap((source) => {
    if (!source.text.includes("process.env")) return [];
    return [...nodesOf(source)].flatMap((node) => {
      const { file, line } = placeIn(source, node);
      const made = (name: string | undefined, value: Node | undefined) =>
        name ? [{ name, ...textIn(value), where: { file, line }, by: "the code" as const }] : [];
      if (node.type === "AssignmentExpression") {
        const name = ENV.exec(textOf(source, node.left))?.[1];
        const counts = node.operator === "=" || (name && !composed(evidence, name));
        return counts ? made(name, node.right) : [];
      }
      if (node.type === "UnaryExpression" && node.operator === "delete")
        return made(ENV.exec(textOf(source, node.argument))?.[1], undefined);
      if (node.type !== "CallExpression" || !/^Object\.assign\(\s*process\.env\b/.test(textOf(source, node)))
        return [];
      return [...propertiesOf(node.arguments[1])].flatMap(([name, property]) =>
        name.startsWith("OTEL_") ? made(name, property.type === "Property" ? property.value : undefined) : [],
      );
    });
  });
}

const ENV = /^process\.env(?:\.|\[["'`])(OTEL_\w+)/;

function textIn(node: Node | undefined): { value?: string } {
  return node?.type === "Literal" && typeof node.value === "string" ? { value: node.value } : {};
}
