import type { Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import type { ProxyEntry } from "../lab/page-evidence.ts";
import { viteConfig } from "./page-code.ts";
import { createProgram, type Program } from "./program/program.ts";
import { isFunction } from "./program/places.ts";
import { nodesIn } from "./program/parse-file.ts";
import { eachOf, type ObjectValue, type Property, type Value } from "./program/value.ts";

const programs = new WeakMap<Evidence, Program>();

/** Vite's configuration as a program; without files where there is none. */
export function viteProgramOf(evidence: Evidence): Program {
  const config = viteConfig(evidence);
  const program = programs.get(evidence) ?? createProgram(config ? [config] : [], "frontend", new Map());
  programs.set(evidence, program);
  return program;
}

/** The object that the configuration exports, as far as the code says it. */
export function viteOptions(evidence: Evidence): ObjectValue | undefined {
  const program = viteProgramOf(evidence);
  const [exported] = program.nodes("ExportDefaultDeclaration");
  return exported && objectIn(program.valueOf(exported.declaration), program);
}

export function serverOptions(evidence: Evidence): ObjectValue | undefined {
  const server = viteOptions(evidence)?.properties.get("server")?.value;
  return server?.kind === "object" ? server : undefined;
}

/** The entry of `server.proxy` that the configuration's code has for a path. */
export function proxyProperty(evidence: Evidence, path: string): Property | undefined {
  const proxy = serverOptions(evidence)?.properties.get("proxy")?.value;
  return proxy?.kind === "object" ? proxy.properties.get(path) : undefined;
}

/** Where an entry's target is written: the entry itself, or its `target`. */
export function targetNode({ value }: Property): Node | undefined {
  return value.kind === "object" ? value.properties.get("target")?.value.node : value.node;
}

/** The entry by which Vite passes on a path, as Vite compares them (its server/middlewares/proxy). */
export function proxyFor({ page }: Evidence, path: string): ProxyEntry | undefined {
  return page?.vite?.proxy.find((entry) =>
    entry.path.startsWith("^") ? matches(entry.path, path) : path.startsWith(entry.path),
  );
}

function matches(pattern: string, path: string): boolean {
  try {
    return new RegExp(pattern).test(path);
  } catch {
    return false;
  }
}

function objectIn(value: Value, program: Program): ObjectValue | undefined {
  for (const each of eachOf(value)) {
    if (each.kind === "object") return each;
    if (each.kind === "promise") return objectIn(each.of, program);
    const inside = each.kind === "call" ? each.node.arguments[0] : returned(each);
    const found = inside && objectIn(program.valueOf(inside), program);
    if (found) return found;
  }
  return undefined;
}

function returned(value: Value): Node | undefined {
  if (value.kind !== "function") return undefined;
  const { body } = value.node;
  if (body?.type !== "BlockStatement") return body ?? undefined;
  const returns = [...nodesIn(body)].filter((each) => each.type === "ReturnStatement");
  const hasInner = [...nodesIn(body)].some(isFunction);
  return returns.length === 1 && !hasInner ? (returns[0]?.argument ?? undefined) : undefined;
}
