import {
  calls,
  fileAt,
  lineAt,
  lineOfText,
  ownReceived,
  ownThrow,
  pointAt,
  remedyForError,
  shownAt,
  startOf,
  thrown,
  visit,
  type Mistake,
} from "#course-kit";

/** What passes and should still be mended: what a span says of a failure. */
export const statusHabits: readonly Mistake[] = [
  {
    id: "exception-without-status",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const failed = ownReceived(evidence).find(
        ({ events, status }) => events.some(({ name }) => name === "exception") && status.code === "unset",
      );
      const place = failed && calls(evidence.backend.sources, /^recordException$/)[0];
      return (
        failed && {
          message: `recordException() notes the error on the span ${failed.name}, but the span does not count as failed: WHERE error = true does not find it.`,
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
      const failed = ownReceived(evidence).find(
        ({ visit: id, status }) =>
          status.code === "ok" && id !== undefined && visit(evidence, id).status === 500,
      );
      const place = failed && calls(evidence.backend.sources, /^setStatus$/)[0];
      return (
        failed && {
          message: `The work failed and the span ${failed.name} says OK. The first OK is final; an ERROR that comes later is ignored.`,
          ...(place && pointAt(place)),
          fix: "Take the OK away. A span without a status is a span without an error.",
        }
      );
    },
  },
  {
    id: "error-although-it-went-well",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const red = ownReceived(evidence).filter(
        ({ visit: id, status }) =>
          status.code === "error" && id !== undefined && visit(evidence, id).status === 200,
      );
      const place = red[0] && calls(evidence.backend.sources, /^setStatus$/)[0];
      return (
        red[0] && {
          message: `The span ${red[0].name} says error in a request that was answered well. Then WHERE error = true finds what works, too.`,
          ...(place && pointAt(place)),
          fix: "Set ERROR in the catch alone. A span without a status is a span without an error.",
        }
      );
    },
  },
  {
    id: "status-unknown",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const at = lineOfText(evidence, /\bSpanStatusCode\.(?!UNSET\b|OK\b|ERROR\b)\w/);
      const word = /SpanStatusCode\.\w+/.exec(lineAt(evidence, at))?.[0];
      return (
        at && {
          message: `There is no ${word}, so the status that is set says nothing. The words are SpanStatusCode.ERROR and, rarely needed, SpanStatusCode.OK.`,
          ...shownAt(evidence, at),
          fix: "span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });",
        }
      );
    },
  },
  {
    id: "failure-that-hides-the-first",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const error = thrown(evidence.run).find((line) => /^(Reference|Type)Error: /.test(line));
      const place = ownThrow(evidence.run);
      return (
        error &&
        place &&
        evidence.run?.visits.some(({ status }) => status === 200) && {
          message: `Where the work fails, the code throws an error of its own: ${error}. The first error, the one that you want to see, is lost.`,
          ...shownAt(evidence, place),
          fix:
            remedyForError(error, lineAt(evidence, place), fileAt(evidence, place)) ??
            "Mend that line, and throw the first error again:\nthrow error;",
        }
      );
    },
  },
  {
    id: "fields-dropped",
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const full = ownReceived(evidence).find(({ droppedFields }) => droppedFields > 0);
      return (
        full && {
          message: `The span ${full.name} was given more fields than it takes: ${full.droppedFields} of them were thrown away without a word. A span holds 128.`,
          ...shownAt(evidence, startOf(evidence, full)?.at),
          fix: "Choose the few that somebody will ask for.",
        }
      );
    },
  },
];
