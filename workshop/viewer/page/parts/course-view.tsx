import type { JSX } from "preact";
import type { CourseStatus } from "../../../receiver/page-api.ts";
import { countDone } from "../model/count-done.ts";
import { status } from "../state/live.ts";
import { StepDots } from "./step-dots.tsx";

/** The steps, and what the last check said. */
export function CourseView(): JSX.Element {
  const course = status.value?.course;
  if (!course) return <p class="muted empty">{status.value ? WITHOUT_COURSE : "Loading…"}</p>;
  const { steps, current, lastReport } = course;
  const open = steps.find(({ number }) => number === current);
  return (
    <div class="page">
      <h1>Course</h1>
      <p class="muted">
        {countDone(steps)} of {steps.length} steps are done, as your journal says.
        {steps.some(({ state }) => state === "changed") && (
          <>
            {" "}
            To check them all again: <code>npm run check</code>.
          </>
        )}
      </p>
      <StepDots steps={steps} current={current} />
      <ol class="steps">
        {steps.map(({ number, slug, title, state }) => (
          <li
            key={slug}
            class={`step step-${state}`}
            {...(number === current ? { "aria-current": "step" } : {})}
          >
            <span class="step-number">{number}</span>
            <span>{title}</span>
            <span class="step-state">{number === current ? "next" : STATES[state]}</span>
          </li>
        ))}
      </ol>
      {lastReport && <LastCheck report={lastReport} />}
      <p>
        {open ? (
          <>
            Next: read <code>steps/{open.slug}/README.md</code>, then run{" "}
            <code>npm run check:step {open.number}</code>.
          </>
        ) : (
          "All steps are done."
        )}
      </p>
    </div>
  );
}

const WITHOUT_COURSE = "The receiver was started without the course. npm start shows it.";
const STATES = { done: "✔ done", changed: "✔ done, changed since", open: "open" };

function LastCheck({ report }: { report: NonNullable<CourseStatus["lastReport"]> }): JSX.Element {
  const { step, status: verdict, items, findings } = report;
  return (
    <section class="card" aria-label="The last check">
      <h2>
        The last check: step {step.number}, {VERDICTS[verdict] ?? verdict}
      </h2>
      <ul class="items">
        {items.map(({ title, status: how, because }) => (
          <li key={title} class={`item item-${how}`}>
            <span class="sign">
              <span aria-hidden="true">{SIGNS[how]}</span>
              <span class="visually-hidden">{how}</span>
            </span>
            <span>
              {title}
              {because && <span class="muted"> ({because})</span>}
            </span>
          </li>
        ))}
      </ul>
      {findings.map(({ id, message, fix, file, line, learn }) => (
        <article key={id} class="finding">
          <p>{message}</p>
          {file && (
            <p class="muted">
              <code>{line ? `${file}:${line}` : file}</code>
            </p>
          )}
          {fix && <pre tabIndex={0}>{fix}</pre>}
          <p class="learn">
            Read <code>{learn}</code>
          </p>
        </article>
      ))}
    </section>
  );
}

const SIGNS = { passed: "✔", failed: "✘", "not-reached": "·", skipped: "–" };
const VERDICTS: Readonly<Record<string, string>> = {
  passed: "passed",
  unfinished: "not yet",
  blocked: "an earlier step comes first",
  crashed: "the backend stopped by itself",
  tampered: "the check itself was changed",
  unable: "this machine could not run it",
};
