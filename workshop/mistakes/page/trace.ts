import { arrivedSpans, pageCalls, shownPage, toldStrangers, type PageCall } from "../../facts/page-calls.ts";
import { pagePlace, setupFile } from "../../facts/page-code.ts";
import { givenOption, processors, registeredProvider, settings, watchers } from "../../facts/page-parts.ts";
import { isWatched, untold, watched } from "../../facts/page-watching.ts";
import { lacksLast, lastCall } from "../../facts/page-words.ts";
import { statementOf } from "../../facts/program/places.ts";
import { pageProgramOf } from "../../facts/program/program.ts";
import { eachOf } from "../../facts/program/value.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addAfterStatement, removeProperty, removeStatement, replaceNode } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { backendPattern, lessonName, nodePlace, withOption } from "../edits/page-edits.ts";
import { edits, type Remedy } from "../remedy.ts";
import { startFirst } from "./start-first.ts";

const URLS = "propagateTraceHeaderCorsUrls";

/** Whether the browser tells the backend its trace. */
export const pageTraceMistakes: readonly Mistake[] = [
  {
    id: "first-request-not-watched",
    learn: "no-span-leaves-the-browser",
    explains: /one trace|service name|own origin/,
    when: (evidence) => {
      const [first, ...later] = pageCalls(evidence);
      return (
        first &&
        !first.request.headers["traceparent"] &&
        !isWatched(evidence, first) &&
        later.some(({ request }) => request.headers["traceparent"]) && {
          message: `${first.what} went out before fetch was watched; the requests after it have a traceparent.`,
          ...startFirst(evidence),
        }
      );
    },
  },
  {
    id: "other-propagator-in-the-page",
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const other = shownPage(evidence)
        .requests.flatMap(({ headers }) => [
          ...Object.keys(headers),
          ...(headers["access-control-request-headers"] ?? "").split(/,\s*/),
        ])
        .find((name) => /^(b3|x-b3-traceid|uber-trace-id|x-amzn-trace-id|sentry-trace)$/.test(name));
      return (
        other && {
          message: `The browser tells the trace in the header ${other}; the backend reads traceparent.`,
          ...propagatorPlace(evidence),
          remedy: w3cPropagator(evidence),
        }
      );
    },
  },
  {
    id: "no-propagator",
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const api = evidence.page?.api;
      return (
        untold(evidence) &&
        api?.writes.includes("traceparent") !== true && {
          message: api?.propagator
            ? `The browser makes spans, and their ids do not go into traceparent: the propagator that is set writes ${api.writes.join(", ") || "nothing"}.`
            : "The browser makes spans, and their ids go into no header: no propagator is set.",
          ...propagatorPlace(evidence),
          remedy: w3cPropagator(evidence),
        }
      );
    },
  },
  {
    id: "no-context-manager",
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const made = registeredProvider(evidence);
      return (
        untold(evidence) &&
        evidence.page?.api?.contextManager === false && {
          message:
            "The browser makes spans, and none of them is ever the current one: no context manager is set.",
          ...(made && pagePlace(made)),
          remedy: made && contextManager(evidence, made.file),
        }
      );
    },
  },
  {
    id: "backend-is-ignored",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const call = untold(evidence);
      const given = givenOption(watchers(evidence), "ignoreUrls");
      return (
        call &&
        given &&
        !isWatched(evidence, call) &&
        listOf(given.option.value).some((each) => fits(each, call.request.url)) && {
          message: `ignoreUrls fits ${call.request.url}, so the page makes no span for its own requests. The exporter's requests are left out anyway.`,
          ...nodePlace(given.option.node),
          remedy: edits(removeProperty(given.option.node)),
        }
      );
    },
  },
  {
    id: "traceparent-url-missing",
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const call = untold(evidence);
      const [made, ...others] = watchers(evidence);
      const { properties, complete } = made?.options ?? {};
      if (
        !call ||
        !made ||
        others.length > 0 ||
        !complete ||
        properties?.has(URLS) ||
        !isWatched(evidence, call)
      )
        return undefined;
      const typo = [...(properties?.keys() ?? [])].find((name) => nearestWord(name, [URLS]));
      const option = typo === undefined ? undefined : properties?.get(typo);
      const pattern = backendPattern(evidence, made.file);
      return {
        message: `The backend is at another origin, ${evidence.page?.backend}, and there the browser sends traceparent only where ${URLS} says so.${typo ? ` ${made.name} was given ${typo}, which is none of its options.` : ""}`,
        ...(option ? nodePlace(option.node) : pagePlace(made)),
        remedy:
          option?.node.type === "Property"
            ? edits(replaceNode(option.node.key, URLS))
            : edits(...pattern.edits, withOption(made, URLS, pattern.code)),
      };
    },
  },
  {
    id: "traceparent-url-does-not-fit",
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const call = untold(evidence);
      const given = givenOption(watchers(evidence), URLS);
      const api = evidence.page?.api;
      // With all of these, the browser leaves the header out only where no entry fits.
      const isTold = api?.contextManager && api.writes.includes("traceparent") && isAskedByCors(call);
      if (!call || !given || !isTold || !isWatched(evidence, call)) return undefined;
      const patterns = listOf(given.option.value);
      if (patterns.some((each) => fits(each, call.request.url))) return undefined;
      const string = patterns.find(
        (each) => each.kind === "string" || each.kind === "imported" || each.kind === "either",
      );
      return {
        message: `${URLS} does not fit ${call.request.url}, so the browser sent no traceparent.${string ? " A string in it has to be the whole address of a request." : ""}`,
        ...nodePlace(given.option.node),
        remedy: onlyTheBackend(evidence, given),
      };
    },
  },
  {
    id: "strangers-are-told",
    learn: "only-to-the-backend",
    explains: /nobody but the backend/,
    when: (evidence) => {
      const [stranger] = toldStrangers(shownPage(evidence));
      const given = givenOption(watchers(evidence), URLS);
      return (
        stranger && {
          message: `The check let the page ask another service, ${new URL(stranger.url).origin}, and the browser would have sent traceparent there too.`,
          ...(given && nodePlace(given.option.node)),
          remedy: given && onlyTheBackend(evidence, given),
        }
      );
    },
  },
  {
    id: "last-spans-of-the-page-lost",
    symptom: true,
    learn: "before-the-page-is-left",
    explains: /last spans/,
    when: (evidence) => {
      const [made] = processors(evidence);
      return (
        lacksLast(evidence) &&
        arrivedSpans(shownPage(evidence)).length > 0 && {
          message: `The browser's span of ${lastCall(evidence)?.what} never arrived; the page was left soon after that request.`,
          ...(made && pagePlace(made)),
        }
      );
    },
  },
  {
    id: "fetch-watched-twice",
    severity: "advice",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const double = pageCalls(evidence).find((call) => {
        const { asked, made } = watched(evidence, call);
        return asked > 0 && made >= 2 * asked;
      });
      const [, second] = watchers(evidence);
      return (
        double && {
          message: `The browser made two spans of each request, such as ${double.what}: fetch is watched twice, so every request is counted twice.`,
          ...(second && pagePlace(second)),
          remedy:
            second && statementOf(second.node).type === "ExpressionStatement"
              ? edits(removeStatement(second.node))
              : undefined,
        }
      );
    },
  },
];

