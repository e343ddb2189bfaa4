import type { JSX } from "preact";
import type { CourseStatus } from "../../../receiver/page-api.ts";
import { countDone } from "../model/count-done.ts";

/** One short bar for each step. */
export function StepDots({ steps, current }: Pick<CourseStatus, "steps" | "current">): JSX.Element {
  return (
    <div class="step-dots" role="img" aria-label={`${countDone(steps)} of ${steps.length} steps done`}>
      {steps.map(({ number, state }) => (
        <span key={number} class={`step-dot step-${state}${number === current ? " step-current" : ""}`} />
      ))}
    </div>
  );
}
