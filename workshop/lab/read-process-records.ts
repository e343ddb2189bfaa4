import type { Crash, ExitCall, HandledError, Handler, OwnFrame, ProcessWarning } from "./process-evidence.ts";
import { at, factsOf, joined, visitOf, type Line } from "./record-line.ts";

/** The error that killed a process; `stoppedAt` (milliseconds since 1970) parts work from stop. */
export function readCrash(line: Line, stoppedAt: number): Crash {
  return {
    ...readError(line),
    phase: line.at < stoppedAt ? "work" : "stop",
    isRejection: line["origin"] === "unhandledRejection",
    ...visitOf(line),
    moment: line.moment,
  };
}

export function readExitCall(line: Line): ExitCall {
  return { code: Number(line["code"]), ...at(line), moment: line.moment };
}

/** What the learner's code asked `process` to call, and when it was called. */
export function readHandlers(added: readonly Line[], ran: readonly Line[]): Handler[] {
  return joined(added, ran).map(([line, runs]) => ({
    ...factsOf<Pick<Handler, "event" | "at" | "moment">>(line, "event", "moment"),
    ...(at(line) as Pick<Handler, "at">),
    once: /once/i.test(String(line["how"])),
    ran: runs.map(({ moment, error }) => ({
      moment,
      ...(error ? { error: readError(error as Line) } : {}),
    })),
  }));
}

export function readWarnings(lines: readonly Line[]): ProcessWarning[] {
  return lines.map((line) => factsOf<ProcessWarning>(line, "name", "code", "message", "moment"));
}

function readError(line: Line): HandledError {
  return {
    message: String(line["message"]),
    ...at(line),
    frames: (line["frames"] as OwnFrame[] | undefined) ?? [],
  };
}
