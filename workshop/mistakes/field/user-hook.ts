import { shownAt } from "../../facts/code-at.ts";
import { hookFault, silentHook, type HookFault } from "../../facts/hook-faults.ts";
import {
  HOOKS,
  hooksOf,
  httpInstrumentations,
  httpOptions,
  OUTGOING,
  unknownHooks,
} from "../../facts/http-hooks.ts";
import { misplacedHook } from "../../facts/misplaced-hook.ts";
import { parentOf } from "../../facts/program/parse-file.ts";
import { placeOf } from "../../facts/program/places.ts";
import { noneHasIt } from "../../facts/user-field-code.ts";
import { shownNode } from "../../facts/shown-node.ts";
import { USER } from "../../facts/user-requests.ts";
import type { CodeLine, Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { moveHook, fixHook, renameHook, returnFields } from "../edits/hook-remedies.ts";
import { edits } from "../remedy.ts";
import { addHook } from "../edits/user-remedies.ts";
import { removeItem } from "../edits/edit-code.ts";

const SAYS_WHO = /says who asked/;
const KNOWN = "startIncomingSpanHook, requestHook and applyCustomAttributesOnSpan";

/** A hook of the HTTP instrumentation that gives no request's span the field. */
export const userHookMistakes: readonly Mistake[] = [
  {
    id: "hook-gives-nothing",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const silent = noneHasIt(evidence) ? silentHook(evidence) : undefined;
      return (
        silent && {
          message:
            "startIncomingSpanHook returns nothing. The object that it returns becomes the fields of the span.",
          ...shownNode(silent.hook.node),
          remedy: returnFields(silent),
        }
      );
    },
  },
  {
    id: "hook-without-effect",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const fault = noneHasIt(evidence) ? hookFault(evidence) : undefined;
      return (
        fault && {
          message: `No request's span gets ${USER} from ${fault.hook.name}. ${WHY[fault.kind](fault)}`,
          ...shownNode(fault.hook.node),
          remedy: fixHook(fault),
        }
      );
    },
  },
  {
    id: "option-without-effect",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const [option] = noneHasIt(evidence) ? unknownHooks(evidence) : [];
      const property = httpOptions(evidence)
        .map(({ properties }) => properties.get(option?.name ?? ""))
        .find((each) => each !== undefined);
      return (
        option && {
          message: `The HTTP instrumentation has no option ${option.name}, so it never calls that function. For the request's own span it has ${KNOWN}.`,
          ...(property ? shownNode(property.node) : shownAt(evidence, option.at)),
          remedy: renameHook(property),
        }
      );
    },
  },
  {
    id: "hook-in-the-wrong-place",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const found = noneHasIt(evidence) ? misplacedHook(evidence) : undefined;
      return (
        found && {
          message:
            found.name === OUTGOING
              ? `${OUTGOING} is called for requests that the backend sends. For requests that come in there is startIncomingSpanHook.`
              : `${found.name} was given to ${found.owner}, which has no such option. It belongs in the options of the HTTP instrumentation.`,
          ...(found.node ? shownNode(found.node) : shownAt(evidence, found.at)),
          remedy: moveHook(evidence, found),
        }
      );
    },
  },
  {
    id: "two-http-instrumentations",
    symptom: true,
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const all = httpInstrumentations(evidence);
      const idle = all.find(({ config = {} }) => !HOOKS.some((name) => name in config));
      return (
        all.length > 1 &&
        noneHasIt(evidence) &&
        idle?.at &&
        all.some((each) => each !== idle && HOOKS.some((name) => name in (each.config ?? {}))) && {
          message: `The HTTP instrumentation is made ${all.length} times (${all.flatMap(({ at }) => (at ? [`${at.file}:${at.line}`] : [])).join(", ")}), once without the hook. A request has one span, and it has no ${USER}.`,
          ...shownAt(evidence, idle.at),
          remedy: withoutInstrumentation(evidence, idle.at),
        }
      );
    },
  },
  {
    id: "hook-gives-no-user",
    symptom: true,
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const name = httpInstrumentations(evidence)
        .flatMap(({ config = {} }) => Object.keys(config))
        .find((each) => HOOKS.includes(each));
      const hook = hooksOf(evidence).find((each) => each.name === name);
      return (
        noneHasIt(evidence) &&
        name && {
          message: `The HTTP instrumentation was given ${name}, but no request's span got ${USER} from it.`,
          ...(hook ? shownNode(hook.node) : shownAt(evidence, httpInstrumentations(evidence)[0]?.at)),
          remedy: addHook(evidence),
        }
      );
    },
  },
];

const WHY: { readonly [Kind in HookFault["kind"]]: (fault: HookFault) => string } = {
  async: () =>
    "It is an async function, so it returns a promise, and a promise is not an object with fields.",
  "wants-a-span": () =>
    "It is called with the request alone, before there is a span. requestHook is the one that gets a span and a request.",
  "asks-for-the-active-span": () =>
    "It is called before the request's span starts, so there is no such span to ask for yet. What it returns becomes the fields.",
  "gives-a-list": () => "It returns an array; the fields have to be the properties of an object.",
  "field-inside": (fault) =>
    `It returns an object with one property, ${"name" in fault ? fault.name : ""}, and the field is inside that. Each property of the object itself is a field.`,
  "dot-as-nesting": () =>
    `The dot in ${USER} is part of the name; an object inside an object is not a field.`,
  "one-parameter": ({ hook }) =>
    `It is called with two arguments: (span, ${hook.name === "responseHook" ? "response" : "request"}).`,
  hyphens: () =>
    "A name with hyphens needs brackets and quotation marks; after a dot, each hyphen is a minus.",
  "header-without-s": () => "The property of a request in Node is called headers, with an s.",
};

/** An element of a list that makes a second one. */
function withoutInstrumentation(evidence: Evidence, at: CodeLine) {
  const made = httpOptions(evidence)
    .map((each) => each.made)
    .filter((node) => placeOf(node).file === at.file && placeOf(node).line === at.line);
  const [node] = made;
  if (!node || made.length > 1 || parentOf(node)?.type !== "ArrayExpression") return undefined;
  return edits(removeItem(node));
}
