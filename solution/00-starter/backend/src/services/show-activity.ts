import type { Activity } from "../activity.ts";
import { isoTime } from "../iso-time.ts";
import { queryMockStore } from "../query-mock-store.ts";

export async function showActivity(uuid: string): Promise<Activity[]> {
  const now = new Date();
  return queryMockStore("one activity", [
    {
      uuid,
      handle: "Andrew Brown",
      message: "Cloud is fun!",
      created_at: isoTime(now, { days: -2 }),
      expires_at: isoTime(now, { days: 5 }),
      replies: [
        {
          uuid: "26e12864-1c26-5c3a-9658-97a10f8fea67",
          reply_to_activity_uuid: uuid,
          handle: "Worf",
          message: "This post has no honor!",
          created_at: isoTime(now, { days: -2 }),
        },
      ],
    },
  ]);
}
