import {
  calls,
  constructions,
  lineWith,
  listMistakes,
  nearestWord,
  ownReceived,
  ownStarted,
  placeOf,
  nodesOf,
  serverSpan,
  spanCalls,
  spanMs,
  tracerCalls,
  visit,
  withoutType,
  type CodeLine,
  type Evidence,
  type Place,
  type ReceivedSpan,
  type StartedSpan,
} from "#course-kit";
import {
  answerProblem,
  FAILING,
  HOME_VISITS,
  LEAST_SHARE,
  shareOfWork,
  SPAN,
  startedIn,
  SUCCEEDING,
  TRACER,
} from "./facts.ts";

const HOME = "backend/src/services/home-activities.ts";
const WHOLE = `return tracer.startActiveSpan("${SPAN}", async (span) => {
  try {
    // … the work, as it was, with its await and its return
  } finally {
    span.end();
  }
});`;

/** Nearest to the cause first: the code that fails, the span that is not there, its name and tracer, its end, its place. */
export const mistakes = listMistakes([
  {
    id: "context-with-without-function",
    learn: "the-current-span",
    hides: ["spans-never-sent", "home-does-not-answer", "service-throws", "unhandled-failure"],
    when: ({ run, backend }) => {
      const said = /Function\.prototype\.apply was called on ([^\n,]+)/.exec(words(run))?.[1];
      const [place] = calls(backend.sources, /^with$/);
      return (
        said &&
        place && {
          message: `context.with() was given ${said} to call. Its second argument must be a function: the context holds for as long as that function runs.`,
          ...pointAt(place),
          found: place.text,
          fix: "Give it a function:\ncontext.with(trace.setSpan(context.active(), span), async () => {\n  // … the work\n});",
        }
      );
    },
  },
  {
    id: "span-taken-as-tracer",
    learn: "your-task",
    hides: [
      "spans-never-sent",
      "home-does-not-answer",
      "service-throws",
      "unhandled-failure",
      "backend-crashed",
    ],
    when: ({ run, backend }) => {
      const said = /(\S+ is not a function)/.exec(
        wordsWith(run, /\.(startSpan|startActiveSpan|getTracer|end)\b[^\n]* is not a function/),
      )?.[1];
      const [place] = [...spanCalls(backend.sources), ...tracerCalls(backend.sources)];
      return (
        said && {
          message: `The code asks the wrong object: ${said}. trace gives a tracer, the tracer starts a span, and only the span can be ended.`,
          ...(throwPlace(run) ?? (place ? pointAt(place) : {})),
          fix: `Ask trace for a tracer, at the top of the file:\nimport { trace } from "@opentelemetry/api";\n\nconst tracer = trace.getTracer("${TRACER}");\n\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "service-throws",
    learn: "the-answer-is-lost",
    hides: ["spans-never-sent", "home-does-not-answer"],
    when: (evidence) => {
      const { run } = evidence;
      const [error] = thrown(run);
      const broken = SUCCEEDING.some((id) => answered(evidence, id) && visit(evidence, id).status === 500);
      return (
        broken &&
        error && {
          message: `The home feed answers 500 now, because the code throws: ${error}`,
          ...throwPlace(run),
          fix: `Mend that line. The span's frame around the work is:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "answer-lost",
    learn: "the-answer-is-lost",
    hides: [
      "spans-never-sent",
      "unhandled-failure",
      "ended-before-the-work",
      "no-shutdown-handler",
      "exits-before-the-flush",
    ],
    when: (evidence) => {
      const empty = SUCCEEDING.find(
        (id) => answered(evidence, id) && /empty answer|no list/.test(answerProblem(evidence, id) ?? ""),
      );
      const [own] = startedIn(evidence, ...HOME_VISITS);
      return (
        empty &&
        own && {
          message: `The span is there, but the home feed's answer is ${visit(evidence, empty).response === "" ? "empty" : "no longer a list"}: what the function inside startActiveSpan returns does not get out.`,
          ...own.at,
          found: lineAt(evidence, own.at),
          fix: `Write return in front of startActiveSpan, and return the results inside it:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "unhandled-failure",
    learn: "also-when-it-fails",
    hides: [
      "spans-never-sent",
      "backend-crashed",
      "no-shutdown-handler",
      "exits-before-the-flush",
      "open-when-it-fails",
    ],
    when: (evidence) => {
      const { run } = evidence;
      const own = startedIn(evidence, FAILING)[0] ?? startedIn(evidence, ...SUCCEEDING)[0];
      return (
        run?.uncaught &&
        /assimilated/.test(run.uncaught.message) &&
        own && {
          message:
            "When the store failed, nobody waited for the promise, so the failure ended the whole backend instead of one request.",
          ...own.at,
          fix: `Hand the promise on: return (or await) what startActiveSpan gives.\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "answers-changed",
    learn: "the-answer-is-lost",
    when: (evidence) => {
      const id = HOME_VISITS.find((each) => answered(evidence, each) && answerProblem(evidence, each));
      const problem = id && visit(evidence, id).error === undefined && answerProblem(evidence, id);
      return (
        problem &&
        !evidence.run?.uncaught &&
        startedIn(evidence, ...HOME_VISITS).length > 0 && {
          message:
            id === FAILING
              ? `The store fails for the user borg, and that must stay a failure: ${problem}. A catch that does not throw again hides it.`
              : `A span watches the work and changes nothing, but ${problem}.`,
          file: HOME,
          fix:
            id === FAILING
              ? "In the catch, throw again:\nthrow error;"
              : `Bring the work back as it was, inside the span:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "sdk-in-a-service",
    learn: "your-task",
    hides: ["custom-span-missing", "two-sdks"],
    when: ({ backend, run }) => {
      const inService = constructions(backend.sources, /^NodeSDK$|TracerProvider$/).find(({ file }) =>
        file.includes("/services/"),
      );
      return (
        run &&
        inService && {
          message: `${inService.file} builds a second OpenTelemetry. There is one for the whole process, from step 4; a service only asks it for a tracer.`,
          ...pointAt(inService),
          found: inService.text,
          fix: `Ask trace for a tracer, at the top of the file:\nimport { trace } from "@opentelemetry/api";\n\nconst tracer = trace.getTracer("${TRACER}");`,
        }
      );
    },
  },
  {
    id: "renamed-instead-of-started",
    learn: "a-span-of-your-own",
    when: (evidence) => {
      const renamed = evidence.run?.spans.find(
        ({ name, scope }) => name === SPAN && scope.name.startsWith("@opentelemetry/instrumentation-"),
      );
      const [place] = calls(evidence.backend.sources, /^updateName$/);
      return (
        renamed && {
          message: `No new span was started: the one that Express made was renamed to ${SPAN}, so the request handler is gone from the trace.`,
          ...(place && { ...pointAt(place), found: place.text }),
          fix: `Start one of your own:\nconst tracer = trace.getTracer("${TRACER}");\n\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "framework-span-ended",
    learn: "end-only-what-you-started",
    when: ({ run, backend }) => {
      const place =
        calls(backend.sources, /^end$/).find(({ text }) => /getActiveSpan\s*\(/.test(text)) ??
        calls(backend.sources, /^end$/).find(({ source, text }) => endsActiveSpan(source.text, text));
      const twice = run?.started.some(
        ({ scope, ended }) => scope.startsWith("@opentelemetry/instrumentation-") && ended > 1,
      );
      return (
        place &&
        twice && {
          message:
            "getActiveSpan() gave the span that Express made, and your code ended it; Express ends it once more, and its time is too short now.",
          ...pointAt(place),
          found: place.text,
          fix: `End only the span that you started:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "span-before-requests",
    learn: "the-current-span",
    when: (evidence) => {
      const early = ownStarted(evidence).find(({ name, visit: id }) => name === SPAN && id === undefined);
      return (
        early && {
          message: `The span ${SPAN} is started when the file is loaded, once and outside of any request. Each request needs a span of its own.`,
          ...early.at,
          found: lineAt(evidence, early.at),
          fix: `The tracer stays at the top of the file; the span begins inside homeActivities():\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "names-swapped",
    learn: "your-task",
    hides: ["span-name-differs", "tracer-name-differs"],
    when: (evidence) => {
      const swapped = ownIn(evidence).find(({ name, scope }) => name === TRACER && scope === SPAN);
      return (
        swapped && {
          message: `The two names are swapped: the tracer is called ${SPAN} and the span ${TRACER}.`,
          ...swapped.at,
          fix: `Change them over:\nconst tracer = trace.getTracer("${TRACER}");\n…\ntracer.startActiveSpan("${SPAN}", …)`,
        }
      );
    },
  },
  {
    id: "value-in-the-span-name",
    learn: "one-name-for-one-kind-of-work",
    hides: ["span-name-differs"],
    when: (evidence) => {
      const varying = ownIn(evidence).filter(({ name }) => name !== SPAN && name.includes(SPAN));
      const names = [...new Set(varying.map(({ name }) => name))];
      return (
        names.length > 1 && {
          message: `The span has another name in each request: ${names.slice(0, 3).join(", ")}. Then nobody can group by name; a value belongs into a field (step 6).`,
          ...varying[0]?.at,
          found: lineAt(evidence, varying[0]?.at),
          fix: `Spell it so: "${SPAN}"`,
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
      const own = ownIn(evidence);
      const other =
        own.find(({ name }) => nearestWord(name, [SPAN])) ?? own.find(({ scope }) => scope === TRACER);
      return (
        other && {
          message:
            other.name === "home-activites-mock-data"
              ? `The span is called ${other.name}, as in the bootcamp's video. There it is a slip of the pen: activities has an i more.`
              : `The span is called ${other.name || "nothing at all"}. The check, and later your queries, look for ${SPAN}.`,
          ...other.at,
          found: lineAt(evidence, other.at),
          fix: `Spell it so: "${SPAN}"`,
        }
      );
    },
  },
  {
    id: "span-in-another-service",
    learn: "your-task",
    hides: ["custom-span-missing"],
    when: (evidence) => {
      const elsewhere = ownStarted(evidence).find(
        ({ name, visit: id }) => name === SPAN && id === "notifications",
      );
      if (elsewhere) {
        const everywhere = startedIn(evidence, ...HOME_VISITS).length > 0;
        return {
          message: everywhere
            ? `A request for the notifications made the span ${SPAN} as well: it stands in code that every service uses.`
            : `The span ${SPAN} was made by a request for the notifications, not for the home feed.`,
          ...elsewhere.at,
          found: lineAt(evidence, elsewhere.at),
          fix: `Move it into homeActivities() in ${HOME}:\n${WHOLE}`,
        };
      }
      if (startedIn(evidence, ...HOME_VISITS).length > 0) return undefined;
      const call = spanCalls(evidence.backend.sources).find(
        ({ gives, file }) => gives === SPAN && file !== HOME,
      );
      return (
        call && {
          message: `The span is started in ${call.file}, which no request for the home feed runs through.`,
          ...pointAt(call),
          found: call.text,
          fix: `Move it into homeActivities() in ${HOME}:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "span-code-never-runs",
    learn: "a-span-of-your-own",
    hides: ["custom-span-missing"],
    when: (evidence) => {
      if (ownIn(evidence).length > 0) return undefined;
      const call = spanCalls(evidence.backend.sources).find(({ file }) => file === HOME);
      return (
        call &&
        visited(evidence) && {
          message: `${HOME} has the code for a span, but no request for the home feed ran it.`,
          ...pointAt(call),
          found: call.text,
          fix: `It must stand inside homeActivities(), around the work:\n${WHOLE}`,
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
          found: tracer.text,
          fix: `In homeActivities(), around the work:\n${WHOLE}`,
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
      return (
        missing && {
          message: `The requests for the home feed make no span named ${SPAN} yet. The trace shows Express and HTTP alone; what the service does, it cannot tell.`,
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
          message: `One request made the span ${SPAN} ${spans.length} times${places.length > 1 ? `, at ${places.join(" and ")}` : ": it stands in a loop or in a function that is called for each activity"}. One is enough; each span counts as an event.`,
          ...spans.at(-1)?.at,
          found: lineAt(evidence, spans.at(-1)?.at),
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
        (id) => answered(evidence, id) && startedIn(evidence, id).length === 0,
      );
      const users = without.map((id) => visit(evidence, id).headers?.["x-cruddur-user"]);
      return (
        some.length > 0 &&
        without.length > 0 &&
        !evidence.run?.uncaught && {
          message: `${some.length} of ${HOME_VISITS.length} requests for the home feed made the span; without it: ${users
            .map((user) => user ?? "the anonymous ones")
            .filter((user, index, all) => all.indexOf(user) === index)
            .join(", ")}.`,
          ...some[0]?.at,
          found: lineAt(evidence, some[0]?.at),
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
      const place = other && tracerCalls(evidence.backend.sources).find(({ gives }) => gives === other.scope);
      return (
        other && {
          message: `The tracer that started the span is called ${other.scope || "nothing"}; it should be ${TRACER}. In Honeycomb this is the column library.name.`,
          ...(place ? { ...pointAt(place), found: place.text } : other.at),
          fix: `const tracer = trace.getTracer("${TRACER}");`,
        }
      );
    },
  },
  {
    id: "span-never-ended",
    learn: "every-span-must-end",
    hides: ["open-when-it-fails"],
    when: (evidence) => {
      const open = startedIn(evidence, ...SUCCEEDING).find(({ ended }) => ended === 0);
      return (
        open &&
        !evidence.run?.uncaught && {
          message: `The span ${SPAN} is started and never ended. An open span is not sent: in the trace it is simply not there.`,
          ...open.at,
          found: lineAt(evidence, open.at),
          fix: `startActiveSpan does not end it for you. Put the end into a finally:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "open-when-it-fails",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const open = startedIn(evidence, FAILING).find(({ ended }) => ended === 0);
      return (
        open &&
        startedIn(evidence, ...SUCCEEDING).some(({ ended }) => ended > 0) && {
          message:
            "When the store throws (it does so for the user borg), the line with span.end() is never reached, and just the failing request lacks its span.",
          ...(endPlace(evidence) ?? open.at),
          fix: `A finally runs in both cases:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "ended-twice",
    learn: "end-only-what-you-started",
    when: (evidence) => {
      const twice = startedIn(evidence, ...HOME_VISITS).find(({ ended }) => ended > 1);
      const ends = calls(evidence.backend.sources, /^end$/).filter(({ file }) => file === twice?.at?.file);
      return (
        twice && {
          message: `The span ${SPAN} is ended ${twice.ended} times${ends.length > 1 ? ` (lines ${ends.map(({ line }) => line).join(" and ")})` : ""}. Only the first counts, and OpenTelemetry complains about the rest.`,
          ...(ends[0] ? pointAt(ends[0]) : twice.at),
          fix: "Keep the one in the finally, and take the others away:\nfinally {\n  span.end();\n}",
        }
      );
    },
  },
  {
    id: "span-is-a-root",
    learn: "the-current-span",
    hides: ["written-for-an-older-sdk"],
    when: (evidence) => {
      const root = received(evidence).find(({ parentSpanId }) => parentSpanId === undefined);
      const at = startOf(evidence, root);
      return (
        root &&
        root.visit !== undefined &&
        serverSpan(evidence, root.visit) && {
          message: `The span ${SPAN} has no parent: it is a trace of its own, apart from the request that made it. ${/root:\s*true/.test(sourceAt(evidence, at)) ? "The option root: true does that." : /ROOT_CONTEXT/.test(sourceAt(evidence, at)) ? "ROOT_CONTEXT does that: it is a context without a current span." : "It was started with a context that holds no span."}`,
          ...at,
          found: lineAt(evidence, at),
          fix: `Leave options and context away; the span finds its parent by itself:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "span-under-another-request",
    learn: "the-current-span",
    when: (evidence) => {
      const stray = received(evidence).find((span) => {
        const server = span.visit === undefined ? undefined : serverSpan(evidence, span.visit);
        return server && span.parentSpanId !== undefined && span.traceId !== server.traceId;
      });
      const at = startOf(evidence, stray);
      return (
        stray && {
          message:
            "The span of one request hangs in the trace of another. A context or a span is kept in a variable outside of the function, and requests that run at once share it.",
          ...at,
          found: lineAt(evidence, at),
          fix: `Keep nothing of a request outside of homeActivities():\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "wrong-times",
    learn: "every-span-must-end",
    hides: ["ended-before-the-work"],
    when: ({ run, backend }) => {
      const refused = run?.exchanges
        .flatMap(({ problems }) => problems ?? [])
        .find((problem) => problem.includes(`"${SPAN}"`));
      const turned = run?.diagnostics.some(({ text }) => /inconsistent start and end time/i.test(text));
      const inCode = [
        ...calls(backend.sources, /^end$/).filter(
          ({ node, file }) => node.arguments.length > 0 && /services/.test(file),
        ),
        ...spanCalls(backend.sources).filter(({ text }) => text.includes("startTime")),
      ];
      return (
        (refused || (turned && inCode.length > 0)) && {
          message: `The span was given a time that cannot be${refused ? `: ${refused.replace(/^[^:]*refused: /, "").replace(/ \([^()]*\)\.$/, "")}` : ", and so it ended before it began"}. OpenTelemetry wants milliseconds since 1970, as Date.now() gives them; seconds are something else.`,
          ...(inCode[0] && { ...pointAt(inCode[0]), found: inCode[0].text }),
          fix: "Leave the times away: a span takes the clock itself, at its start and at span.end().",
        }
      );
    },
  },
  {
    id: "ended-before-the-work",
    learn: "around-the-work",
    when: (evidence) => {
      const spans = received(evidence).filter(({ visit: id }) => SUCCEEDING.includes(id ?? ""));
      const short = [
        ["anyone", "anyone-else"],
        ["andrewbrown", "coco", "bayko"],
      ]
        .map((ids) => spans.filter(({ visit: id }) => ids.includes(id ?? "")))
        .find((some) => some.length > 0 && shareOfWork(evidence, some) < LEAST_SHARE);
      const [one] = short ?? [];
      const server = one?.visit === undefined ? undefined : serverSpan(evidence, one.visit);
      const at = startOf(evidence, one);
      return (
        one &&
        server && {
          message: `The span took ${ms(one)} of a request that took ${ms(server)}: the store's work is not inside it. ${whyShort(evidence, at)}`,
          ...(endPlace(evidence) ?? at),
          fix: `Start it before the store is asked, and wait for the store before it ends:\n${WHOLE}`,
        }
      );
    },
  },
  {
    id: "context-thrown-away",
    severity: "advice",
    learn: "the-current-span",
    when: (evidence) => {
      if (!sourceMentions(evidence, "setSpan")) return undefined;
      const lost = thrownAway(evidence) ?? asOptions(evidence);
      return (
        lost && {
          message: `trace.setSpan() changes nothing by itself: it gives a new context, and here nobody takes it${/start(Active)?Span/.test(lost.text) ? " (the second argument of startSpan is for options, the third for a context)" : ""}.`,
          ...pointAt(lost),
          found: lost.text,
          fix: "Let the work run in it:\nawait context.with(trace.setSpan(context.active(), span), async () => {\n  // … the work\n});",
        }
      );
    },
  },
  {
    id: "kind-of-the-span",
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const odd = received(evidence).find(({ kind }) => kind !== "internal");
      return (
        odd && {
          message: `The span says it is of kind ${odd.kind}. That word is for what comes in or goes out over the network; work inside the backend is internal, which is what a span is unless told otherwise.`,
          ...startOf(evidence, odd),
          fix: `tracer.startActiveSpan("${SPAN}", async (span) => { … })`,
        }
      );
    },
  },
  {
    id: "a-span-for-everything",
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const spans = ownStarted(evidence).filter(({ visit: id }) => id !== undefined);
      const counts = Map.groupBy(spans, ({ name, visit: id }) => `${id} ${name}`);
      const many = [...counts.values()].find((some) => some.length >= 20);
      return (
        many && {
          message: `One request made ${many.length} spans named ${many[0]?.name}. Honeycomb counts each as an event, and the waterfall becomes a wall.`,
          ...many[0]?.at,
          fix: "Make one span around the loop, and put the number into a field (step 6).",
        }
      );
    },
  },
  {
    id: "exception-without-status",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const failed = received(evidence).find(
        ({ events, status }) => events.some(({ name }) => name === "exception") && status.code === "unset",
      );
      const place = failed && calls(evidence.backend.sources, /^recordException$/)[0];
      return (
        failed && {
          message:
            "recordException() notes the error, but the span does not count as failed: WHERE error = true does not find it.",
          ...(place && pointAt(place)),
          fix: "span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });",
        }
      );
    },
  },
  {
    id: "ok-although-it-failed",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const failed = received(evidence).find(
        ({ visit: id, status }) => id === FAILING && status.code === "ok",
      );
      const place = failed && calls(evidence.backend.sources, /^setStatus$/)[0];
      return (
        failed && {
          message:
            "The work failed and the span says OK. The first OK is final; an ERROR that comes later is ignored.",
          ...(place && pointAt(place)),
          fix: "Take the OK away. A span without a status is a span without an error.",
        }
      );
    },
  },
]);

function visited({ run }: Evidence): boolean {
  return run?.outcome.kind === "listened" && run.visits.some(({ id }) => id === "andrewbrown");
}

function answered({ run }: Evidence, id: string): boolean {
  return run?.visits.some((each) => each.id === id) === true;
}

/** The learner's own spans in the requests for the home feed. */
function ownIn(evidence: Evidence): StartedSpan[] {
  return ownStarted(evidence).filter(({ visit: id }) => id === "home" || HOME_VISITS.includes(id ?? ""));
}

function received(evidence: Evidence): ReceivedSpan[] {
  return ownReceived(evidence).filter(({ name }) => name === SPAN);
}

function startOf({ run }: Evidence, span: ReceivedSpan | undefined): CodeLine | undefined {
  return run?.started.find(({ spanId }) => spanId === span?.spanId)?.at;
}

function lineAt({ backend }: Evidence, at: CodeLine | undefined): string {
  const source = backend.sources.find(({ path }) => path === at?.file);
  return (source?.text.split("\n")[(at?.line ?? 0) - 1] ?? "").trim();
}

/** The line and the few below it, where a call is written over several. */
function sourceAt({ backend }: Evidence, at: CodeLine | undefined): string {
  const source = backend.sources.find(({ path }) => path === at?.file);
  return (source?.text.split("\n") ?? []).slice((at?.line ?? 1) - 1, (at?.line ?? 1) + 3).join("\n");
}

function endPlace({ backend }: Evidence): CodeLine | undefined {
  const place = calls(backend.sources, /^end$/).find(({ file }) => file.includes("/services/"));
  return place && pointAt(place);
}

function whyShort({ backend }: Evidence, at: CodeLine | undefined): string {
  const source = backend.sources.find(({ path }) => path === at?.file);
  const returnsWithoutAwait =
    source && /try\s*\{[^}]*return (?!await)[^;]*\(/.test(source.text) && /finally/.test(source.text);
  return returnsWithoutAwait
    ? "In a try with a finally, return alone does not wait: write return await."
    : "It began too late, or span.end() ran before the store had answered.";
}

function ms(span: ReceivedSpan): string {
  return `${spanMs(span).toFixed(1)} ms`;
}

function endsActiveSpan(source: string, text: string): boolean {
  const variable = /^(\w+)[?!]?\.end\(/.exec(text)?.[1];
  return variable !== undefined && new RegExp(`\\b${variable}\\s*=\\s*\\w+\\.getActiveSpan\\(`).test(source);
}

function sourceMentions({ backend }: Evidence, word: string): boolean {
  return backend.sources.some(({ text }) => text.includes(word));
}

/** `trace.setSpan(…);` as a statement of its own. */
function thrownAway({ backend }: Evidence): Place | undefined {
  for (const source of backend.sources) {
    for (const node of nodesOf(source)) {
      if (node.type !== "ExpressionStatement" || node.expression.type !== "CallExpression") continue;
      const place = placeOf(source, node);
      if (/^\w+\.setSpan\(/.test(place.text)) return place;
    }
  }
  return undefined;
}

/** `startSpan("name", trace.setSpan(…))`: a context where the options belong. */
function asOptions({ backend }: Evidence): Place | undefined {
  return spanCalls(backend.sources).find(({ node, source }) => {
    const second = withoutType(node.arguments[1]);
    return second?.type === "CallExpression" && /setSpan/.test(placeOf(source, second).text);
  });
}

function words(run: Evidence["run"]): string {
  return run ? `${run.uncaught?.message ?? ""}\n${run.stderr}` : "";
}

function wordsWith(run: Evidence["run"], pattern: RegExp): string {
  return pattern.exec(words(run))?.[0] ?? "";
}

/** Errors that the backend printed, but for the one that the store throws on purpose. */
function thrown(run: Evidence["run"]): string[] {
  const said = words(run).matchAll(/^(?:\w*Error): [^\n]+/gm);
  return [...said].map(([line]) => line.slice(0, 200)).filter((line) => !line.includes("assimilated"));
}

/** The first line of the learner's own code below such an error. */
function throwPlace(run: Evidence["run"]): CodeLine | undefined {
  const [error] = thrown(run);
  if (!error || !run) return undefined;
  const stack = run.stderr.slice(run.stderr.indexOf(error));
  const frame = /backend[\\/](src[\\/][\w\\/.-]+?):(\d+)(?::\d+)?\)?$/m.exec(stack);
  return frame ? { file: `backend/${frame[1]?.replaceAll("\\", "/")}`, line: Number(frame[2]) } : undefined;
}

function pointAt({ file, line }: Place): CodeLine {
  return { file, line };
}
