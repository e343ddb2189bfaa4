import { madeSpans, running } from "../../facts/backend-state.ts";
import { sdkSaid } from "../../facts/first-line.ts";
import { isPatched } from "../../facts/is-patched.ts";
import { spansOf } from "../../facts/run-facts.ts";
import { heldInstrumentation } from "../../facts/sdk-code.ts";
import { setUpAt } from "../../facts/sdk-objects.ts";
import { EXPRESS, HTTP } from "../../facts/set-up-code.ts";
import { spanByHand } from "../../facts/whole-trace.ts";
import type { RunEvidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

const LEARN = "nothing-arrives";

/** Spans that nothing else explains: none, none of Express, or some made by hand. */
export const missingSpanMistakes: readonly Mistake[] = [
  {
    id: "no-span-was-started",
    symptom: true,
    learn: LEARN,
    when: ({ run }) => {
      if (!running(run) || !run.sdk.provider || run.visits.every(({ status }) => status === undefined))
        return undefined;
      if (run.started.some(({ visit, scope }) => visit !== undefined && scope === HTTP)) return undefined;
      const other = run.started.length;
      const others = other > 0 ? ` (${other} other ${other === 1 ? "span was" : "spans were"} started)` : "";
      return {
        message: `An SDK runs, and no span of the HTTP instrumentation was started for GET /api/activities/home${others}. The instrumentation was ${stateOf(run, HTTP)}; ${patched(run, "http", "HTTP")}.${sdkSaid(run)}`,
        ...(heldInstrumentation(run, HTTP)?.at ?? setUpAt(run)),
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
          message: `The span ${fake.name} carries the name of ${fake.scope}, but ${fake.by} started it. In this step the instrumentations make the spans, from what really happens.`,
          ...(fake.at ?? { file: fake.by ?? "" }),
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
          message: `The request arrived as a span named ${server.name}, and the Express instrumentation made none. It was ${stateOf(run, EXPRESS)}; ${patched(run, "express", "Express")}.${sdkSaid(run)}`,
          ...(heldInstrumentation(run, EXPRESS)?.at ?? setUpAt(run)),
        }
      );
    },
  },
];

function stateOf(run: RunEvidence, name: string): string {
  const held = heldInstrumentation(run, name);
  if (held) return held.registered > 0 ? "created and registered" : "created, but not registered";
  return run.modules.some((module) => module.name === name) ? "loaded, but not created" : "not loaded";
}

function patched(run: RunEvidence, module: string, name: string): string {
  return isPatched(run, module) ? `it did instrument ${name}` : `it did not say that it instrumented ${name}`;
}
