import type { Node } from "oxc-parser";
import { nearestWord } from "../../compose/nearest-word.ts";
import { foundAt } from "../../facts/found-at.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import type { Handler } from "../../facts/program/handlers.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { statementOf, textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { eachOf } from "../../facts/program/value.ts";
import { exitCalls, handlerAt, shutdownsIn } from "../../facts/stopping.ts";
import { lastSpansLost } from "../../facts/whole-trace.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addAfter, editSource, replaceIn, type Change } from "../edits/edit-source.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { handlersAfterStart } from "./after-start.ts";
import { exitAfter, insert } from "./ending.ts";

const LOST = "the last batch of spans is lost";

export const noShutdownHandler: Mistake = {
  id: "no-shutdown-handler",
  symptom: true,
  learn: "the-last-spans",
  explains: /^the last spans/,
  when(evidence) {
    const { run } = evidence;
    if (!lastSpansLost(evidence) || !run || run.signals.SIGTERM) return undefined;
    return misspelt(evidence) ?? anotherEvent(evidence) ?? none(evidence);
  },
};

/** An event that is nearly SIGTERM, and that never comes. */
function misspelt(evidence: Evidence): Told | undefined {
  const handler = programOf(evidence)
    .handlersOf()
    .find(({ event }) => event && !KNOWN.has(event) && nearestWord(event.trim().toUpperCase(), ["SIGTERM"]));
  const word = handler && wordOf(handler, evidence);
  return (
    handler && {
      message: `The code listens to "${handler.event}", and the signal is called SIGTERM, in capitals: ${LOST}.`,
      ...foundAt(word ?? handler.node),
      remedy: word && edits(editSource(fileOf(word), asSigterm(word))),
    }
  );
}

function anotherEvent(evidence: Evidence): Told | undefined {
  const handlers = evidence.run?.handlers ?? [];
  const seen =
    handlers.find(({ event }) => event === "SIGINT") ?? handlers.find(({ event }) => event in OTHER_EVENTS);
  const says = seen && OTHER_EVENTS[seen.event];
  if (!says) return undefined;
  const handler = handlerAt(evidence, seen.at, seen.event);
  return {
    message: `${says}: ${LOST}.`,
    ...(handler ? foundAt(handler.node) : seen.at),
    remedy: handler && remedyFor(evidence, handler, seen.event === "SIGINT"),
  };
}

function none(evidence: Evidence): Told {
  const sdk = liveSdk(evidence);
  return {
    message: `No handler for SIGTERM waits for the last spans: the process ends at once, and ${LOST} with it.`,
    ...(sdk ? foundAt(sdk.node) : evidence.run?.sdk.provider?.at),
    remedy: edits(handlersAfterStart(evidence)),
  };
}

const OTHER_EVENTS: Readonly<Partial<Record<string, string>>> = {
  SIGINT: "Only SIGINT (Ctrl-C) is handled, and containers and workspaces stop a program by SIGTERM",
  SIGHUP: "Only SIGHUP is handled, and containers and workspaces stop a program by SIGTERM",
  beforeExit: "The code listens to beforeExit, which does not come when a program is stopped by SIGTERM",
  exit: "The code listens to exit, when it is too late to wait for anything",
};
const KNOWN = new Set(["SIGTERM", ...Object.keys(OTHER_EVENTS)]);

function remedyFor(evidence: Evidence, handler: Handler, isKept: boolean): Remedy | undefined {
  const word = wordOf(handler, evidence);
  if (!word) return undefined;
  if (!isKept) return asHandlerOfSigterm(evidence, handler, word);
  if (parentOf(word)?.type === "ArrayExpression")
    return edits(editSource(fileOf(word), insert(word.end, ', "SIGTERM"')));
  const statement = statementOf(handler.node);
  const [start, end] = [word.start - statement.start, word.end - statement.start];
  const isInStatement = fileOf(word) === fileOf(statement) && start >= 0 && word.end <= statement.end;
  const text = textOf(statement);
  return isInStatement
    ? edits(addAfter(fileOf(statement), statement, `${text.slice(0, start)}"SIGTERM"${text.slice(end)}`))
    : edits(replaceIn(fileOf(word), word, '"SIGTERM"'));
}

/** The same handler for the other event; what ran at the end anyway has to end the process now. */
function asHandlerOfSigterm(evidence: Evidence, handler: Handler, word: Node): Remedy | undefined {
  const program = programOf(evidence);
  const own = handler.function;
  const isEnding = own && exitCalls(program).some((exit) => program.reaches(own, exit) !== "no");
  const call = own && !isEnding ? shutdownsIn(evidence, own)[0] : undefined;
  if (!call) return edits(editSource(fileOf(word), asSigterm(word)));
  const [one, other] = [fileOf(word), fileOf(call.node)];
  return one === other
    ? edits(editSource(one, asSigterm(word), exitAfter(call.node)))
    : edits(editSource(one, asSigterm(word)), editSource(other, exitAfter(call.node)));
}

/** The string that names the event, wherever it is written. */
function wordOf({ node, event }: Handler, evidence: Evidence): Node | undefined {
  const [first] = node.arguments;
  const found =
    first &&
    eachOf(programOf(evidence).valueOf(first)).find((each) => each.kind === "string" && each.value === event);
  return found?.node.type === "Literal" ? found.node : undefined;
}

/** Between the quotation marks. */
function asSigterm(word: Node): Change {
  return { start: word.start + 1, end: word.end - 1, text: "SIGTERM" };
}
