import type { Node } from "oxc-parser";
import { ancestorsOf } from "../../facts/program/places.ts";
import { nodesIn } from "../../facts/program/parse-file.ts";
import { replaceNode } from "./field-remedies.ts";
import { edits, type Remedy } from "../remedy.ts";

/** Raises the status from which a call marks a span as an error, where its condition has 400 in it. */
export function errorsOnly(call: Node | undefined): Remedy | undefined {
  const condition = call && ancestorsOf(call).find((node) => node.type === "IfStatement");
  if (condition?.type !== "IfStatement") return undefined;
  const limits = [condition.test, ...nodesIn(condition.test)].filter(
    (node) => node.type === "Literal" && node.value === 400,
  );
  const [limit] = limits;
  return limit && limits.length === 1 ? edits(replaceNode(limit, "500")) : undefined;
}
