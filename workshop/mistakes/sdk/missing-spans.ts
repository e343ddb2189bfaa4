import { spansOf } from "../../facts/run-facts.ts";
import type { Mistake } from "../mistake.ts";
import { BOTH, EXPRESS, HTTP, setupPlace } from "../../facts/set-up-code.ts";
import { madeSpans, running } from "../../facts/backend-state.ts";
import { sdkSaid } from "../../facts/first-line.ts";
import { spanByHand } from "../../facts/whole-trace.ts";
import { whereIs } from "../../facts/where.ts";
import { isPatched } from "../../facts/is-patched.ts";

const LEARN = "nothing-arrives";

/** Spans that nothing else explains: none, none of Express, or some made by hand. */
export const missingSpanMistakes: readonly Mistake[] = [
  {
    id: "no-span-was-started",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || run.visits.every(({ status }) => status === undefined))
        return undefined;
      if (run.started.some(({ visit, scope }) => visit !== undefined && scope === HTTP)) return undefined;
      const loaded = [HTTP, EXPRESS].filter((name) => run.modules.some((module) => module.name === name));
      const other = run.started.length;
      return {
        message: `An SDK runs, and the HTTP instrumentation made no span for GET /api/activities/home${other > 0 ? ` (${other} other ${other === 1 ? "span was" : "spans were"} started)` : ""}. Of the instrumentations, ${loaded.length > 0 ? `${loaded.join(" and ")} ${loaded.length === 1 ? "was" : "were"} loaded` : "none was loaded"}; ${isPatched(run, "http") ? "HTTP was instrumented" : "nothing says that HTTP was instrumented"}.${sdkSaid(run)}`,
        ...whereIs(setupPlace(evidence)),
        fix: `See that both stand in the list, without options, and that the file is loaded first:\n${BOTH}`,
      };
    },
  },
  {
    id: "spans-made-by-hand",
    learn: "what-you-should-see",
    when: (evidence) => {
      const fake = spanByHand(evidence);
      return (
        fake && {
          message: `The span ${fake.name} names ${fake.scope} as its maker, but ${fake.by} started it. In this step the instrumentations make the spans, from what really happens.`,
          ...(fake.at ?? { file: fake.by ?? "" }),
          fix: `Take those lines away and let the instrumentations notice the request:\n${BOTH}`,
        }
      );
    },
  },
  {
    id: "express-shows-nothing",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !madeSpans(run, HTTP) || madeSpans(run, EXPRESS)) return undefined;
      const server = spansOf(evidence, "home").find(({ kind }) => kind === "server");
      return (
        server && {
          message: `The request arrived as a span named ${server.name}, and the Express instrumentation made none. It was ${run.modules.some(({ name }) => name === EXPRESS) ? "loaded" : "not loaded"}, and ${isPatched(run, "express") ? "it did instrument Express" : "nothing says that it instrumented Express"}.${sdkSaid(run)}`,
          ...whereIs(setupPlace(evidence)),
          fix: `Both in the list, without options, in a file that is loaded before Express:\n${BOTH}`,
        }
      );
    },
  },
];
