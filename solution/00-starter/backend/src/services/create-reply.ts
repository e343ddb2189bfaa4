import { randomUUID } from "node:crypto";
import type { Activity } from "../activity.ts";
import type { Answer } from "../answer.ts";
import { messageErrors } from "../message-errors.ts";
import { queryMockStore } from "../query-mock-store.ts";

const MAX_CHARS = 1024;

export async function createReply(
  message: string,
  handle: string,
  activityUuid: string,
): Promise<Answer<Activity & { display_name: string }>> {
  const errors = messageErrors(message, MAX_CHARS);
  if (activityUuid === "") errors.unshift("activity_uuid_blank");
  if (handle === "") errors.unshift("user_handle_blank");
  if (errors.length > 0) return { errors };

  const data = await queryMockStore("keep a reply", {
    uuid: randomUUID(),
    display_name: "Andrew Brown",
    handle,
    message,
    created_at: new Date().toISOString(),
    reply_to_activity_uuid: activityUuid,
  });
  return { data };
}
