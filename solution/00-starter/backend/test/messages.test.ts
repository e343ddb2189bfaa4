import { expect, it } from "vitest";
import { startCruddur } from "./start-cruddur.ts";

it("lists two conversations", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.get("/api/message_groups");
  expect(status).toBe(200);
  const group = { uuid: expect.any(String), created_at: expect.any(String) };
  expect(body).toEqual([
    { ...group, display_name: "Andrew Brown", handle: "andrewbrown" },
    { ...group, display_name: "Worf", handle: "worf" },
  ]);
});

it("shows the two messages of a conversation", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.get("/api/messages/@worf");
  expect(status).toBe(200);
  expect(body).toMatchObject([
    { handle: "andrewbrown", message: "Cloud is fun!" },
    { handle: "andrewbrown", message: "This platform is great!" },
  ]);
});

it("keeps a message to somebody", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.post(
    "/api/messages",
    { message: "Hi!", user_receiver_handle: "worf" },
    "coco",
  );
  expect(status).toBe(200);
  expect(body).toEqual({
    uuid: expect.any(String),
    display_name: "Andrew Brown",
    handle: "coco",
    message: "Hi!",
    created_at: expect.any(String),
  });
});

it.each([
  [{ message: "Hi!" }, undefined, ["user_receiver_handle_blank"]],
  [{ user_receiver_handle: "worf" }, undefined, ["message_blank"]],
  [{ message: "x".repeat(1025), user_receiver_handle: "worf" }, undefined, ["message_exceed_max_chars"]],
  [{}, "", ["user_sender_handle_blank", "user_receiver_handle_blank", "message_blank"]],
])("refuses a bad message (case %#)", async (body, user, codes) => {
  await using cruddur = await startCruddur();
  const answer = await cruddur.post("/api/messages", body, user);
  expect(answer).toMatchObject({ status: 422, body: codes });
});
