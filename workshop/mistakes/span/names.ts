import { pointAt, shownAt } from "../../facts/code-at.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { ownInVisits, ownStarted } from "../../facts/own-spans.ts";
import { programOf } from "../../facts/program/program.ts";
import { startCallOf, startCalls, type StartCall } from "../../facts/start-calls.ts";
import { tracerOf, tracersOf } from "../../facts/tracer-calls.ts";
import { edits, type Remedy } from "../remedy.ts";
import { calledMethod } from "../../facts/called-method.ts";
import { removeStatement, replaceNode } from "../edits/edit-code.ts";
import { spanInAnotherProcess } from "./span-in-another-process.ts";
import { wasVisited } from "../../facts/was-visited.ts";
import type { CodeLine, Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { HOME_FILE, HOME_VISITS, HOME_SPAN, startedIn, TRACER } from "../../facts/home-span.ts";

const PATH = "/api/activities/home";
const EXPLAINS = /makes one span/;

/** The span is not under its name, or not there at all. */
export const spanNameMistakes: readonly Mistake[] = [
  {
    id: "names-swapped",
    learn: "your-task",
    explains: EXPLAINS,
    when(evidence) {
      const swapped = ownInHome(evidence).find(({ name, scope }) => name === TRACER && scope === HOME_SPAN);
      return (
        swapped && {
          message: `The two names are swapped: the tracer is called ${HOME_SPAN} and the span ${TRACER}.`,
          ...shownAt(evidence, swapped.at),
          remedy: swapNames(evidence, swapped),
        }
      );
    },
  },
  {
    id: "value-in-the-span-name",
    learn: "one-name-for-one-kind-of-work",
    explains: EXPLAINS,
    when(evidence) {
      const differing = ownInHome(evidence).filter(({ name, at }) => at && name !== HOME_SPAN);
      const varying = [...Map.groupBy(differing, ({ at }) => `${at?.file}:${at?.line}`).values()].find(
        (spans) => new Set(spans.map(({ name }) => name)).size > 2,
      );
      const names = [...new Set(varying?.map(({ name }) => name))];
      return (
        varying &&
        startedIn(evidence, ...HOME_VISITS).length === 0 && {
          message: `The span has another name in each request: ${names.slice(0, 3).join(", ")}. Then no query can group by name; a value belongs in a field (step 6).`,
          ...shownAt(evidence, namedAt(evidence, varying[0])),
          remedy: spellIt(evidence, varying[0]),
        }
      );
    },
  },
  {
    id: "span-name-differs",
    symptom: true,
    learn: "your-task",
    explains: EXPLAINS,
    when(evidence) {
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
              ? `The span is called ${other.name}, as in the bootcamp's video. That is a typo: activities has one more i.`
              : `The span is called ${shownName(other.name)}. The check, and later your queries, look for ${HOME_SPAN}.`,
          ...shownAt(evidence, namedAt(evidence, other)),
          remedy: spellIt(evidence, other),
        }
      );
    },
  },
  {
    id: "span-in-another-service",
    symptom: true,
    learn: "your-task",
    explains: EXPLAINS,
    when(evidence) {
      const isInHome = startedIn(evidence, ...HOME_VISITS).length > 0;
      const other = ownStarted(evidence).find(
        ({ name, visit: id }) => name === HOME_SPAN && id !== undefined && pathOf(evidence, id) !== PATH,
      );
      if (!other || (isInHome && other.visit !== "notifications")) return undefined;
      const asked = pathOf(evidence, other.visit);
      return {
        message: isInHome
          ? `A request for ${asked} made the span ${HOME_SPAN} as well${isAlsoHome(evidence, other) ? ": it is started in code that the home feed shares with other services" : ""}.`
          : `The span ${HOME_SPAN} was made by a request for ${asked}, not for the home feed.`,
        ...shownAt(evidence, other.at),
      };
    },
  },
  {
    id: "span-code-never-runs",
    symptom: true,
    learn: "a-span-of-your-own",
    explains: EXPLAINS,
    when(evidence) {
      if (ownInHome(evidence).length > 0 || !wasVisited(evidence)) return undefined;
      const call = startCalls(evidence).find((each) => isHome(evidence, each));
      return (
        call && {
          message: `${call.file} has the code for a span, but no request for the home feed ran it.`,
          ...pointAt(call),
        }
      );
    },
  },
  spanInAnotherProcess,
  {
    id: "tracer-without-a-span",
    symptom: true,
    learn: "a-span-of-your-own",
    explains: EXPLAINS,
    when(evidence) {
      const tracer = tracersOf(evidence).find(({ file }) => file === HOME_FILE);
      return (
        tracer &&
        wasVisited(evidence) &&
        ownStarted(evidence).length === 0 &&
        startCalls(evidence).length === 0 && {
          message: "There is a tracer, but the code does not ask it for a span yet.",
          ...pointAt(tracer),
        }
      );
    },
  },
  {
    id: "span-not-from-the-api",
    learn: "a-span-of-your-own",
    explains: EXPLAINS,
    when(evidence) {
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
        }
      );
    },
  },
  {
    id: "custom-span-missing",
    severity: "open",
    learn: "your-task",
    explains: EXPLAINS,
    when: (evidence) =>
      wasVisited(evidence) &&
      startedIn(evidence, ...HOME_VISITS).length === 0 && {
        message: `The requests for the home feed make no span named ${HOME_SPAN} yet.`,
        file: HOME_FILE,
      },
  },
];