function propagatorPlace(evidence: Evidence) {
  const [call] = settings(evidence, "propagation", "setGlobalPropagator");
  const made = call ?? registeredProvider(evidence);
  const file = setupFile(evidence)?.path;
  return made ? pagePlace(made) : file ? { file } : {};
}

/** The W3C propagator in the place of another one, or set after the provider. */
function w3cPropagator(evidence: Evidence): Remedy | undefined {
  const program = pageProgramOf(evidence);
  const [argument] = settings(evidence, "propagation", "setGlobalPropagator").at(-1)?.arguments ?? [];
  const last = settings(evidence, "trace", "setGlobalTracerProvider").at(-1);
  const file = argument ? propagatorPlace(evidence).file : last?.file;
  if (!file) return undefined;
  const { local, edits: imports } = lessonName(program, file, "W3CTraceContextPropagator");
  if (argument) return edits(...imports, replaceNode(argument, `new ${local}()`));
  const api = lessonName(program, file, "propagation");
  return (
    last &&
    edits(
      ...imports,
      ...api.edits,
      addAfterStatement(last.node, `${api.local}.setGlobalPropagator(new ${local}());`),
    )
  );
}

function contextManager(evidence: Evidence, file: string): Remedy | undefined {
  const program = pageProgramOf(evidence);
  const last = settings(evidence, "trace", "setGlobalTracerProvider").at(-1);
  const manager = lessonName(program, file, "StackContextManager");
  const api = lessonName(program, file, "context");
  return (
    last &&
    edits(
      ...manager.edits,
      ...api.edits,
      addAfterStatement(last.node, `${api.local}.setGlobalContextManager(new ${manager.local}().enable());`),
    )
  );
}

function onlyTheBackend(
  evidence: Evidence,
  { made }: NonNullable<ReturnType<typeof givenOption>>,
): Remedy | undefined {
  const pattern = backendPattern(evidence, made.file);
  return edits(...pattern.edits, withOption(made, URLS, pattern.code));
}

/** A request without CORS may carry no header of its own. */
function isAskedByCors(call: PageCall | undefined): boolean {
  return call?.request.headers["sec-fetch-mode"] === "cors";
}

type Value = ReturnType<ReturnType<typeof pageProgramOf>["valueOf"]>;

function listOf(value: Value): readonly Value[] {
  return eachOf(value).flatMap((each) => (each.kind === "array" ? each.elements : [each]));
}

/** As OpenTelemetry compares them: a string is the whole address, an expression is searched for in it. */
function fits(value: Value, url: string): boolean {
  if (value.kind === "string") return value.value === url;
  if (value.kind !== "regexp") return false;
  try {
    return new RegExp(value.pattern, value.flags.replace("g", "")).test(url);
  } catch {
    return false;
  }
}
