import type { JSX } from "preact";
import { status } from "../state/live.ts";

/** The steps, and what the last check said. */
export function CourseView(): JSX.Element {
  const course = status.value?.course;
  if (!course) return <p class="muted empty">The receiver was started without the course.</p>;
  const { steps, current, lastReport } = course;
  return (
    <div class="page">
      <h1>Course</h1>
      <ol class="steps">
        {steps.map(({ number, slug, title, state }) => (
          <li
            key={slug}
            class={`step step-${state}`}
            {...(number === current ? { "aria-current": "step" } : {})}
          >
            <span class="step-number">{number}</span>
            <span>{title}</span>
            <span class="muted">{STATES[state]}</span>
          </li>
        ))}
      </ol>
      {lastReport && (
        <section class="card" aria-label="The last check">
          <h2>
            Last check: step {lastReport.step.number} · {lastReport.status}
          </h2>
          <ul class="items">
            {lastReport.items.map(({ title, status: how, because }) => (
              <li key={title} class={`item item-${how}`}>
                <b>{how}</b> {title}
                {because && <span class="muted"> {because}</span>}
              </li>
            ))}
          </ul>
          {lastReport.findings.map(({ id, message, fix, file, line, learn }) => (
            <article key={id} class="finding">
              <p>{message}</p>
              {file && <p class="muted">{line ? `${file}:${line}` : file}</p>}
              <pre tabIndex={0}>{fix}</pre>
              <p class="learn">
                Read <code>{learn}</code>
              </p>
            </article>
          ))}
        </section>
      )}
    </div>
  );
}

const STATES = { done: "done", changed: "changed since", open: "open" };
