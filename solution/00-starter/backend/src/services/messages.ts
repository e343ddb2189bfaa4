import type { Message } from "../message.ts";
import { queryMockStore } from "../query-mock-store.ts";

/** The conversation between two people. */
export async function messages(handle: string, otherHandle: string): Promise<Message[]> {
  const display_name = "Andrew Brown";
  const created_at = new Date().toISOString();
  return queryMockStore(`messages with ${otherHandle}`, [
    {
      uuid: "4e81c06a-0d1e-4c5e-9c56-5cd2a5a5a3f1",
      display_name,
      handle,
      message: "Cloud is fun!",
      created_at,
    },
    {
      uuid: "66e639fe-5a1f-4f2b-a9a0-1d4a5a1c7f52",
      display_name,
      handle,
      message: "This platform is great!",
      created_at,
    },
  ]);
}
