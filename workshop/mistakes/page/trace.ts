import { literally } from "../../trace/literally.ts";
import { acceptedSpans, runOf } from "../../facts/run-facts.ts";
import { calls, constructions } from "../../facts/look-in-sources.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { resolved } from "../../facts/otlp-settings.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  arrivedSpans,
  backendService,
  pageCalls,
  pageServices,
  shownPage,
  toldStrangers,
  type PageCall,
} from "../../facts/page-calls.ts";
import {
  pagePlace,
  browserCode,
  functionAround,
  requestInstrumentation,
  PAGE_SETUP,
  setupFile,
  wordsAt,
} from "../../facts/page-code.ts";
import { FETCH, LOADED, lacksLast, lastCall } from "../../facts/page-words.ts";

/** What the arrived spans are called, and whether the two sides make one trace. */
export const pageTraceMistakes: readonly Mistake[] = [
  {
    id: "web-service-name-missing",
    learn: "whose-spans-are-these",
    when: (evidence) => {
      const nameless = namesOfArrived(evidence).some(
        (name) => name.trim() === "" || name.startsWith("unknown_service"),
      );
      const meant = wordsAt(evidence.frontend?.sources ?? [], /OTEL_SERVICE_NAME|service_name|serviceName/);
      const sent = arrivedSpans(shownPage(evidence)).flatMap(({ resource }) => Object.keys(resource));
      const near = sent.find(
        (name) => name !== "service.name" && nearestWord(name.replace(/\W+/g, "."), ["service.name"]),
      );
      return (
        nameless && {
          message: near
            ? `The browser's resource has "${near}"; the field is called service.name, with a dot and in small letters.`
            : meant
              ? "The browser's spans have no service name: a browser has no environment, and the resource's field is service.name."
              : "The browser's spans have no service name; at Honeycomb they would land in unknown_service.",
          ...((near && wordsAt(browserCode(evidence), near)) || meant || providerAt(evidence)),
          fix: 'resource: resourceFromAttributes({ "service.name": "frontend" }),',
        }
      );
    },
  },
  {
    id: "web-service-name-shared",
    learn: "whose-spans-are-these",
    when: (evidence) => {
      const name = backendService(evidence);
      return (
        name !== undefined &&
        namesOfArrived(evidence).includes(name) && {
          message: `The browser's spans call themselves ${name}, as the backend's do. Nobody can tell the two apart.`,
          ...(wordsAt(browserCode(evidence), new RegExp(`["'\`]${literally(name)}["'\`]`)) ??
            providerAt(evidence)),
          fix: 'resource: resourceFromAttributes({ "service.name": "frontend" }),',
        }
      );
    },
  },
  {
    id: "first-request-not-watched",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const [first, ...later] = pageCalls(evidence);
      return (
        first &&
        !first.request.headers["traceparent"] &&
        !isWatched(evidence, first) &&
        later.some(({ request }) => request.headers["traceparent"]) && {
          message: `${first.what} went out before fetch was watched; the requests after it have a traceparent.`,
          ...late(evidence),
        }
      );
    },
  },
  {
    id: "other-propagator-in-the-page",
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const page = shownPage(evidence);
      const other = page.requests
        .flatMap(({ headers }) => [
          ...Object.keys(headers),
          ...(headers["access-control-request-headers"] ?? "").split(/,\s*/),
        ])
        .find((name) => /^(b3|x-b3-traceid|uber-trace-id|x-amzn-trace-id|sentry-trace)$/.test(name));
      return (
        other && {
          message: `The browser tells the trace in the header ${other}; the backend reads traceparent.`,
          ...(wordsAt(browserCode(evidence), /setGlobalPropagator/) ??
            wordsAt(browserCode(evidence), /Propagator/)),
          fix: "propagation.setGlobalPropagator(new W3CTraceContextPropagator());",
        }
      );
    },
  },
  {
    id: "no-propagator",
    symptom: true,
    learn: "two-traces-instead-of-one",
    when: (evidence) =>
      untold(evidence) &&
      evidence.page?.api?.writes.includes("traceparent") !== true && {
        message: evidence.page?.api?.propagator
          ? `The browser makes spans, and nobody writes their ids into traceparent: the propagator that is set writes ${evidence.page.api.writes.join(", ") || "nothing"}.`
          : "The browser makes spans, and nobody writes their ids into headers: no propagator is set.",
        ...((evidence.page?.api?.propagator && wordsAt(browserCode(evidence), /setGlobalPropagator\(/)) ||
          providerAt(evidence)),
        fix: "propagation.setGlobalPropagator(new W3CTraceContextPropagator());",
      },
  },
  {
    id: "no-context-manager",
    learn: "two-traces-instead-of-one",
    when: (evidence) =>
      untold(evidence) &&
      !evidence.page?.api?.contextManager && {
        message:
          "The browser makes spans, and none of them is ever the current one: no context manager is set.",
        ...providerAt(evidence),
        fix: "context.setGlobalContextManager(new StackContextManager().enable());",
      },
  },
  {
    id: "backend-is-ignored",
    symptom: true,
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const call = untold(evidence);
      const ignoring = wordsAt(browserCode(evidence), "ignoreUrls");
      return (
        call &&
        ignoring &&
        !isWatched(evidence, call) && {
          message: `ignoreUrls fits ${call.request.url}, so the page makes no span for its own requests.`,
          ...ignoring,
          fix: `Take it out. The exporter's own requests are left out anyway:\n${FETCH}`,
        }
      );
    },
  },
  {
    id: "traceparent-url-missing",
    symptom: true,
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const made = requestInstrumentation(evidence);
      const call = untold(evidence);
      const elsewhere = wordsAt(browserCode(evidence), "propagateTraceHeaderCorsUrls");
      const isPlain = made && (made.node.arguments.length === 0 || made.options.size > 0);
      if (!call || !(isPlain ? !made.options.has("propagateTraceHeaderCorsUrls") : !elsewhere))
        return undefined;
      const other = [...(made?.options.keys() ?? [])].find((name) => /^propagate/i.test(name));
      return {
        message: `The backend is at another origin, ${evidence.page?.backend}, and there the browser sends no traceparent unless it is told to.${other ? ` ${other} is none of the instrumentation's options.` : elsewhere ? " propagateTraceHeaderCorsUrls stands outside of the instrumentation's brackets." : ""}`,
        ...(elsewhere ?? made?.at),
        fix: FETCH,
      };
    },
  },
  {
    id: "traceparent-url-does-not-fit",
    symptom: true,
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const place = wordsAt(browserCode(evidence), "propagateTraceHeaderCorsUrls");
      const asText = place && /propagateTraceHeaderCorsUrls:\s*\[?\s*["'`A-Z]/.test(place.found);
      const call = untold(evidence);
      return (
        place &&
        call &&
        isWatched(evidence, call) && {
          message: `propagateTraceHeaderCorsUrls does not fit ${call.request.url}${asText ? ": a text there has to be the whole address" : ""}, so the browser sent no traceparent.`,
          ...place,
          fix: FETCH,
        }
      );
    },
  },
  {
    id: "backend-begins-anew",
    learn: "with-more-services-than-two",
    when: (evidence) => {
      const call = pageCalls(evidence).find(
        ({ request, server }) => request.headers["traceparent"]?.endsWith("-01") && !server,
      );
      const asked = call && new URL(call.request.url).pathname;
      const anew = acceptedSpans(runOf(evidence)).some(
        ({ visit, kind, fields, parentSpanId }) =>
          visit === "page" && kind === "server" && !parentSpanId && fields["url.path"] === asked,
      );
      const setting = resolved(evidence).variables.get("OTEL_PROPAGATORS");
      const inCode = wordsAt(evidence.backend.sources, /textMapPropagator|setGlobalPropagator|Propagator\(/);
      return (
        anew && {
          message: `The browser sent traceparent with ${call?.what}, and the backend did not read it: it began a trace of its own.${setting?.value ? ` Its OTEL_PROPAGATORS is ${setting.value}.` : ""}`,
          ...(setting?.value ? placeOfSetting(setting.origin) : inCode),
          fix: "Leave it to the SDK, which reads traceparent unless it is told otherwise: no OTEL_PROPAGATORS, and no propagator in backend/src/instrumentation.ts.",
        }
      );
    },
  },
  {
    id: "strangers-are-told",
    learn: "only-to-the-backend",
    when: (evidence) => {
      const [stranger] = toldStrangers(shownPage(evidence));
      return (
        stranger && {
          message: `The check let the page ask ${new URL(stranger.url).origin}, a stranger, and the browser would have sent traceparent there too.`,
          ...(wordsAt(browserCode(evidence), "propagateTraceHeaderCorsUrls") ??
            requestInstrumentation(evidence)?.at),
          fix: FETCH,
        }
      );
    },
  },
  {
    id: "last-spans-of-the-page-lost",
    learn: "before-the-page-is-left",
    when: (evidence) =>
      lacksLast(evidence) &&
      arrivedSpans(shownPage(evidence)).length > 0 && {
        message: `The browser's span of ${lastCall(evidence)?.what} never arrived; the page was left soon after that request.`,
        ...wordsAt(browserCode(evidence), /SpanProcessor\(/),
        fix: "The batch processor sends what it holds when the page is hidden:\nnew BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })",
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
      if (!double) return undefined;
      const [, second] = constructions(browserCode(evidence), WATCHERS);
      return {
        message: `The browser made two spans of each request, such as ${double.what}: fetch() is watched twice, so every request is counted double.`,
        ...(second ? pagePlace(second) : {}),
        fix: second
          ? "Take one of the two away."
          : `Let the file run once, and let it hold one of these lines alone:\n${FETCH}`,
      };
    },
  },
];

/** What makes a span of each request that the page asks. */
const WATCHERS = /^(Fetch|XMLHttpRequest)Instrumentation$|^getWebAutoInstrumentations$/;

/** Whether each request for its address has a span of the browser's, be it told to the backend or not. */
function isWatched(evidence: Evidence, call: PageCall): boolean {
  const { asked, made } = watched(evidence, call);
  return made >= asked;
}

/** How often its address was asked for, and how many spans the browser made of that. */
function watched(evidence: Evidence, { request }: PageCall): { asked: number; made: number } {
  const { requests, spans } = shownPage(evidence);
  const asked = requests.filter(({ method, url }) => method === request.method && url === request.url);
  const made = spans.filter(
    ({ name, fields }) => name.includes(request.method) && Object.values(fields).includes(request.url),
  );
  return { asked: asked.length, made: made.length };
}

function providerAt(evidence: Evidence) {
  const made = constructions(browserCode(evidence), /TracerProvider$/)[0];
  return made ? pagePlace(made) : { file: setupFile(evidence)?.path ?? PAGE_SETUP };
}

function placeOfSetting({ file, line }: { readonly file?: string; readonly line?: number }) {
  return { ...(file && { file }), ...(line && { line }) };
}

/** Where it is loaded or begun too late, and how it comes first. */
function late(evidence: Evidence) {
  const code = browserCode(evidence);
  const made = requestInstrumentation(evidence);
  const name = made && functionAround(made);
  const called = name && calls(code, new RegExp(`^${literally(name)}$`))[0];
  if (made && name !== undefined)
    return called
      ? {
          ...pagePlace(called),
          fix: `Call it where it is written, in the last line of ${made.at.file}:\n${name}();`,
        }
      : { ...made.at, fix: `Let it begin at once, outside of every function:\n${FETCH}` };
  const place =
    wordsAt(code, /import\(|from "\.\/instrumentation|import "\.\/instrumentation/) ??
    wordsAt(evidence.frontend?.sources ?? [], /<script[^>]*instrumentation/);
  return {
    ...(place ?? { file: "frontend/src/main.ts" }),
    fix: `Load it before everything else, at the top of frontend/src/main.ts:\n${LOADED}`,
  };
}

function namesOfArrived(evidence: Evidence): string[] {
  const page = shownPage(evidence);
  return arrivedSpans(page).length > 0 ? pageServices(page) : [];
}

/** A request of the page's, made while spans were made, that told the backend nothing of them. */
function untold(evidence: Evidence) {
  const page = shownPage(evidence);
  if (page.spans.length === 0) return undefined;
  return pageCalls(evidence).find(({ request }) => !request.headers["traceparent"]);
}
