import { expect, it } from "vitest";
import { quietly } from "./quietly.ts";
import { startCruddur } from "./start-cruddur.ts";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

it("shows three activities to somebody who is not signed in", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.get("/api/activities/home");

  expect(status).toBe(200);
  expect(body).toMatchObject([
    {
      handle: "Andrew Brown",
      message: "Cloud is very fun!",
      likes_count: 5,
      replies_count: 1,
      reposts_count: 0,
      replies: [{ handle: "Worf", reply_to_activity_uuid: body[0].uuid }],
    },
    { handle: "Worf", message: "I am out of prune juice", replies: [] },
    { handle: "Garek", message: "My dear doctor, I am just simple tailor", replies: [] },
  ]);
});

it("dates all of them from one and the same moment", async () => {
  await using cruddur = await startCruddur();
  const before = Date.now();
  const { body } = await cruddur.get("/api/activities/home");

  const now = Date.parse(body[0].created_at) + 2 * DAY;
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
  const agesAndLives = body.map((activity: { created_at: string; expires_at: string }) => [
    now - Date.parse(activity.created_at),
    Date.parse(activity.expires_at) - now,
  ]);
  expect(agesAndLives).toEqual([
    [2 * DAY, 5 * DAY],
    [7 * DAY, 9 * DAY],
    [HOUR, 12 * HOUR],
  ]);
});

it("shows one more by Lore to somebody who is signed in", async () => {
  await using cruddur = await startCruddur();
  const { body } = await cruddur.get("/api/activities/home", "andrewbrown");
  expect(body.map(({ handle }: { handle: string }) => handle)).toEqual([
    "Lore",
    "Andrew Brown",
    "Worf",
    "Garek",
  ]);
});

it("takes an empty user header for nobody", async () => {
  await using cruddur = await startCruddur();
  const { body } = await cruddur.get("/api/activities/home", "");
  expect(body).toHaveLength(3);
});

it("keeps parallel requests of different people apart", async () => {
  await using cruddur = await startCruddur();
  const users = [undefined, "andrewbrown", "worf", undefined, "coco", undefined];
  const answers = await Promise.all(users.map((user) => cruddur.get("/api/activities/home", user)));
  expect(answers.map(({ body }) => body.length)).toEqual([3, 4, 4, 3, 4, 3]);
});

it("is slow for worf and for nobody else", async () => {
  await using cruddur = await startCruddur();
  const time = async (user: string) => {
    const start = performance.now();
    await cruddur.get("/api/activities/home", user);
    return performance.now() - start;
  };
  const others = [await time("andrewbrown"), await time("coco"), await time("garek")];
  const worf = await time("worf");

  expect(worf).toBeGreaterThan(300);
  expect(worf).toBeGreaterThan(3 * Math.min(...others));
});

it("answers 500 without a word of its insides when the store breaks", async () => {
  await using cruddur = await startCruddur();
  const { answer } = await quietly(() => cruddur.get("/api/activities/home", "borg"));
  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({ error: "Something went wrong in the backend. Its terminal says what." });
});
