import type { JSX } from "preact";
import type { CheckReport } from "../../../findings/report.ts";
import { status } from "../state/live.ts";
import { StepDots } from "./step-dots.tsx";

/** Where the learner stands, in short. */
export function CourseCard(): JSX.Element | null {
  const course = status.value?.course;
  if (!course) return null;
  const current = course.steps.find(({ number }) => number === course.current);
  const report = course.lastReport;
  const finding = report?.status === "passed" ? undefined : report?.findings[0];
  return (
    <section class="card course-card">
      <h2>{current ? `Step ${current.number} · ${current.title}` : "All steps are done"}</h2>
      <StepDots steps={course.steps} current={course.current} />
      {current && (
        <p>
          Lesson <code>steps/{current.slug}/README.md</code>
        </p>
      )}
      {report && finding && <p>{whatItSaid(report.step.number, finding)}</p>}
      <p>
        <a href="/course">{report === null ? "The course" : "The last check"}</a>
      </p>
    </section>
  );
}

/** The check may have been of another step than the one that is open. */
function whatItSaid(step: number, { message, file, line }: CheckReport["findings"][number]): string {
  const place = file ? ` (${line ? `${file}:${line}` : file})` : "";
  return `The last check was of step ${step}: ${message}${place}`;
}
