import { constructions, imports } from "../../facts/look-in-sources.ts";
import type { Mistake } from "../mistake.ts";
import { BOTH, EXPRESS, HTTP, setupPlace, uses } from "../../facts/set-up-code.ts";
import { madeSpans, running } from "../../facts/backend-state.ts";
import { whereIs } from "../../facts/where.ts";

const LEARN = "nothing-arrives";

/** Instrumentations that nobody registers. */
export const registrationMistakes: readonly Mistake[] = [
  {
    id: "instrumentations-missing",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      const setup = setupPlace(evidence);
      const unused = imports(backend.sources).filter(
        ({ specifier }) => specifier === HTTP || specifier === EXPRESS,
      );
      return (
        running(run) &&
        run.sdk.provider &&
        setup &&
        !uses(backend.sources, /^(Http|Express)Instrumentation$/) &&
        !madeSpans(run, HTTP) && {
          message: `The SDK runs, but no instrumentation is registered${unused.length > 0 ? ": the packages are imported, and nothing is made of them" : ""}. Nobody makes spans for the requests.`,
          ...whereIs(setup),
          fix: `Give NodeSDK both:\n${BOTH}`,
        }
      );
    },
  },
  one(
    "http-instrumentation-missing",
    /^ExpressInstrumentation$/,
    /^HttpInstrumentation$/,
    HTTP,
    "The Express instrumentation is alone: it adds to the span of the request, and without the HTTP instrumentation there is none.",
  ),
  one(
    "express-instrumentation-missing",
    /^HttpInstrumentation$/,
    /^ExpressInstrumentation$/,
    EXPRESS,
    "The HTTP instrumentation is alone: it sees a request come and go, but only the Express instrumentation knows its route.",
  ),
];

/** One of the two instrumentations stands there without the other, and the spans of the other are missing. */
function one(id: string, there: RegExp, absent: RegExp, scope: string, message: string): Mistake {
  return {
    id,
    learn: LEARN,
    symptom: true,
    when: ({ run, backend }) => {
      const [place] = constructions(backend.sources, there);
      return (
        running(run) &&
        run.sdk.provider &&
        place &&
        !madeSpans(run, scope) &&
        !uses(backend.sources, absent) && { message, ...whereIs(place), fix: `Add the other one:\n${BOTH}` }
      );
    },
  };
}
