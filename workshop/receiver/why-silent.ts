import type { Advice, InboxEntry } from "./page-api.ts";
import type { CourseNow } from "./receiver-options.ts";

/**
 * Why nothing may be arriving, most probable first. `last` is the latest request of any kind since the start;
 * `hasTraces` says whether any are stored, from before it too. Before the first step that is about a trace, nothing can
 * arrive: then nothing is said.
 */
export function whySilent(
  last: InboxEntry | undefined,
  course: CourseNow | null,
  hasTraces: boolean,
): Advice[] {
  if (last === undefined && isBeforeTraces(course)) return [];
  const refused = last?.outcome === "refused" ? last.advice : [];
  return [...refused, ...(hasTraces || last?.signal === "traces" ? NOTHING_MORE : NOTHING_YET)];
}

function isBeforeTraces(course: CourseNow | null): boolean {
  const current = course?.status.current ?? null;
  return current !== null && current < (course?.expected?.step.number ?? 0);
}

const NOTHING_MORE: Advice[] = [
  {
    what: "Perhaps no request reached the backend since.",
    fix: "Open http://localhost:4567/api/activities/home in a browser, or run it with curl.",
    learn: null,
  },
  {
    what: "Perhaps the backend stopped, or is just starting again.",
    fix: "Look at the terminal of npm start: it says when the backend answers, or shows the error.",
    learn: null,
  },
  {
    what: "Perhaps the last change took the spans away.",
    fix: "Run npm run check:step: it says what to change, and where.",
    learn: null,
  },
];

const NOTHING_YET: Advice[] = [
  {
    what: "No request reached the backend yet.",
    fix: "Open http://localhost:4567/api/activities/home in a browser: one request makes one trace.",
    learn: null,
  },
  {
    what: "The backend has no SDK yet, or starts without loading it first.",
    fix: "Write backend/src/instrumentation.ts and load it with --import in the start script.",
    learn: "steps/04-initialize-provider/README.md",
  },
  {
    what: "The backend was not started by npm start, so its spans go straight to the address in its own variables.",
    fix: "Stop it and run npm start, or set OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 for it.",
    learn: "steps/02-compose-env-vars/README.md",
  },
  {
    what: "The exporter is refused or cannot connect, and says so only when asked.",
    fix: "Set OTEL_LOG_LEVEL=info for the backend and read its terminal.",
    learn: "steps/04-initialize-provider/README.md",
  },
];
