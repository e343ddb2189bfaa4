import { randomUUID } from "node:crypto";
import type { Answer } from "../answer.ts";
import { messageErrors } from "../message-errors.ts";
import type { Message } from "../message.ts";
import { queryMockStore } from "../query-mock-store.ts";

const MAX_CHARS = 1024;

export async function createMessage(
  message: string,
  handle: string,
  receiverHandle: string,
): Promise<Answer<Message>> {
  const errors = messageErrors(message, MAX_CHARS);
  if (receiverHandle === "") errors.unshift("user_receiver_handle_blank");
  if (handle === "") errors.unshift("user_sender_handle_blank");
  if (errors.length > 0) return { errors };

  const data = await queryMockStore("keep a message", {
    uuid: randomUUID(),
    display_name: "Andrew Brown",
    handle,
    message,
    created_at: new Date().toISOString(),
  });
  return { data };
}
