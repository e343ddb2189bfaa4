import { trace } from "@opentelemetry/api";
import type { Activity } from "../activity.ts";
import { isoTime } from "../iso-time.ts";
import { queryMockStore } from "../query-mock-store.ts";

const tracer = trace.getTracer("home.activities");

/** What everyone sees first; who is signed in sees one activity more. */
export async function homeActivities(user?: string): Promise<Activity[]> {
  return tracer.startActiveSpan("home-activities-mock-data", async (span) => {
    try {
      const now = new Date();
      span.setAttribute("app.now", now.toISOString());
      const results = await queryMockStore(`home of ${user || "anyone"}`, everyonesActivities(now));
      if (user) results.unshift(lore(now));
      span.setAttribute("app.result_length", results.length);
      return results;
    } finally {
      span.end();
    }
  });
}

function everyonesActivities(now: Date): Activity[] {
  return [
    {
      uuid: "68f126b0-1ceb-4a33-88be-d90fa7109eee",
      handle: "Andrew Brown",
      message: "Cloud is very fun!",
      created_at: isoTime(now, { days: -2 }),
      expires_at: isoTime(now, { days: 5 }),
      likes_count: 5,
      replies_count: 1,
      reposts_count: 0,
      replies: [
        {
          uuid: "26e12864-1c26-5c3a-9658-97a10f8fea67",
          reply_to_activity_uuid: "68f126b0-1ceb-4a33-88be-d90fa7109eee",
          handle: "Worf",
          message: "This post has no honor!",
          likes_count: 0,
          replies_count: 0,
          reposts_count: 0,
          created_at: isoTime(now, { days: -2 }),
        },
      ],
    },
    {
      uuid: "66e12864-8c26-4c3a-9658-95a10f8fea67",
      handle: "Worf",
      message: "I am out of prune juice",
      created_at: isoTime(now, { days: -7 }),
      expires_at: isoTime(now, { days: 9 }),
      likes_count: 0,
      replies_count: 0,
      reposts_count: 0,
      replies: [],
    },
    {
      uuid: "248959df-3079-4947-b847-9e0892d1bab4",
      handle: "Garek",
      message: "My dear doctor, I am just simple tailor",
      created_at: isoTime(now, { hours: -1 }),
      expires_at: isoTime(now, { hours: 12 }),
      likes_count: 0,
      replies_count: 0,
      reposts_count: 0,
      replies: [],
    },
  ];
}

function lore(now: Date): Activity {
  return {
    uuid: "248959df-3079-4947-b847-9e0892d1bab5",
    handle: "Lore",
    message: "My dear brother, the humans are the problem",
    created_at: isoTime(now, { hours: -1 }),
    expires_at: isoTime(now, { hours: 12 }),
    likes_count: 1042,
    replies_count: 0,
    reposts_count: 0,
    replies: [],
  };
}
