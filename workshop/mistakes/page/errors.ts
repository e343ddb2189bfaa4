import type { Mistake } from "../mistake.ts";
import { browserCode, setupFile, wordsAt } from "../../facts/page-code.ts";
import { IMPORTS, LOADED, plain, consoleSaid } from "../../facts/page-words.ts";
import { asName } from "../../trace/literally.ts";

/** Errors that stop the page's code, or each of its requests. */
export const pageErrorMistakes: readonly Mistake[] = [
  {
    id: "web-part-of-another-kind",
    symptom: true,
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      if (!page || page.outcome.kind !== "shown" || page.spans.length > 0) return undefined;
      const error = [page.status, ...page.console].find((text) =>
        /TypeError|is not (a function|iterable)/.test(text),
      );
      const part = PARTS.find(({ words }) => error && words.test(error));
      return (
        part && {
          message: `${part.message} So each request of the page stops with: ${
            plain(error ?? "")
              .replace(/^(Uncaught )?(That did not work\. )?/, "")
              .split("\n", 1)[0]
          }`,
          ...wordsAt(browserCode(evidence), part.place),
          fix: part.fix,
        }
      );
    },
  },
  {
    id: "page-script-is-no-module",
    learn: "no-span-leaves-the-browser",
    when: ({ page, frontend }) =>
      consoleSaid(page, /Cannot use import statement outside a module/) && {
        message:
          "A script of the page is loaded as a plain script, and a plain script cannot import anything.",
        ...wordsAt(frontend?.sources ?? [], /<script(?![^>]*type=["']?module)[^>]*src=/),
        fix: `Take that line away. main.ts is a module, and can import the file:\n${LOADED}`,
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
      // Spans left: the code runs, unless it stopped behind the SDK. A request that was refused stops nothing.
      if (page.spans.length > 0 && (page.feed.loaded > 0 || /Failed to fetch/.test(error))) return undefined;
      const missing = /(\w+) is not defined/.exec(error)?.[1];
      const name =
        missing ??
        /(\w+) (?:is not a function|is not a constructor|cannot be invoked without)/.exec(error)?.[1];
      const frame = /\/(src\/[^\s?:]+)/.exec(error)?.[1];
      const file = frame ? `frontend/${frame}` : setupFile(evidence)?.path;
      const users = browserCode(evidence).filter(({ text }) => !missing || !has(text, missing));
      const line = missing && IMPORTS.find((each) => new RegExp(asName(missing)).test(each));
      return {
        message: `The page's code stopped with an error: ${plain(error).split("\n", 1)[0]}`,
        ...((name && wordsAt(users, new RegExp(`(?<!import.*)${asName(name)}(?!.*from )`))) ||
          (file && { file })),
        fix: line
          ? `It is not imported. As in the lesson:\n${line}`
          : /without 'new'/.test(error)
            ? `Write new in front of it:\nnew ${name}(`
            : "Compare that line with the lesson's. In the browser's console (F12) a click on the error leads to it.",
      };
    },
  },
];

/** Whether a file imports or declares the name itself. */
function has(source: string, name: string): boolean {
  const text = source.replace(/^\s*\/\/.*$/gm, "");
  return (
    new RegExp(`import[^;]*${asName(name)}[^;]*from`).test(text) ||
    new RegExp(`\\b(const|let|var|function|class) ${asName(name)}`).test(text)
  );
}

/** What the API and the SDK say when they are given something else than they call. */
const PARTS: readonly { words: RegExp; message: string; place: RegExp; fix: string }[] = [
  {
    words: /spanProcessors is not iterable/,
    message: "spanProcessors is a list, and got something else.",
    place: /\bspanProcessors\b/,
    fix: "spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })],",
  },
  {
    words: /onStart is not a function|onEnd is not a function/,
    message: "What stands in spanProcessors is no processor.",
    place: /\bspanProcessors\b/,
    fix: "An exporter stands inside of a processor:\nspanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })],",
  },
  {
    words: /inject is not a function/,
    message: "What setGlobalPropagator got is no propagator.",
    place: /setGlobalPropagator\(/,
    fix: "propagation.setGlobalPropagator(new W3CTraceContextPropagator());",
  },
  {
    words: /(active|with) is not a function/,
    message: "What setGlobalContextManager got is no context manager.",
    place: /setGlobalContextManager\(/,
    fix: "context.setGlobalContextManager(new StackContextManager().enable());",
  },
  {
    words: /getTracer is not a function/,
    message: "What setGlobalTracerProvider got is no provider.",
    place: /setGlobalTracerProvider\(/,
    fix: "trace.setGlobalTracerProvider(provider);",
  },
];
