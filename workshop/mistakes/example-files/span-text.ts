import { home } from "./home-text.ts";

const NAME = '"home-activities-mock-data"';
export const ASK =
  'const now = new Date();\n  const results = await queryMockStore(`home of ${user || "anyone"}`, everyonesActivities(now));\n  if (user) results.unshift(lore(now));';
/** The lesson's frame around the work, with parts replaced. */
export const frame = (
  parts: { call?: string; before?: string; work?: string; end?: string; imports?: string; top?: string } = {},
) =>
  home({
    ...(parts.imports && { imports: parts.imports }),
    ...(parts.top !== undefined && { top: parts.top }),
    body: `return ${parts.call ?? `tracer.startActiveSpan(${NAME}, async (span) =>`} {
    ${parts.before ?? ""}
    try {
      ${parts.work ?? "WORK"}
    } finally {
      ${parts.end ?? "span.end();"}
    }
  });`,
  });
/** A class with a method of the tracer's name, which calls what it is given. */
export const OWN_WORK = `class Work {
  startSpan<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    return trace.getTracer("home.activities").startActiveSpan(name, async (span) => {
      try {
        return await work();
      } finally {
        span.end();
      }
    });
  }
}
const tracer = new Work();`;
