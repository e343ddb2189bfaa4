import { htmlScripts } from "../../facts/html-scripts.ts";
import { setupFile } from "../../facts/page-code.ts";
import { packageOf } from "../../facts/page-packages.ts";
import { registeredProvider, settings } from "../../facts/page-parts.ts";
import { consoleSaid, sentenceOf } from "../../facts/page-words.ts";
import { placeOf, textOf } from "../../facts/program/places.ts";
import { pageProgramOf } from "../../facts/program/program.ts";
import { typeErrors } from "../../facts/types.ts";
import { usesOfGlobal } from "../../facts/uses-of-global.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceNode } from "../edits/edit-code.ts";
import { addAfter, editSource } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { lessonName, nodePlace, valueNode } from "../edits/page-edits.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import type { Node } from "oxc-parser";

/** Errors that stop the page's code, or each of its requests. */
export const pageErrorMistakes: readonly Mistake[] = [
  {
    id: "web-part-of-another-kind",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      if (!page || page.outcome.kind !== "shown" || page.spans.length > 0) return undefined;
      const error = [page.status, ...page.console].find((text) =>
        PARTS.some(({ words }) => words.test(text)),
      );
      const part = PARTS.find(({ words }) => error && words.test(error));
      const node = part?.given(evidence);
      return (
        error &&
        part &&
        node && {
          message: `${part.message} So each request of the page stops with: ${sentenceOf(error)}`,
          ...nodePlace(node),
          remedy: edits(...part.edits(evidence, node)),
        }
      );
    },
  },
  {
    id: "page-script-is-no-module",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const script = htmlScripts(evidence).find(({ isModule }) => !isModule);
      return (
        consoleSaid(evidence.page, /Cannot use import statement outside a module/) &&
        script && {
          message: `index.html loads ${script.src} as a plain script, and a plain script cannot import anything.`,
          file: script.html.path,
          line: script.line,
          found: script.tag,
          remedy: edits(
            editSource(script.html, {
              start: script.start + "<script".length,
              end: script.start + "<script".length,
              text: ' type="module"',
            }),
          ),
        }
      );
    },
  },
  {
    id: "page-code-stopped",
    symptom: true,
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      const error = page?.console.find((text) => /^(Uncaught )?(\w*Error)\b/.test(text));
      if (!page || !error) return undefined;
      // Spans left: the code runs, unless it stopped after the SDK. A request that was refused stops nothing.
      if (page.spans.length > 0 && (page.feed.loaded > 0 || /Failed to fetch/.test(error))) return undefined;
      const { node, remedy } = causeOf(evidence, error);
      const frame = /\/(src\/[^\s?:]+)/.exec(error)?.[1];
      const file = frame ? `frontend/${frame}` : setupFile(evidence)?.path;
      return {
        message: `The page's code stopped with an error: ${sentenceOf(error)}`,
        ...(node ? nodePlace(node) : file && { file }),
        remedy,
      };
    },
  },
];

/** The place of the name that an error is about, and what would make it known. */
function causeOf(
  evidence: Evidence,
  error: string,
): { readonly node?: Node; readonly remedy?: Remedy | undefined } {
  const program = pageProgramOf(evidence);
  const undefinedName = /(\w+) is not defined/.exec(error)?.[1];
  if (undefinedName) {
    const [node] = usesOfGlobal(program, undefinedName);
    return node ? { node, remedy: edits(...nameEdits(evidence, node, undefinedName)) } : {};
  }
  const plainCall = /Class constructor (\w+) cannot be invoked without 'new'/.exec(error)?.[1];
  const call = program
    .nodes("CallExpression")
    .find(({ callee }) => callee.type === "Identifier" && callee.name === plainCall);
  return call
    ? {
        node: call,
        remedy: edits(editSource(fileOf(call), { start: call.start, end: call.start, text: "new " })),
      }
    : {};
}

/** An import of the lesson's or of the page's own name, or the name that TypeScript would write. */
function nameEdits(evidence: Evidence, node: Node, name: string): (Edit | undefined)[] {
  const { file, line } = placeOf(node);
  if (packageOf(name)) return [...lessonName(pageProgramOf(evidence), file, name).edits];
  const said = typeErrors(evidence, { name }).find((each) => each.file === file && each.line === line);
  if (said?.suggested) return [replaceNode(node, said.suggested)];
  return [importOfOwn(evidence, file, name)];
}

/** The file of the page that exports a name. */
function importOfOwn(evidence: Evidence, file: string, name: string): Edit | undefined {
  if (name !== "BACKEND_URL") return undefined;
  const source = pageProgramOf(evidence).files.find(({ path }) => path === file);
  const last = source?.tree?.body.findLast(({ type }) => type === "ImportDeclaration");
  return source && last && addAfter(source, last, 'import { BACKEND_URL } from "./backend-url.ts";');
}

interface Part {
  readonly words: RegExp;
  readonly message: string;
  /** What was given in its place. */
  readonly given: (evidence: Evidence) => Node | undefined;
  readonly edits: (evidence: Evidence, node: Node) => readonly (Edit | undefined)[];
}

/** What the API and the SDK say when they are given something else than they call. */
const PARTS: readonly Part[] = [
  {
    words: /spanProcessors is not iterable/,
    message: "spanProcessors takes a list, and it got something else.",
    given: (evidence) => processorsOption(evidence),
    edits: (_, node) => [replaceNode(node, `[${textOf(node)}]`)],
  },
  {
    words: /onStart is not a function|onEnd is not a function/,
    message: "What is in spanProcessors is not a processor.",
    given: (evidence) => {
      const list = processorsOption(evidence);
      const [first, second] = list?.type === "ArrayExpression" ? list.elements : [];
      return second ? undefined : (first ?? undefined);
    },
    edits(evidence, node) {
      const { local, edits: imports } = lessonName(
        pageProgramOf(evidence),
        placeOf(node).file,
        "BatchSpanProcessor",
      );
      return [...imports, replaceNode(node, `new ${local}({ exporter: ${textOf(node)} })`)];
    },
  },
  {
    words: /inject is not a function/,
    message: "What setGlobalPropagator got is not a propagator.",
    given: (evidence) => argumentOf(evidence, "propagation", "setGlobalPropagator"),
    edits: (evidence, node) => [constructed(evidence, node)],
  },
  {
    words: /(active|with) is not a function/,
    message: "What setGlobalContextManager got is not a context manager.",
    given: (evidence) => argumentOf(evidence, "context", "setGlobalContextManager"),
    edits: (evidence, node) => [constructed(evidence, node)],
  },
  {
    words: /getTracer is not a function/,
    message: "What setGlobalTracerProvider got is not a provider.",
    given: (evidence) => argumentOf(evidence, "trace", "setGlobalTracerProvider"),
    edits: (evidence, node) => [constructed(evidence, node)],
  },
];

function processorsOption(evidence: Evidence): Node | undefined {
  const option = registeredProvider(evidence)?.options.properties.get("spanProcessors");
  return option && valueNode(option.node);
}

function argumentOf(evidence: Evidence, api: "trace" | "context" | "propagation", name: string) {
  return settings(evidence, api, name).at(-1)?.arguments[0];
}

/** A class in the place of an object of it. */
function constructed(evidence: Evidence, node: Node): Edit | undefined {
  const value = pageProgramOf(evidence).valueOf(node);
  const bare = node.type === "TSAsExpression" ? node.expression : node;
  return value.kind === "imported" || value.kind === "class"
    ? replaceNode(node, `new ${textOf(bare)}()`)
    : undefined;
}
