import type { Node } from "oxc-parser";
import { foundAt } from "../../facts/found-at.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import type { Handler } from "../../facts/program/handlers.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { placeOf, textOf, type FunctionNode } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { exitCalls, handlerAt, isExit, shutdownsIn, stoppingOf } from "../../facts/stopping.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { editSource, removeFrom, replaceIn } from "../edits/edit-source.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits } from "../remedy.ts";
import { flush, nameOfSdk } from "./after-start.ts";
import { exitAfter, insert } from "./ending.ts";

export const doesNotStop: Mistake = {
  id: "does-not-stop",
  learn: "the-last-spans",
  explains: /^the last spans/,
  when(evidence) {
    const { run } = evidence;
    // auto-instrumentations-node/register flushes, and leaves it to the container to end the process.
    const isLeft = run?.modules.some(({ name }) => name === "@opentelemetry/auto-instrumentations-node");
    if (!run?.exit?.forced || isLeft) return undefined;
    const [ran] = stoppingOf(evidence).ran;
    const handler = handlerAt(evidence, ran?.at, "SIGTERM");
    const why = handler && (whyBound(evidence, handler) ?? whyItGoesOn(evidence, handler));
    const { message, ...rest } = why ?? { message: "", ...ran?.at };
    return { message: `After SIGTERM the backend was still running 3 s later. ${message}`.trim(), ...rest };
  },
};

function whyItGoesOn(evidence: Evidence, handler: Handler): Told {
  const own = handler.function;
  const causes = own ? [whyNamed, whyGivenCallback, whyWaiting, whyNeverEnded, whyWithoutExit] : [];
  for (const cause of causes) {
    const told = own && cause(evidence, own);
    if (told) return told;
  }
  return { message: "Its handler ran, and did not end the process.", ...foundAt(handler.node) };
}

/** `process.on("SIGTERM", sdk.shutdown.bind(sdk))` */
function whyBound(evidence: Evidence, handler: Handler): Told | undefined {
  const sdk = liveSdk(evidence);
  const [, given] = handler.node.arguments;
  const uses = sdk && given ? programOf(evidence).methodUses(sdk, "shutdown") : [];
  const isGiven = uses.some(({ how, node }) => (how === "bound" || how === "named") && node === given);
  const name = nameOfSdk(evidence, handler.file);
  if (!given || !isGiven) return undefined;
  return {
    message: "The signal calls shutdown() alone, and nothing ends the process after that.",
    ...foundAt(handler.node),
    remedy: name ? edits(replaceIn(fileOf(given), given, `() => ${flush(name)}`)) : undefined,
  };
}

/** `() => process.exit` */
function whyNamed(evidence: Evidence, own: FunctionNode): Told | undefined {
  const program = programOf(evidence);
  const named = [...program.nodes("MemberExpression"), ...program.nodes("Identifier")].find((node) => {
    const around = parentOf(node);
    const isBody = around?.type === "ArrowFunctionExpression" && around.body === node;
    if (!isBody && around?.type !== "ExpressionStatement") return false;
    return isExit(node, program) && program.reaches(own, node) === "yes";
  });
  return (
    named && {
      message: `${textOf(named)} without () names the function and does not call it.`,
      ...foundAt(named),
      remedy: edits(editSource(fileOf(named), insert(named.end, "(0)"))),
    }
  );
}

function whyGivenCallback(evidence: Evidence, own: FunctionNode): Told | undefined {
  const call = shutdownsIn(evidence, own).find(({ arguments: given }) => given.length > 0);
  const [callback] = call?.arguments ?? [];
  if (!call || !callback || programOf(evidence).valueOf(callback).kind !== "function") return undefined;
  const rest = { start: callback.start, end: call.end };
  return {
    message:
      "shutdown() takes no callback, so it never calls the one that it is given: it returns a promise.",
    ...foundAt(call.node),
    remedy: edits(replaceIn(fileOf(call.node), rest, `).finally(${textOf(callback)})`)),
  };
}

/** The handler awaits something else before shutdown(). */
function whyWaiting(evidence: Evidence, own: FunctionNode): Told | undefined {
  const [call] = shutdownsIn(evidence, own);
  if (!call || stoppingOf(evidence).flush) return undefined;
  const awaited = awaitedBefore(call.node, own);
  return {
    message: awaited
      ? `Its handler was still waiting on line ${placeOf(awaited).line}, before it calls shutdown().`
      : "Its handler ran, and had not called shutdown() by then.",
    ...foundAt(awaited ?? call.node),
    remedy: awaited && edits(removeFrom(fileOf(awaited), awaited)),
  };
}

/** The only statement before a call that awaits something; nothing where another path leads past the call. */
function awaitedBefore(call: Node, own: FunctionNode): Node | undefined {
  const statements = own.body?.type === "BlockStatement" ? own.body.body : [];
  const at = statements.findIndex(({ start, end }) => start <= call.start && call.end <= end);
  const before = statements.slice(0, Math.max(at, 0));
  if (!before.every(({ type }) => /^(Expression|Empty)Statement$|^VariableDeclaration$/.test(type)))
    return undefined;
  const awaited = before.filter(
    (each) => each.type === "ExpressionStatement" && each.expression.type === "AwaitExpression",
  );
  return awaited.length === 1 ? awaited[0] : undefined;
}

function whyNeverEnded(evidence: Evidence): Told | undefined {
  const { flush: called } = stoppingOf(evidence);
  if (!called?.at || called.ended) return undefined;
  return {
    message: `Its handler called ${called.call}() on line ${called.at.line}, and that was not done by then.`,
    ...called.at,
  };
}

function whyWithoutExit(evidence: Evidence, own: FunctionNode): Told | undefined {
  const program = programOf(evidence);
  if (exitCalls(program).some((exit) => program.reaches(own, exit) !== "no")) return undefined;
  const [call] = shutdownsIn(evidence, own);
  return {
    message: "Its handler never calls process.exit(), and a server that listens keeps the process running.",
    ...foundAt(call?.node ?? own),
    remedy: call ? edits(editSource(fileOf(call.node), exitAfter(call.node))) : withFlush(evidence, own),
  };
}

/** As the last thing that the handler does. */
function withFlush(evidence: Evidence, own: FunctionNode) {
  const file = fileOf(own);
  const name = nameOfSdk(evidence, file.path);
  const body: Node | null = own.body;
  if (!name || !body) return undefined;
  const change =
    body.type === "BlockStatement"
      ? insert(body.end - 1, `${flush(name)};\n`)
      : { start: body.start, end: body.end, text: `{ ${textOf(body)}; ${flush(name)}; }` };
  return edits(editSource(file, change));
}
