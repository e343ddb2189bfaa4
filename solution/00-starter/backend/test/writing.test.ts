import { expect, it } from "vitest";
import { startCruddur } from "./start-cruddur.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HOUR = 60 * 60 * 1000;

it("keeps a new activity for the signed-in user", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.post("/api/activities", { message: "Hi!", ttl: "3-hours" }, "worf");
  expect(status).toBe(200);
  expect(body).toEqual({
    uuid: expect.stringMatching(UUID),
    display_name: "Andrew Brown",
    handle: "worf",
    message: "Hi!",
    created_at: expect.any(String),
    expires_at: expect.any(String),
  });
});

it.each([
  ["30-days", 720],
  ["7-days", 168],
  ["3-days", 72],
  ["1-day", 24],
  ["12-hours", 12],
  ["3-hours", 3],
  ["1-hour", 1],
])("lets an activity of %s live for %i hours", async (ttl, hours) => {
  await using cruddur = await startCruddur();
  const { body } = await cruddur.post("/api/activities", { message: "Hi!", ttl });
  expect(Date.parse(body.expires_at) - Date.parse(body.created_at)).toBe(hours * HOUR);
});

it("lets andrewbrown write when nobody is signed in", async () => {
  await using cruddur = await startCruddur();
  const activity = await cruddur.post("/api/activities", { message: "Hi!", ttl: "1-day" });
  const reply = await cruddur.post("/api/activities/68f126b0/reply", { message: "Hi!" });
  const message = await cruddur.post("/api/messages", { message: "Hi!", user_receiver_handle: "worf" });
  expect([activity, reply, message].map(({ body }) => body.handle)).toEqual(Array(3).fill("andrewbrown"));
});

it.each([
  [{ message: "Hi!", ttl: "2-days" }, undefined, ["ttl_blank"]],
  [{ message: "Hi!" }, undefined, ["ttl_blank"]],
  [{ message: "Hi!", ttl: "toString" }, undefined, ["ttl_blank"]],
  [{ message: "Hi!", ttl: "1-day" }, "", ["user_handle_blank"]],
  [{ ttl: "1-day" }, undefined, ["message_blank"]],
  [{ message: "  ", ttl: "1-day" }, undefined, ["message_blank"]],
  [{ message: 42, ttl: "1-day" }, undefined, ["message_blank"]],
  [{ message: "x".repeat(281), ttl: "1-day" }, undefined, ["message_exceed_max_chars"]],
  [{}, "", ["ttl_blank", "user_handle_blank", "message_blank"]],
])("refuses the activity %j of user %j with %j", async (body, user, codes) => {
  await using cruddur = await startCruddur();
  const answer = await cruddur.post("/api/activities", body, user);
  expect(answer).toMatchObject({ status: 422, body: codes });
});

it("counts characters as people do: 280 rockets fit", async () => {
  await using cruddur = await startCruddur();
  const { status } = await cruddur.post("/api/activities", { message: "🚀".repeat(280), ttl: "1-day" });
  expect(status).toBe(200);
});

it("takes a request without a body for an empty one", async () => {
  await using cruddur = await startCruddur();
  const answers = [];
  for (const path of ["/api/activities", "/api/activities/68f126b0/reply", "/api/messages"]) {
    answers.push(await cruddur.send(path, { method: "POST" }));
  }
  expect(answers.map(({ body }) => body)).toEqual([
    ["ttl_blank", "message_blank"],
    ["message_blank"],
    ["user_receiver_handle_blank", "message_blank"],
  ]);
});

it("keeps a reply to an activity", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.post(
    "/api/activities/68f126b0/reply",
    { message: "x".repeat(1024) },
    "coco",
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({
    uuid: expect.stringMatching(UUID),
    handle: "coco",
    message: "x".repeat(1024),
    reply_to_activity_uuid: "68f126b0",
  });
});

it.each([
  ["68f126b0", { message: "" }, undefined, ["message_blank"]],
  ["68f126b0", { message: "x".repeat(1025) }, undefined, ["message_exceed_max_chars"]],
  ["%20", { message: "Hi!" }, undefined, ["activity_uuid_blank"]],
  ["%20", {}, "", ["user_handle_blank", "activity_uuid_blank", "message_blank"]],
])("refuses a bad reply to %s", async (uuid, body, user, codes) => {
  await using cruddur = await startCruddur();
  const answer = await cruddur.post(`/api/activities/${uuid}/reply`, body, user);
  expect(answer).toMatchObject({ status: 422, body: codes });
});
