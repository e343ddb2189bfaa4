import type { CallExpression, NewExpression } from "oxc-parser";
import { parseFile } from "../../facts/program/parse-file.ts";
import { placeOf } from "../../facts/program/places.ts";
import { pointAt } from "../../facts/code-at.ts";
import { programOf } from "../../facts/program/program.ts";
import { calledMethod } from "../../facts/called-method.ts";
import { eachOf, type Value } from "../../facts/program/value.ts";
import { wasVisited } from "../../facts/was-visited.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { HOME_VISITS, startedIn } from "../../facts/home-span.ts";

/** A worker thread or a child process knows nothing of the request that started it. */
export const spanInAnotherProcess: Mistake = {
  id: "span-in-another-process",
  learn: "the-current-span",
  explains: /makes one span/,
  when(evidence) {
    if (!wasVisited(evidence) || startedIn(evidence, ...HOME_VISITS).length > 0) return undefined;
    const [start] = starts(evidence);
    return (
      start && {
        message: `${start.file} has the code for a span, but ${start.by === "Worker" ? "a worker thread" : "another process"} runs it, which knows nothing of the request.`,
        ...pointAt(placeOf(start.node)),
        remedy: {
          kind: "ask",
          ask: "Decide what the span measures: start it in homeActivities(), where the request is, and end it when the other side has answered.",
        },
      }
    );
  },
};

/** What runs a file of the learner's that starts spans and was not loaded here. */
function starts(evidence: Evidence) {
  const program = programOf(evidence);
  const nodes: (NewExpression | CallExpression)[] = [
    ...program.nodes("NewExpression"),
    ...program.nodes("CallExpression"),
  ];
  const loaded = new Set(program.files.map(({ path }) => path));
  return nodes.flatMap((node) => {
    const by = eachOf(program.valueOf(node.callee)).map(starterOf).find(Boolean);
    const [first] = by ? node.arguments : [];
    const named = first ? stringsIn(program.valueOf(first)) : [];
    const file = evidence.backend.sources.find(
      ({ path }) => !loaded.has(path) && named.some((name) => isFile(path, name)),
    );
    return by && file && hasStart(file) ? [{ node, by, file: file.path }] : [];
  });
}

function starterOf(value: Value): string | undefined {
  if (value.kind !== "imported") return undefined;
  const name = value.path.at(-1) ?? "";
  const isThread = /^(node:)?worker_threads$/.test(value.from) && name === "Worker";
  const isProcess = /^(node:)?child_process$/.test(value.from) && /^(fork|spawn|exec|execFile)$/.test(name);
  return isThread || isProcess ? name : undefined;
}

/** The strings of which a path is put together. */
function stringsIn(value: Value): string[] {
  switch (value.kind) {
    case "string":
      return [value.value];
    case "template":
      return value.parts.flatMap((part) => (typeof part === "string" ? [part] : stringsIn(part)));
    case "call":
      return value.node.arguments.flatMap((each) =>
        each.type === "Literal" && typeof each.value === "string" ? [each.value] : [],
      );
    case "construction":
      return value.node.arguments.flatMap((each) =>
        each.type === "Literal" && typeof each.value === "string" ? [each.value] : [],
      );
    default:
      return [];
  }
}

function isFile(path: string, name: string): boolean {
  const last = name.split("/").at(-1) ?? "";
  return (
    last !== "" &&
    path
      .split("/")
      .at(-1)
      ?.replace(/\.\w+$/, "") === last.replace(/\.\w+$/, "")
  );
}

function hasStart(source: { readonly path: string; readonly text: string }): boolean {
  return parseFile(source).nodes.some(
    (node) => node.type === "CallExpression" && /^start(Active)?Span$/.test(calledMethod(node) ?? ""),
  );
}
