import { basename, extname } from "node:path";
import { calls, constructions, lineWith } from "../../facts/look-in-sources.ts";
import { lineAt, pointAt, shownAt } from "../../facts/code-at.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { ownInVisits, ownStarted } from "../../facts/own-spans.ts";
import { spanCalls, tracerCalls } from "../../facts/span-code.ts";
import { textOf } from "../../facts/source-tree.ts";
import type { CodeLine, Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { HOME_FILE, HOME_VISITS, HOME_SPAN, startedIn, TRACER, whole } from "../../facts/home-span.ts";

const SPELL_IT = `Spell it so: "${HOME_SPAN}"`;
const PATH = "/api/activities/home";

/** The span is not under its name, or not there at all. */
export const spanNameMistakes: readonly Mistake[] = [
  {
    id: "names-swapped",
    learn: "your-task",
    when: (evidence) => {
      const swapped = ownInHome(evidence).find(({ name, scope }) => name === TRACER && scope === HOME_SPAN);
      return (
        swapped && {
          message: `The two names are swapped: the tracer is called ${HOME_SPAN} and the span ${TRACER}.`,
          ...shownAt(evidence, swapped.at),
          fix: `Change them over. At the top of the file:\nconst tracer = trace.getTracer("${TRACER}");\n\nand where the span starts:\n${lineAt(evidence, swapped.at).replace(TRACER, HOME_SPAN)}`,
        }
      );
    },
  },
  {
    id: "value-in-the-span-name",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const differing = ownInHome(evidence).filter(({ name, at }) => at && name !== HOME_SPAN);
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
    symptom: true,
    learn: "your-task",
    when: (evidence) => {
      if (startedIn(evidence, ...HOME_VISITS).length > 0) return undefined;
      const own = ownInHome(evidence).filter(({ name }) => name !== HOME_SPAN);
      const other =
        own.find(({ name }) => nearestWord(name, [HOME_SPAN])) ??
        own.find(({ scope }) => scope === TRACER) ??
        own.find(({ at }) => at?.file === HOME_FILE);
      return (
        other && {
          message:
            other.name === "home-activites-mock-data"
              ? `The span is called ${other.name}, as in the bootcamp's video. There it is a slip of the pen: activities has an i more.`
              : `The span is called ${shownName(other.name)}. The check, and later your queries, look for ${HOME_SPAN}.`,
          ...shownAt(evidence, namedAt(evidence, other)),
          fix: SPELL_IT,
        }
      );
    },
  },
  {
    id: "span-in-another-service",
    symptom: true,
    learn: "your-task",
    when: (evidence) => {
      const everywhere = startedIn(evidence, ...HOME_VISITS).length > 0;
      const elsewhere = ownStarted(evidence).find(
        ({ name, visit: id }) => name === HOME_SPAN && id !== undefined && pathOf(evidence, id) !== PATH,
      );
      const fix = `Move it into homeActivities() in ${HOME_FILE}:\n${whole(evidence)}`;
      if (elsewhere?.visit === "notifications" || (elsewhere && !everywhere)) {
        const asked = pathOf(evidence, elsewhere.visit);
        return {
          message: everywhere
            ? `A request for ${asked} made the span ${HOME_SPAN} as well${isAlsoHome(evidence, elsewhere) ? ": it stands in code that the home feed shares with others" : ""}.`
            : `The span ${HOME_SPAN} was made by a request for ${asked}, not for the home feed.`,
          ...shownAt(evidence, elsewhere.at),
          fix:
            everywhere && !isAlsoHome(evidence, elsewhere)
              ? "Take it away there, or give it a name of its own: the home feed has its span."
              : fix,
        };
      }
      if (everywhere) return undefined;
      const call = spanCalls(evidence.backend.sources).find(
        ({ gives, file }) => gives === HOME_SPAN && file !== HOME_FILE,
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
    symptom: true,
    learn: "a-span-of-your-own",
    when: (evidence) => {
      if (ownInHome(evidence).length > 0) return undefined;
      const call = spanCalls(evidence.backend.sources).find(({ file }) => file === HOME_FILE);
      return (
        call &&
        visited(evidence) && {
          message: `${HOME_FILE} has the code for a span, but no request for the home feed ran it.`,
          ...pointAt(call),
          fix: `It must stand inside homeActivities(), around the work:\n${whole(evidence)}`,
        }
      );
    },
  },
  {
    id: "span-in-another-process",
    learn: "the-current-span",
    when: (evidence) => {
      const { backend, run } = evidence;
      const loaded = new Set(run?.modules.map(({ name }) => name));
      const start = [
        ...constructions(backend.sources, /^Worker$/),
        ...calls(backend.sources, /^(fork|spawn)$/),
      ].find(({ file }) => loaded.has(file));
      const named = start && textOf(start.source, start.node);
      const call = spanCalls(backend.sources).find(
        ({ file }) => !loaded.has(file) && named?.includes(basename(file, extname(file))),
      );
      return (
        start &&
        call &&
        visited(evidence) &&
        startedIn(evidence, ...HOME_VISITS).length === 0 && {
          message: `${call.file} has the code for a span, but ${start.text.startsWith("new") ? "a worker thread" : "another process"} runs it, which knows nothing of the request.`,
          ...pointAt(start),
          fix: `Leave the span where the request is, and let it wait for the answer of the other:\n${whole(evidence)}`,
        }
      );
    },
  },
  {
    id: "tracer-without-a-span",
    symptom: true,
    learn: "a-span-of-your-own",
    when: (evidence) => {
      const [tracer] = tracerCalls(evidence.backend.sources);
      return (
        tracer &&
        visited(evidence) &&
        ownStarted(evidence).length === 0 &&
        spanCalls(evidence.backend.sources).length === 0 && {
          message: "There is a tracer, but nobody asks it for a span.",
          ...pointAt(tracer),
          fix: `In homeActivities(), around the work:\n${whole(evidence)}`,
        }
      );
    },
  },
  {
    id: "span-not-from-the-api",
    learn: "a-span-of-your-own",
    when: (evidence) => {
      const known = new Set(evidence.run?.started.map(({ spanId }) => spanId));
      // Refused or not: it was sent.
      const foreign = evidence.run?.spans.find(
        ({ name, spanId }) => name === HOME_SPAN && !known.has(spanId),
      );
      return (
        foreign &&
        startedIn(evidence, ...HOME_VISITS).length === 0 && {
          message: `A span ${HOME_SPAN} was sent, but no tracer of the API started it while a request was served. The check counts spans that the requests themselves make.`,
          file: HOME_FILE,
          fix: `Let a tracer start it, around the work:\n${whole(evidence)}`,
        }
      );
    },
  },
  {
    id: "custom-span-missing",
    symptom: true,
    learn: "your-task",
    when: (evidence) => {
      const missing = visited(evidence) && startedIn(evidence, ...HOME_VISITS).length === 0;
      const text = evidence.backend.sources.find(({ path }) => path === HOME_FILE)?.text;
      const line = text ? lineWith(text, "queryMockStore(`home") : undefined;
      const own = [...new Set(ownInHome(evidence).map(({ name }) => name))];
      return (
        missing && {
          message: `The requests for the home feed make no span named ${HOME_SPAN} yet. ${own.length > 0 ? `Of yours, they make ${own.slice(0, 3).join(", ")}.` : "The trace shows Express and HTTP alone; what the service does, it cannot tell."}`,
          file: HOME_FILE,
          ...(line && { line }),
          fix: `In homeActivities(), around the work:\n${whole(evidence)}`,
        }
      );
    },
  },
];

/** Whether the same line starts the span in requests for the home feed. */
function isAlsoHome(evidence: Evidence, { at }: StartedSpan): boolean {
  return startedIn(evidence, ...HOME_VISITS).some(
    (each) => each.at?.file === at?.file && each.at?.line === at?.line,
  );
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

/** Whether a span would have begun: the home feed answered, and an SDK was there. */
function visited({ run }: Evidence): boolean {
  if (run?.outcome.kind !== "listened" || !run.sdk.provider) return false;
  return run.visits.some(({ id, status }) => id === "andrewbrown" && status !== undefined);
}

/** The learner's own spans in the requests for the home feed. */
function ownInHome(evidence: Evidence): StartedSpan[] {
  return ownInVisits(evidence).filter(({ visit: id }) => pathOf(evidence, id) === PATH);
}

function pathOf({ run }: Evidence, id: string | undefined): string | undefined {
  return run?.visits.find((each) => each.id === id)?.path;
}
