import { randomUUID } from "node:crypto";
import type { Activity } from "../activity.ts";
import type { Answer } from "../answer.ts";
import { isoTime } from "../iso-time.ts";
import { messageErrors } from "../message-errors.ts";
import { queryMockStore } from "../query-mock-store.ts";

const MAX_CHARS = 280;
const HOURS_TO_LIVE = new Map([
  ["30-days", 30 * 24],
  ["7-days", 7 * 24],
  ["3-days", 3 * 24],
  ["1-day", 24],
  ["12-hours", 12],
  ["3-hours", 3],
  ["1-hour", 1],
]);

export async function createActivity(
  message: string,
  handle: string,
  ttl: string,
): Promise<Answer<Activity & { display_name: string }>> {
  const hours = HOURS_TO_LIVE.get(ttl);
  const errors = messageErrors(message, MAX_CHARS);
  if (handle === "") errors.unshift("user_handle_blank");
  if (hours === undefined) errors.unshift("ttl_blank");
  if (errors.length > 0) return { errors };

  const now = new Date();
  const data = await queryMockStore("keep an activity", {
    uuid: randomUUID(),
    display_name: "Andrew Brown",
    handle,
    message,
    created_at: isoTime(now, {}),
    expires_at: isoTime(now, { hours }),
  });
  return { data };
}
