import type { Class, NewExpression, Node } from "oxc-parser";
import { heldProcessors } from "../../facts/held-processors.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { eachOf } from "../../facts/program/value.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceIn } from "../edits/edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";

/** A processor or an exporter that the provider holds and that is no package's. */
export interface OwnPart {
  /** Its class, or `Object` for an object without one. */
  readonly name: string;
  /** Where the code makes it. */
  readonly node?: Node;
  /** The package's class in its place. */
  readonly remedy?: Remedy | undefined;
}

const OF_PACKAGES =
  /^((Batch|Simple|Noop|Multi)SpanProcessor|(OTLPTrace|ConsoleSpan|InMemorySpan|Zipkin)Exporter)$/;

export function ownPart(evidence: Evidence): OwnPart | undefined {
  const names = evidence.run
    ? heldProcessors(evidence.run).flatMap(({ name, exporter = [] }) => [name, exporter].flat())
    : [];
  const name = names.find((each) => !OF_PACKAGES.test(each));
  if (name === undefined) return undefined;
  const made = name === "Object" ? undefined : madeOfClass(name, evidence);
  if (!made) return { name, ...nodeOfObject(evidence) };
  const { node, owner } = made;
  const { superClass } = owner;
  const isNear = superClass && fileOf(superClass) === fileOf(node);
  const remedy = isNear ? edits(replaceIn(fileOf(node), node.callee, textOf(superClass))) : undefined;
  return { name, node, remedy };
}

function madeOfClass(name: string, evidence: Evidence): { node: NewExpression; owner: Class } | undefined {
  const program = programOf(evidence);
  for (const node of program.nodes("NewExpression")) {
    const value = program.valueOf(node);
    const callees = value.kind === "construction" ? eachOf(value.callee) : [];
    for (const callee of callees)
      if (callee.kind === "class" && callee.node.id?.name === name) return { node, owner: callee.node };
  }
  return undefined;
}

/** An object that the code gives NodeSDK as an exporter or a processor. */
function nodeOfObject(evidence: Evidence): { node?: Node } {
  const options = liveSdk(evidence)?.options?.properties;
  const list = options?.get("spanProcessors")?.value;
  const given = [options?.get("traceExporter")?.value, ...(list?.kind === "array" ? list.elements : [])];
  const found = given.find((value) => value?.kind === "object");
  return found ? { node: found.node } : {};
}
