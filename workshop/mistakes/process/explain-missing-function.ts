import type { MemberExpression, Node } from "oxc-parser";
import { parentOf } from "../../facts/program/parse-file.ts";
import { functionOf, textOf } from "../../facts/program/places.ts";
import { withoutTypes } from "../../facts/method-name.ts";
import { programOf } from "../../facts/program/program.ts";
import { typeErrors } from "../../facts/types.ts";
import { editSource, replaceIn } from "../edits/edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";
import type { Explained, Throw } from "./explain-throw.ts";

/** What other libraries and languages call a span's and a tracer's methods. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  addAttribute: "setAttribute",
  addField: "setAttribute",
  addTag: "setAttribute",
  setField: "setAttribute",
  setTag: "setAttribute",
  set_attribute: "setAttribute",
  addAttributes: "setAttributes",
  addTags: "setAttributes",
  setTags: "setAttributes",
  isoformat: "toISOString",
  recordError: "recordException",
  record_exception: "recordException",
  startAsCurrentSpan: "startActiveSpan",
  start_as_current_span: "startActiveSpan",
  End: "end",
  finish: "end",
};

/** A call of what is no function: misnamed, not exported, called on a promise, or a class. */
export function explainMissingFunction(error: Throw): Explained | undefined {
  const name = /([\w$]+) is not a (?:function|constructor)/.exec(error.words)?.[1];
  const cls = /^(?:TypeError: )?Class constructor (\w+) cannot be invoked without 'new'/.exec(
    error.words,
  )?.[1];
  if (cls) return withoutNew(error, cls);
  if (!name) return undefined;
  const member = error.nodes
    .filter((node) => node.type === "Identifier")
    .map((node) => parentOf(node))
    .find((node): node is MemberExpression => node?.type === "MemberExpression" && isCalled(node, name));
  if (member) return ofObject(error, name, member);
  const id = error.nodes.find((node) => node.type === "Identifier" && node.name === name && isCallee(node));
  return id && ofImport(error, name, id);
}

function isCallee(node: Node): boolean {
  const around = parentOf(node);
  return (around?.type === "CallExpression" || around?.type === "NewExpression") && around.callee === node;
}

function isCalled(node: MemberExpression, name: string): boolean {
  return (
    !node.computed && node.property.type === "Identifier" && node.property.name === name && isCallee(node)
  );
}

function ofObject(error: Throw, name: string, member: MemberExpression): Explained {
  const { source, at } = error;
  const { object, property } = member;
  const owner = textOf(withoutTypes(object)).replace(/\s+/g, " ");
  const value = programOf(error.evidence).valueOf(object);
  if (value.kind === "promise")
    return {
      id: "no-such-function",
      ...at,
      why: `${owner} is a promise there, and nothing awaits it.`,
      remedy: awaited(error, object),
    };
  const call = parentOf(member) as Node;
  if (name === "length" && call.type === "CallExpression" && call.arguments.length === 0)
    return {
      id: "no-such-function",
      ...at,
      why: "length is a number, and no function.",
      remedy: edits(replaceIn(source, { start: member.end, end: call.end }, "")),
    };
  const meant = suggestedFor(error, name) ?? OTHER_WORDS[name];
  return {
    id: "no-such-function",
    ...at,
    why: `${at.file} calls ${owner}.${name}(), and there is no such function.${meant ? ` There is ${meant}().` : ""}`,
    remedy: meant ? edits(replaceIn(source, property, meant)) : undefined,
  };
}

/** Awaits what a variable is made of. */
function awaited({ evidence, source }: Throw, object: Node): Remedy | undefined {
  const [made] = programOf(evidence).bindingOf(object)?.definitions ?? [];
  if (made?.node.type !== "VariableDeclarator" || !made.node.init) return undefined;
  const { start } = made.node.init;
  const around = functionOf(made.node);
  const async = around && !around.async ? [{ start: around.start, end: around.start, text: "async " }] : [];
  return edits(editSource(source, ...async, { start, end: start, text: "await " }));
}

function ofImport(error: Throw, name: string, id: Node): Explained | undefined {
  const { evidence, source, at } = error;
  const [definition] = programOf(evidence).bindingOf(id)?.definitions ?? [];
  const found = programOf(evidence).imports.find((each) =>
    each.names.some(({ node }) => node === definition?.node),
  );
  if (!found) return undefined;
  const meant = suggestedFor(error, name);
  const local = found.names.find(({ node }) => node === definition?.node);
  const kind = parentOf(id)?.type === "NewExpression" ? "class" : "function";
  const isSame = local?.imported === local?.local;
  return {
    id: "no-such-function",
    ...at,
    why: `${at.file} ${kind === "class" ? `makes a new ${name}` : `calls ${name}()`}, and there is no such ${kind} in ${found.specifier}.${meant ? ` There is ${meant}.` : ""}`,
    remedy:
      meant && local && isSame
        ? edits(replaceIn(source, local.node, meant), replaceIn(source, id, meant))
        : undefined,
  };
}

/** What TypeScript would write instead, wherever in the file it says so. */
function suggestedFor({ evidence, at }: Throw, name: string): string | undefined {
  return typeErrors(evidence, { name }).find(({ file, suggested }) => file === at.file && suggested)
    ?.suggested;
}

function withoutNew({ evidence, source, at, nodes }: Throw, name: string): Explained | undefined {
  const program = programOf(evidence);
  const calls = nodes.flatMap((node) => (node.type === "CallExpression" ? [node] : []));
  const call = calls.find(({ callee }) => {
    const value = program.valueOf(callee);
    return (
      (value.kind === "imported" && value.path.at(-1) === name) ||
      (value.kind === "class" && value.node.id?.name === name)
    );
  });
  return {
    id: "class-without-new",
    ...at,
    why: `${at.file} calls ${call ? textOf(call.callee) : name}() as a function. It is a class, and an object of it is made with new.`,
    remedy: call && edits(editSource(source, { start: call.start, end: call.start, text: "new " })),
  };
}
