import type { Node } from "oxc-parser";
import { ancestorsOf, functionOf, isFunction } from "../../facts/program/places.ts";
import { besideTheWork } from "../../facts/store-work.ts";
import { fileOf, nodesIn } from "../../facts/program/parse-file.ts";
import { givesPromise, returnsOf } from "../../facts/gives-promise.ts";
import { howLong } from "../../facts/how-long.ts";
import { calledMethod, withoutType } from "../../facts/called-method.ts";
import { programOf } from "../../facts/program/program.ts";
import { shownAt } from "../../facts/code-at.ts";
import { spanMethods } from "../../facts/span-methods.ts";
import { startCallOf, type StartCall } from "../../facts/start-calls.ts";
import { asyncChange, insertAt } from "../edits/edit-code.ts";
import { editSource } from "../edits/edit-source.ts";
import { endInFinally } from "../edits/end-in-finally.ts";
import { edits, type Remedy } from "../remedy.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { BESIDE, HOME_SPAN, startedIn, SUCCEEDING } from "../../facts/home-span.ts";

/** A span has ended while the store is still at work, or before it is asked. */
export const endedBeforeTheWork: Mistake = {
  id: "ended-before-the-work",
  symptom: true,
  learn: "around-the-work",
  explains: /lasts as long/,
  when(evidence) {
    const short = startedIn(evidence, ...SUCCEEDING)
      .filter(({ ended }) => ended > 0)
      .map((span) => ({ span, beside: besideTheWork(evidence, span) }))
      .find(({ beside }) => beside === "before-it" || beside === "ends-too-early");
    if (!short?.beside) return undefined;
    const call = startCallOf(evidence, short.span);
    const why = call && whyEarly(evidence, call);
    return {
      message: `The store's work is not inside the span ${HOME_SPAN}: ${BESIDE[short.beside]}.${howLong(evidence, short.span)}${why ? ` ${why.because}` : ""}`,
      ...shownAt(evidence, short.span.endings[0]?.at ?? short.span.at),
      remedy: why?.remedy ?? endInFinally(evidence, call),
    };
  },
};

/** The two ways to leave too early that the code itself shows. */
function whyEarly(evidence: Evidence, call: StartCall) {
  const holder = call.work ?? functionOf(call.node);
  if (!holder) return undefined;
  const program = programOf(evidence);
  const ended = spanMethods(call, "end").some(({ node }) => isInFinally(node, holder));
  const promises = returnsOf(holder).flatMap(({ argument }) =>
    argument && argument.type !== "AwaitExpression" && givesPromise(program, argument) ? [argument] : [],
  );
  if (ended && promises.length > 0)
    return {
      because: "In a try with a finally, return alone does not wait for a promise.",
      remedy: awaited(holder, promises),
    };
  const loop = [...nodesIn(holder)].find(
    (node) =>
      node.type === "CallExpression" && calledMethod(node) === "forEach" && isAsync(node.arguments[0]),
  );
  return loop?.type === "CallExpression" && loop.start > call.start
    ? { because: "forEach does not wait for an async function.", remedy: allAwaited(loop) }
    : undefined;
}

function awaited(holder: NonNullable<StartCall["work"]>, promises: readonly Node[]): Remedy | undefined {
  const source = fileOf(holder);
  const waits = promises.map(({ start }) => editSource(source, insertAt(start, "await ")));
  const [change] = asyncChange(holder);
  return change ? edits(editSource(source, change), ...waits) : edits(...waits);
}

/** `list.forEach(async …)` becomes `await Promise.all(list.map(async …))`. */
function allAwaited(loop: Extract<Node, { type: "CallExpression" }>): Remedy | undefined {
  const { callee, start, end } = loop;
  if (callee.type !== "MemberExpression" || callee.computed || !functionOf(loop)?.async) return undefined;
  const { property } = callee;
  return edits(
    editSource(
      fileOf(loop),
      insertAt(start, "await Promise.all("),
      { start: property.start, end: property.end, text: "map" },
      insertAt(end, ")"),
    ),
  );
}

function isInFinally(node: Node, holder: Node): boolean {
  const around = ancestorsOf(node);
  const inside = around.slice(0, around.indexOf(holder));
  return inside.some(
    (each, index) => each.type === "TryStatement" && each.finalizer === (inside[index - 1] ?? node),
  );
}

function isAsync(node: Node | undefined): boolean {
  const bare = withoutType(node);
  return bare !== undefined && isFunction(bare) && bare.async;
}
