import { trace } from "@opentelemetry/api";
import type { Activity } from "../activity.ts";
import type { Answer } from "../answer.ts";
import { isoTime } from "../iso-time.ts";
import { queryMockStore } from "../query-mock-store.ts";

const tracer = trace.getTracer("search.activities");

export async function searchActivities(term: string): Promise<Answer<Activity[]>> {
  if (term === "") return { errors: ["search_term_blank"] };

  return tracer.startActiveSpan("search-activities-mock-data", async (span) => {
    try {
      const now = new Date();
      const data = await queryMockStore(`search for ${term}`, [
        {
          uuid: "248959df-3079-4947-b847-9e0892d1bab4",
          handle: "Andrew Brown",
          message: "Cloud is fun!",
          created_at: isoTime(now, { days: -1 }),
          expires_at: isoTime(now, { days: 31 }),
        },
      ]);
      span.setAttribute("app.result_length", data.length);
      return { data };
    } finally {
      span.end();
    }
  });
}
