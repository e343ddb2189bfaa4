import {
  acceptedSpans,
  besideTheWork,
  calls,
  constructions,
  INSTRUMENTATION,
  lineAt,
  lineWith,
  nearestWord,
  ownInVisits,
  ownReceived,
  ownStarted,
  pointAt,
  shownAt,
  spanCalls,
  tracerCalls,
  visit,
  type CodeLine,
  type Evidence,
  type Mistake,
  type StartedSpan,
} from "#course-kit";
import { FAILING, HOME, HOME_VISITS, SPAN, startedIn, TRACER, WHOLE } from "./facts.ts";

const SPELL_IT = `Spell it so: "${SPAN}"`;
const PATH = "/api/activities/home";

/** The span is not there, or not under its name, or not where the home feed comes past. */
export const nameMistakes: readonly Mistake[] = [
  {
    id: "renamed-instead-of-started",
    learn: "end-only-what-you-started",
    hides: ["custom-span-missing", "rename-without-effect"],
    when: (evidence) => {
      const renamed = renamedSpans(evidence).find(({ to }) => to === SPAN);
      return (
        renamed && {
          message: `updateName() gave the name ${SPAN} to a span of ${renamed.maker}. That makes no span: the trace has as many rows as before.`,
          ...shownAt(evidence, renamed.at),
          fix: `Start one of your own:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "framework-span-ended",
    learn: "end-only-what-you-started",
    when: (evidence) => {
      const ended = evidence.run?.started.find(
        ({ scope, endings }) => INSTRUMENTATION.test(scope) && endings.some(({ at }) => at),
      );
      const at = ended?.endings.find((ending) => ending.at)?.at;
      return (
        ended &&
        at && {
          message: `Your code ends the span ${ended.name}, which ${makerOf(ended.scope)} made and ends by itself. Its time is too short now.${/getActiveSpan/.test(lineAt(evidence, at)) ? " getActiveSpan() gives the span that is current, whoever made it." : ""}`,
          ...shownAt(evidence, at),
          fix: `Take that end() away. End only what you started yourself:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "span-before-requests",
    learn: "the-current-span",
    hides: ["span-shared-by-requests", "ended-twice", "custom-span-missing"],
    when: (evidence) => {
      const early = outsideOfRequests(evidence).find(({ began }) => began < firstRequest(evidence));
      return (
        early && {
          message: `The span ${SPAN} is started when the file is loaded, once and outside of any request. Each request needs a span of its own.`,
          ...shownAt(evidence, early.at),
          fix: `The tracer stays at the top of the file; the span begins inside homeActivities():\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "span-outside-of-its-request",
    learn: "the-current-span",
    hides: ["custom-span-missing", "span-code-never-runs"],
    when: (evidence) => {
      const late = outsideOfRequests(evidence).find(({ began }) => began > firstRequest(evidence));
      return (
        late && {
          message: `The span ${SPAN} is started, but in no request: what runs that line was set up before (a timer, a queue, a listener), and knows of no request.`,
          ...shownAt(evidence, late.at),
          fix: `Start it in homeActivities() itself. What must run later is handed its request's context:\nimport { context } from "@opentelemetry/api";\n\nqueue.push(context.bind(context.active(), job));`,
        }
      );
    },
  },
  {
    id: "names-swapped",
    learn: "your-task",
    hides: ["span-name-differs", "tracer-name-differs", "custom-span-missing"],
    when: (evidence) => {
      const swapped = ownInHome(evidence).find(({ name, scope }) => name === TRACER && scope === SPAN);
      return (
        swapped && {
          message: `The two names are swapped: the tracer is called ${SPAN} and the span ${TRACER}.`,
          ...shownAt(evidence, swapped.at),
          fix: `Change them over:\nconst tracer = trace.getTracer("${TRACER}");\n…\ntracer.startActiveSpan("${SPAN}", …)`,
        }
      );
    },
  },
  {
    id: "value-in-the-span-name",
    learn: "one-name-for-one-kind-of-work",
    hides: ["span-name-differs", "custom-span-missing", "span-named-by-value"],
    when: (evidence) => {
      const differing = ownInHome(evidence).filter(({ name, at }) => at && name !== SPAN);
      const varying = [...Map.groupBy(differing, ({ at }) => `${at?.file}:${at?.line}`).values()]
        .map((spans) => ({
          at: namedAt(evidence, spans[0]),
          names: [...new Set(spans.map(({ name }) => name))],
        }))
        .find(({ names }) => names.length > 2);
      return (
        varying &&
        startedIn(evidence, ...HOME_VISITS).length === 0 && {
          message: `The span has another name in each request: ${varying.names.slice(0, 3).join(", ")}. Then nobody can group by name; a value belongs into a field (step 6).`,
          ...shownAt(evidence, varying.at),
          fix: SPELL_IT,
        }
      );
    },
  },
  {
    id: "span-name-differs",
    learn: "your-task",
    hides: ["span-in-another-service", "custom-span-missing"],
    when: (evidence) => {
      if (startedIn(evidence, ...HOME_VISITS).length > 0) return undefined;
      const own = ownInHome(evidence).filter(({ name }) => name !== SPAN);
      const other =
        own.find(({ name }) => nearestWord(name, [SPAN])) ??
        own.find(({ scope }) => scope === TRACER) ??
        own.find(({ at }) => at?.file === HOME);
      return (
        other && {
          message:
            other.name === "home-activites-mock-data"
              ? `The span is called ${other.name}, as in the bootcamp's video. There it is a slip of the pen: activities has an i more.`
              : `The span is called ${shownName(other.name)}. The check, and later your queries, look for ${SPAN}.`,
          ...shownAt(evidence, namedAt(evidence, other)),
          fix: SPELL_IT,
        }
      );
    },
  },
  {
    id: "span-in-another-service",
    learn: "your-task",
    hides: ["custom-span-missing", "span-of-home-reused"],
    when: (evidence) => {
      const everywhere = startedIn(evidence, ...HOME_VISITS).length > 0;
      const elsewhere = ownStarted(evidence).find(
        ({ name, visit: id }) => name === SPAN && id !== undefined && pathOf(evidence, id) !== PATH,
      );
      const fix = `Move it into homeActivities() in ${HOME}:\n${WHOLE}`;
      if (elsewhere?.visit === "notifications" || (elsewhere && !everywhere)) {
        const asked = pathOf(evidence, elsewhere.visit);
        return {
          message: everywhere
            ? `A request for ${asked} made the span ${SPAN} as well: it stands in code that other services run too.`
            : `The span ${SPAN} was made by a request for ${asked}, not for the home feed.`,
          ...shownAt(evidence, elsewhere.at),
          fix,
        };
      }
      if (everywhere) return undefined;
      const call = spanCalls(evidence.backend.sources).find(
        ({ gives, file }) => gives === SPAN && file !== HOME,
      );
      return (
        call && {
          message: `The span is started in ${call.file}, and no request for the home feed came past that line.`,
          ...pointAt(call),
          fix,
        }
      );
    },
  },
  {
    id: "span-code-never-runs",
    learn: "a-span-of-your-own",
    hides: ["custom-span-missing"],
    when: (evidence) => {
      if (ownInHome(evidence).length > 0) return undefined;
      const call = spanCalls(evidence.backend.sources).find(({ file }) => file === HOME);
      return (
        call &&
        visited(evidence) && {
          message: `${HOME} has the code for a span, but no request for the home feed ran it.`,
          ...pointAt(call),
          fix: `It must stand inside homeActivities(), around the work:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "span-in-another-process",
    learn: "the-current-span",
    hides: [
      "span-code-never-runs",
      "custom-span-missing",
      "span-in-another-service",
      "tracer-without-a-span",
    ],
    when: (evidence) => {
      const { backend, run } = evidence;
      const loaded = new Set(run?.modules.map(({ name }) => name));
      const start = [
        ...constructions(backend.sources, /^Worker$/),
        ...calls(backend.sources, /^(fork|spawn)$/),
      ].find(({ file }) => loaded.has(file));
      const call = spanCalls(backend.sources).find(({ file }) => !loaded.has(file));
      return (
        start &&
        call &&
        visited(evidence) &&
        startedIn(evidence, ...HOME_VISITS).length === 0 && {
          message: `${call.file} has the code for a span, but ${start.text.startsWith("new") ? "a worker thread" : "another process"} runs it. No SDK is started there, and it knows nothing of the request.`,
          ...pointAt(start),
          fix: `Leave the span where the request is, and let it wait for the answer of the other:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "tracer-without-a-span",
    learn: "a-span-of-your-own",
    hides: ["custom-span-missing"],
    when: (evidence) => {
      const [tracer] = tracerCalls(evidence.backend.sources);
      return (
        tracer &&
        visited(evidence) &&
        ownStarted(evidence).length === 0 &&
        spanCalls(evidence.backend.sources).length === 0 && {
          message: "There is a tracer, but nobody asks it for a span.",
          ...pointAt(tracer),
          fix: `In homeActivities(), around the work:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "span-not-from-the-api",
    learn: "a-span-of-your-own",
    hides: ["custom-span-missing", "span-in-another-service", "span-code-never-runs"],
    when: (evidence) => {
      const known = new Set(evidence.run?.started.map(({ spanId }) => spanId));
      const foreign = ownReceived(evidence).find(({ name, spanId }) => name === SPAN && !known.has(spanId));
      return (
        foreign &&
        startedIn(evidence, ...HOME_VISITS).length === 0 && {
          message: `A span ${SPAN} arrived, but no tracer of the API started it while a request was served. The check counts spans that the requests themselves make.`,
          file: HOME,
          fix: `Let a tracer start it, around the work:\nimport { trace } from "@opentelemetry/api";\n\nconst tracer = trace.getTracer("${TRACER}");\n\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "custom-span-missing",
    learn: "your-task",
    when: (evidence) => {
      const missing = visited(evidence) && startedIn(evidence, ...HOME_VISITS).length === 0;
      const text = evidence.backend.sources.find(({ path }) => path === HOME)?.text;
      const line = text ? lineWith(text, "queryMockStore(`home") : undefined;
      const own = [...new Set(ownInHome(evidence).map(({ name }) => name))];
      return (
        missing && {
          message: `The requests for the home feed make no span named ${SPAN} yet. ${own.length > 0 ? `Of yours, they make ${own.slice(0, 3).join(", ")}.` : "The trace shows Express and HTTP alone; what the service does, it cannot tell."}`,
          file: HOME,
          ...(line && { line }),
          fix: `Ask trace for a tracer, at the top of the file:\nimport { trace } from "@opentelemetry/api";\n\nconst tracer = trace.getTracer("${TRACER}");\n\nand in homeActivities(), around the work:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "span-made-more-than-once",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const id = HOME_VISITS.find((each) => startedIn(evidence, each).length > 1);
      const spans = id === undefined ? [] : startedIn(evidence, id);
      const places = [...new Set(spans.map(({ at }) => (at ? `${at.file}:${at.line}` : "")))].filter(Boolean);
      return (
        spans.length > 1 && {
          message: `One request made the span ${SPAN} ${spans.length} times${places.length > 1 ? `, at ${places.join(" and ")}` : ": that line runs more than once in a request"}. One is enough; each span counts as an event.`,
          ...shownAt(evidence, spans.at(-1)?.at),
          fix: `Keep one, around the whole work of homeActivities():\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "some-requests-without-span",
    learn: "a-span-of-your-own",
    when: (evidence) => {
      const some = startedIn(evidence, ...HOME_VISITS);
      const without = HOME_VISITS.filter(
        (id) => evidence.run?.visits.some((each) => each.id === id) && startedIn(evidence, id).length === 0,
      );
      // A span that begins behind the store's answer is not reached when the store fails: that is its own mistake.
      const isBehind = some.every((span) => besideTheWork(evidence, span) === "after-it");
      if (isBehind && without.every((id) => id === FAILING)) return undefined;
      const users = without.map((id) => visit(evidence, id).headers?.["x-cruddur-user"] ?? "nobody");
      return (
        some.length > 0 &&
        without.length > 0 &&
        !evidence.run?.uncaught && {
          message: `Not every request for the home feed made the span. These users asked without one: ${[...new Set(users)].join(", ")}.`,
          ...shownAt(evidence, some[0]?.at),
          fix: `Start it before any if, in every call of homeActivities():\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "tracer-name-differs",
    learn: "your-task",
    when: (evidence) => {
      const other = startedIn(evidence, ...HOME_VISITS).find(({ scope }) => scope !== TRACER);
      return (
        other && {
          message: `The tracer that started the span is called ${other.scope || "nothing"}; it should be ${TRACER}. In Honeycomb this is the column library.name.`,
          ...placeOfTracer(evidence, other),
          fix: `const tracer = trace.getTracer("${TRACER}");`,
        }
      );
    },
  },
];

/** Spans of instrumentations that the learner's code gave another name. */
export function renamedSpans({ run }: Evidence) {
  return (run?.renamed ?? []).flatMap(({ spanId, name, at }) => {
    const span = run?.started.find((each) => each.spanId === spanId);
    if (!span || !INSTRUMENTATION.test(span.scope)) return [];
    const arrived = run && acceptedSpans(run).find((each) => each.spanId === spanId);
    return [{ to: name, at, maker: makerOf(span.scope), arrivedAs: arrived?.name }];
  });
}

/** In quotation marks where a blank at an end would not be seen. */
function shownName(name: string): string {
  if (name.trim() === "") return "nothing at all";
  return /^\s|\s$/.test(name) ? `${JSON.stringify(name)}, with a blank in it` : name;
}

/** Where a span got its name: at its start, or by updateName(). */
function namedAt({ run }: Evidence, span: StartedSpan | undefined): CodeLine | undefined {
  return run?.renamed.findLast(({ spanId }) => spanId === span?.spanId)?.at ?? span?.at;
}

function makerOf(scope: string): string {
  const library = scope.replace(INSTRUMENTATION, "");
  return library === "express" ? "Express" : `the ${library} instrumentation`;
}

function placeOfTracer(evidence: Evidence, { scope, at }: StartedSpan) {
  const named = tracerCalls(evidence.backend.sources).filter(({ gives }) => gives === scope);
  const call = named.find(({ file }) => file === at?.file) ?? named[0];
  return call ? pointAt(call) : shownAt(evidence, at);
}

function visited({ run }: Evidence): boolean {
  return run?.outcome.kind === "listened" && run.visits.some(({ id }) => id === "andrewbrown");
}

/** The learner's own spans in the requests for the home feed. */
function ownInHome(evidence: Evidence): StartedSpan[] {
  return ownInVisits(evidence).filter(({ visit: id }) => pathOf(evidence, id) === PATH);
}

function pathOf({ run }: Evidence, id: string | undefined): string | undefined {
  return run?.visits.find((each) => each.id === id)?.path;
}

function outsideOfRequests(evidence: Evidence): StartedSpan[] {
  return ownStarted(evidence).filter(({ name, visit: id }) => name === SPAN && id === undefined);
}

/** The moment of the first span that a request made. */
function firstRequest({ run }: Evidence): number {
  return run?.started.find(({ visit: id }) => id !== undefined)?.began ?? Infinity;
}
