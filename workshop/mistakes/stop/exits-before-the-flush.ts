import type { CallExpression, Node } from "oxc-parser";
import { foundAt } from "../../facts/found-at.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { callAt, exitCalls, handlerAt, shutdownsIn, stoppingOf } from "../../facts/stopping.ts";
import { lastSpansLost } from "../../facts/whole-trace.ts";
import type { CodeLine, Evidence, ExitCall, SdkCall } from "../../lab/evidence.ts";
import { editSource, type Change } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";
import { flush, handlersAfterStart, nameOfSdk } from "./after-start.ts";
import { exitAfter, insert, isCalledAtOnce, withoutExit } from "./ending.ts";

export const exitsBeforeTheFlush: Mistake = {
  id: "exits-before-the-flush",
  symptom: true,
  learn: "the-last-spans",
  explains: /^the last spans/,
  when(evidence) {
    const { run } = evidence;
    if (!lastSpansLost(evidence) || !run?.signals.SIGTERM) return undefined;
    const { ran, flush: called } = stoppingOf(evidence);
    const first = ran[0]?.ran[0]?.moment ?? Infinity;
    const exit = run.exitCall && run.exitCall.moment > first ? run.exitCall : undefined;
    const node = exit && callAt(exitCalls(programOf(evidence)), exit.at);
    const at = exit?.at ?? called?.at ?? ran[0]?.at;
    return {
      message: `SIGTERM is handled, but the last spans were lost: ${howLost(exit, called)}.`,
      ...(node ? foundAt(node) : at),
      remedy: node && remedyFor(evidence, node, called),
    };
  },
};

function howLost(exit: ExitCall | undefined, called: SdkCall | undefined): string {
  const ended = called?.ended;
  if (ended?.error) return `${called?.call}() failed with ${ended.error}`;
  if (ended && (!exit || ended.moment < exit.moment))
    return `${called.call}() was done on ${lineOf(called.at)} without sending them`;
  const by = exit?.at ? `process.exit() was called on ${lineOf(exit.at)}` : "the process ended";
  if (!called) return `${by}, and nothing had called shutdown(), which sends them`;
  return `${by} while ${called.call}()${besides(called.at, exit?.at)} was still sending them`;
}

/** Where the flush was called, as far as that is not said yet. */
function besides(called: CodeLine | undefined, exit: CodeLine | undefined): string {
  if (called?.file !== exit?.file) return `, called on ${lineOf(called)},`;
  return called?.line === exit?.line ? "" : `, called on line ${called?.line},`;
}

function lineOf(at: CodeLine | undefined): string {
  return at ? `line ${at.line} of ${at.file}` : "a line of a package";
}

function remedyFor(
  evidence: Evidence,
  exit: CallExpression,
  called: SdkCall | undefined,
): Remedy | undefined {
  const file = fileOf(exit);
  if (isCalledAtOnce(exit)) return edits(editSource(file, insert(exit.start, "() => ")));
  if (!called) return edits(...flushAt(evidence, exit));
  const sdk = liveSdk(evidence);
  const program = programOf(evidence);
  const shutdowns = sdk ? program.methodCalls(sdk, "shutdown") : [];
  const call = callAt(
    shutdowns.map(({ node }) => node),
    called.at,
  );
  const gone = withoutExit(exit);
  if (!call || !gone) return undefined;
  if (exitsItself(evidence, call, exit)) return edits(editSource(file, gone));
  const ends = exitAfter(call, exit);
  return fileOf(call) === file
    ? edits(editSource(file, gone, ends))
    : edits(editSource(file, gone), editSource(fileOf(call), ends));
}

/** Flushes where the process is ended now, or beside the SDK where that file does not have it. */
function flushAt(evidence: Evidence, exit: CallExpression): (Edit | undefined)[] {
  const file = fileOf(exit);
  const name = nameOfSdk(evidence, file.path);
  const change = (each: Change | undefined) => each && editSource(file, each);
  if (name) return [change({ start: exit.start, end: exit.end, text: flush(name) })];
  return [change(withoutExit(exit)), handlersAfterStart(evidence)];
}

/** Whether the handler that flushes ends the process too, by another call than this one. */
function exitsItself(evidence: Evidence, call: Node, exit: CallExpression): boolean {
  const program = programOf(evidence);
  return stoppingOf(evidence).ran.some(({ at }) => {
    const own = handlerAt(evidence, at, "SIGTERM")?.function;
    if (!own || !shutdownsIn(evidence, own).some(({ node }) => node === call)) return false;
    return exitCalls(program).some((other) => other !== exit && program.reaches(own, other) === "yes");
  });
}
