import { optionOf } from "../../facts/parent-in-code.ts";
import { placeOf } from "../../facts/program/places.ts";
import { shownAt } from "../../facts/code-at.ts";
import { spanMethods } from "../../facts/span-methods.ts";
import { startCallOf } from "../../facts/start-calls.ts";
import { dropArgument, removeProperty } from "../edits/edit-code.ts";
import { edits } from "../remedy.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { hasOddTimes, HOME_SPAN, HOME_VISITS, sentFrom, startedIn } from "../../facts/home-span.ts";

/** A span was given a start or an end that cannot be. */
export const wrongTimes: Mistake = {
  id: "wrong-times",
  learn: "every-span-must-end",
  when(evidence) {
    const given = startedIn(evidence, ...HOME_VISITS).find(({ givenTimes }) => givenTimes);
    const what = given && whatIsWrong(evidence);
    const time = given && timeInCode(evidence, given);
    return (
      given &&
      what && {
        message: `The span was given a time that cannot be${what}. OpenTelemetry takes milliseconds since 1970, as Date.now() gives them. A span that is given no time takes the clock's.`,
        ...shownAt(evidence, time?.at ?? given.at),
        remedy: time && edits(time.edit),
      }
    );
  },
};

function whatIsWrong(evidence: Evidence): string | undefined {
  const refused = evidence.run?.exchanges
    .flatMap(({ problems }) => problems ?? [])
    .find((problem) => problem.includes(`"${HOME_SPAN}"`));
  if (refused)
    return `: ${refused.replace(/^[^:]*refused: /, "").replace(/(: OTLP counts .*| \([^()]*\)\.)$/, "")}`;
  const odd = sentFrom(evidence, ...HOME_VISITS).find((span) => hasOddTimes(evidence, span));
  if (!odd) return undefined;
  return odd.end <= odd.start ? ", and so it took no time at all" : ", and so it lies outside of its request";
}

/** Where the code gives the time, and the same code without it. */
function timeInCode(evidence: Evidence, span: StartedSpan) {
  const call = startCallOf(evidence, span);
  const start = call && optionOf(evidence, call, "startTime");
  if (start) return { at: placeOf(start.node), edit: removeProperty(start.node) };
  const end = call && spanMethods(call, "end").find((each) => each.arguments.length > 0);
  const [time] = end?.arguments ?? [];
  if (end?.node.type !== "CallExpression" || !time) return undefined;
  return { at: { file: end.file, line: end.line }, edit: dropArgument(end.node, time) };
}