function isHome(evidence: Evidence, call: StartCall): boolean {
  const [name] = call.node.arguments;
  return call.file === HOME_FILE || programOf(evidence).stringOf(name) === HOME_SPAN;
}

/** The string in which the two names are written, exchanged. */
function swapNames(evidence: Evidence, span: StartedSpan): Remedy | undefined {
  const name = nameNode(evidence, startCallOf(evidence, span));
  const tracer = tracerOf(evidence, span)?.name;
  if (!name || !tracer) return undefined;
  return edits(replaceNode(tracer.node, `"${TRACER}"`), replaceNode(name, `"${HOME_SPAN}"`));
}

/** The lesson's name where the span got its own: at its start, or by updateName(). */
function spellIt(evidence: Evidence, span: StartedSpan | undefined): Remedy | undefined {
  const renamed = evidence.run?.renamed.findLast(({ spanId }) => spanId === span?.spanId);
  const node = renamed ? updateAt(evidence, renamed.at) : nameNode(evidence, startCallOf(evidence, span));
  if (!node) return undefined;
  const isStartNamed =
    renamed && programOf(evidence).stringOf(startCallOf(evidence, span)?.node.arguments[0]) === HOME_SPAN;
  return edits(isStartNamed ? removeStatement(node) : replaceNode(node, `"${HOME_SPAN}"`));
}

/** Where the name of a span is written: in the call, or in the constant that it names. */
function nameNode(evidence: Evidence, call: StartCall | undefined) {
  const [first] = call?.node.arguments ?? [];
  if (!first || first.type === "SpreadElement") return undefined;
  const value = programOf(evidence).valueOf(first);
  if (value.kind === "string" && isWritten(value.node)) return value.node;
  return isWritten(first) || first.type === "BinaryExpression" ? first : undefined;
}

function isWritten({ type }: { type: string }): boolean {
  return type === "Literal" || type === "TemplateLiteral";
}

function updateAt(evidence: Evidence, at: CodeLine) {
  const calls = programOf(evidence)
    .nodesAt(at)
    .flatMap((node) => (node.type === "CallExpression" && calledMethod(node) === "updateName" ? [node] : []));
  return calls.length === 1 ? calls[0]?.arguments[0] : undefined;
}

/** Whether the same line starts the span in requests for the home feed. */
function isAlsoHome(evidence: Evidence, { at }: StartedSpan): boolean {
  return startedIn(evidence, ...HOME_VISITS).some(
    (each) => each.at?.file === at?.file && each.at?.line === at?.line,
  );
}

/** In quotation marks where a space at an end would not be seen. */
function shownName(name: string): string {
  if (name.trim() === "") return "nothing at all";
  return /^\s|\s$/.test(name) ? `${JSON.stringify(name)}, with a space in it` : name;
}

/** Where a span got its name: at its start, or by updateName(). */
function namedAt({ run }: Evidence, span: StartedSpan | undefined): CodeLine | undefined {
  return run?.renamed.findLast(({ spanId }) => spanId === span?.spanId)?.at ?? span?.at;
}

/** The learner's own spans in the requests for the home feed. */
function ownInHome(evidence: Evidence): StartedSpan[] {
  return ownInVisits(evidence).filter(({ visit: id }) => pathOf(evidence, id) === PATH);
}

function pathOf({ run }: Evidence, id: string | undefined): string | undefined {
  return run?.visits.find((each) => each.id === id)?.path;
}
