import type { CallExpression, Node } from "oxc-parser";
import type { CodeLine, Evidence, Handler as RunHandler, SdkCall } from "../lab/evidence.ts";
import { liveSdk } from "./live-sdk.ts";
import type { MethodUse } from "./program/calls.ts";
import type { Handler } from "./program/handlers.ts";
import { fileOf, lineAt } from "./program/parse-file.ts";
import { programOf, type Program } from "./program/program.ts";

/** What the process did when it got SIGTERM. */
export interface Stopping {
  /** The learner's handlers that ran, in their order. */
  readonly ran: readonly RunHandler[];
  /** The first flush of the spans that the learner's code asked for then. */
  readonly flush?: SdkCall;
}

export function stoppingOf({ run }: Evidence): Stopping {
  const ran = (run?.handlers ?? []).filter((each) => each.event === "SIGTERM" && each.ran.length > 0);
  const from = Math.min(...ran.map((each) => each.ran[0]?.moment ?? Infinity));
  const flush = run?.sdk.calls.find(
    ({ call, at, moment }) => /^(shutdown|forceFlush)$/.test(call) && at !== undefined && moment > from,
  );
  return { ran, ...(flush && { flush }) };
}

/** A handler that was seen to be registered on a line, in the program. */
export function handlerAt(evidence: Evidence, at: CodeLine | undefined, event: string): Handler | undefined {
  const there = programOf(evidence)
    .handlersOf()
    .filter((each) => each.file === at?.file && (each.event ?? event) === event);
  const isOver = ({ line, node }: Handler) =>
    at !== undefined && line <= at.line && at.line <= lineAt(fileOf(node).text, node.end);
  return there.find(({ line }) => line === at?.line) ?? there.find(isOver);
}

/** The call that the process was seen to make on a line: of a chain over several lines, the one with the method's name. */
export function callAt<T extends Node>(calls: readonly T[], at: CodeLine | undefined): T | undefined {
  return calls.find((call) => {
    const { path, text } = fileOf(call);
    const lines = [call, methodOf(call)].map(({ start }) => lineAt(text, start));
    return path === at?.file && lines.includes(at.line);
  });
}

function methodOf(call: Node): Node {
  const isMethod = call.type === "CallExpression" && call.callee.type === "MemberExpression";
  return isMethod && call.callee.type === "MemberExpression" ? call.callee.property : call;
}

/** Calls of the SDK's shutdown() in a handler, or in what it calls. */
export function shutdownsIn(evidence: Evidence, from: Node): MethodUse[] {
  const sdk = liveSdk(evidence);
  const program = programOf(evidence);
  const uses = sdk ? program.methodCalls(sdk, "shutdown") : [];
  return uses.filter(({ node }) => program.reaches(from, node) === "yes");
}

/** Every call of process.exit(). */
export function exitCalls(program: Program): CallExpression[] {
  return program.nodes("CallExpression").filter(({ callee }) => isExit(callee, program));
}

/** `process.exit`, or `exit` of node:process. */
export function isExit(node: Node, program: Program): boolean {
  const value = program.valueOf(node);
  if (value.kind === "global") return value.path.join(".") === "process.exit";
  return value.kind === "imported" && /^(node:)?process$/.test(value.from) && value.path.at(-1) === "exit";
}
