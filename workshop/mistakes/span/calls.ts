import { calls, imports, lastName, placeOf, withoutType, type Place } from "../../facts/look-in-sources.ts";
import { nodesOf, textOf } from "../../facts/source-tree.ts";
import { ownInVisits } from "../../facts/own-spans.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { spanCalls, tracerCalls, type NamingCall } from "../../facts/span-code.ts";
import { thrown, throwPlace, words } from "../../facts/thrown.ts";
import type { Mistake } from "../mistake.ts";
import type { SourceText } from "../../lab/evidence.ts";
import { WHOLE, whole } from "../../facts/home-span.ts";

/** `import trace from` or `import * as trace from` the API. */
const WHOLE_PACKAGE = /^import (\* as )?trace from ["']@opentelemetry\/api["']/;
const METHODS = /^(end|recordException|setAttributes?|setStatus|addEvent|updateName)$/;

/** The tracing API is called in a way in which it cannot work. */
export const callMistakes: readonly Mistake[] = [
  {
    id: "start-called-in-another-way",
    lasting: true,
    learn: "a-span-of-your-own",
    when: ({ run, backend }) => {
      const call = run && spanCalls(backend.sources).find((each) => isOfATracer(each) && oddCall(each));
      return (
        call && {
          message: `${oddCall(call)}`,
          ...pointAt(call),
          fix: `First the name, last the function with the work:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "work-is-a-generator",
    lasting: true,
    learn: "around-the-work",
    when: (evidence) => {
      const left = ownInVisits(evidence).filter(({ ended }) => ended === 0);
      const call = spanCalls(evidence.backend.sources).find(
        ({ node, file, line }) =>
          node.arguments
            .map(withoutType)
            .some((each) => each?.type === "FunctionExpression" && each.generator) &&
          left.some(({ at }) => at?.file === file && at.line === line),
      );
      return (
        call && {
          message:
            "The work of the span is a generator, function*. A call begins nothing of it: it runs only as far as somebody asks it for values, and here it did not come to the end of the span.",
          ...pointAt(call),
          fix: `Make it an async function, and write return and await where yield stands:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "context-with-without-function",
    learn: "the-current-span",
    when: ({ run, backend }) => {
      const said = /Function\.prototype\.apply was called on ([^\n,]+)/.exec(words(run))?.[1];
      const place = calls(backend.sources, /^with$/).find(
        ({ source, node }) =>
          /context\b/i.test(textOf(source, node.callee)) && !isFunction(node.arguments[1]),
      );
      const given = place?.node.arguments[1];
      const work = given && place && textOf(place.source, given);
      return (
        said && {
          message: `context.with() was given ${said} to call. Its second argument must be a function: the context holds for as long as that function runs.`,
          ...(place ? pointAt(place) : throwPlace(run)),
          fix:
            work && withoutType(given)?.type === "CallExpression"
              ? `Give it a function that does the call, by () => in front of it:\n() => ${work}`
              : "Give it a function:\nawait context.with(trace.setSpan(context.active(), span), async () => {\n  // … the work\n});",
        }
      );
    },
  },
  {
    id: "span-taken-as-tracer",
    learn: "your-task",
    when: (evidence) => {
      const { run, backend } = evidence;
      const said =
        /(?:^|\s)(?!res\b|response\b|req\b|request\b)(\S+\.(?:startSpan|startActiveSpan|getTracer|getActiveSpan|end|setAttributes?|setStatus|addEvent|recordException|updateName)) is not a function/.exec(
          words(run),
        )?.[1];
      const [place] = [...spanCalls(backend.sources), ...tracerCalls(backend.sources)];
      const thrownAt = throwPlace(run);
      const imported = imports(backend.sources).find(({ text }) => WHOLE_PACKAGE.test(text));
      if (said && imported && said.endsWith(".getTracer"))
        return {
          message: `${plain(said)} is not a function, because what is imported as trace is the whole package. trace is one thing in it, and stands in curly brackets.`,
          ...pointAt(imported),
          fix: 'import { trace } from "@opentelemetry/api";',
        };
      return (
        said && {
          message: `The code asks the wrong object: ${plain(said)} is not a function. trace gives a tracer, the tracer starts a span, and only the span takes fields and can be ended.`,
          ...(thrownAt ? shownAt(evidence, thrownAt) : place && pointAt(place)),
          fix: `Ask the tracer for the span, and end what it hands to your function:\n${whole(evidence)}`,
        }
      );
    },
  },
  {
    id: "method-without-its-span",
    lasting: true,
    learn: "every-span-must-end",
    when: ({ run, backend }) => {
      const said = thrown(run).some((error) => /undefined \(reading '_\w+'\)/.test(error));
      const place = said && methodsHandedOn(backend.sources)[0];
      return (
        place && {
          message: `${place.text} is handed on without its span: whoever calls it then calls a function that belongs to no span, and that throws.`,
          ...pointAt(place),
          fix: `Hand on a function that calls it on the span:\n() => ${place.text}()`,
        }
      );
    },
  },
];

/** As the learner wrote it: tsx puts the module's name in front of what is imported. */
function plain(said: string): string {
  return said.replace(/\bimport_\w+\./, "");
}

/** A helper of the learner's own may have the name, and other arguments. */
function isOfATracer({ node, source }: NamingCall): boolean {
  return (
    node.callee.type === "MemberExpression" &&
    /tracer\b|getTracer\(/i.test(textOf(source, node.callee.object))
  );
}

/** What a call of startSpan or startActiveSpan does with arguments that it does not take. */
function oddCall({ node }: NamingCall): string | undefined {
  const name = lastName(node.callee);
  const [first, ...more] = node.arguments;
  if (first?.type === "SpreadElement") return undefined;
  if (first?.type === "ObjectExpression" || isFunction(first))
    return `${name}() wants the name first, as a text. Here stands ${isFunction(first) ? "a function" : "an object"} in its place.`;
  if (name === "startActiveSpan" && more.length === 0)
    return "startActiveSpan() does nothing without a function: it calls that with the span, and gives back what it gives.";
  if (name === "startSpan" && more.some(isFunction))
    return "startSpan() calls no function, so the work in it never runs. It is startActiveSpan() that calls it, with the span.";
  return undefined;
}

function isFunction(node: NamingCall["node"]["arguments"][number] | undefined): boolean {
  return node?.type === "ArrowFunctionExpression" || node?.type === "FunctionExpression";
}

/** Every `something.end` and its like that stands among the arguments of a call instead of being called. */
function methodsHandedOn(sources: readonly SourceText[]): Place[] {
  return sources.flatMap((source) =>
    nodesOf(source).flatMap((node) =>
      node.type === "CallExpression"
        ? node.arguments
            .filter((given) => given.type === "MemberExpression" && METHODS.test(lastName(given)))
            .map((given) => placeOf(source, given))
        : [],
    ),
  );
}
