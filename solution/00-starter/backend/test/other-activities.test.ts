import { expect, it } from "vitest";
import { quietly } from "./quietly.ts";
import { startCruddur } from "./start-cruddur.ts";

it("notifies of one activity by coco, with a reply", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.get("/api/activities/notifications");
  expect(status).toBe(200);
  expect(body).toMatchObject([
    { handle: "coco", message: "I am white unicorn", replies: [{ reply_to_activity_uuid: body[0].uuid }] },
  ]);
});

it("shows what one person posted", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.get("/api/activities/@garek");
  expect(status).toBe(200);
  expect(body).toMatchObject([{ handle: "garek", message: "Cloud is fun!" }]);
});

it.each(["/api/activities/@", "/api/activities/@%20"])("asks for a handle at %s", async (path) => {
  await using cruddur = await startCruddur();
  expect(await cruddur.get(path)).toMatchObject({ status: 422, body: ["blank_user_handle"] });
});

it("finds one activity by a term", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.get("/api/activities/search?term=cloud");
  expect(status).toBe(200);
  expect(body).toMatchObject([{ handle: "Andrew Brown", message: "Cloud is fun!" }]);
});

it.each(["", "?term=", "?term=%20", "?term=two&term=terms"])(
  "asks for one search term at search%s",
  async (query) => {
    await using cruddur = await startCruddur();
    const { status, body } = await cruddur.get(`/api/activities/search${query}`);
    expect({ status, body }).toEqual({ status: 422, body: ["search_term_blank"] });
  },
);

it("breaks on the search term borg, and says why in the terminal only", async () => {
  await using cruddur = await startCruddur();
  const { answer, printed } = await quietly(() => cruddur.get("/api/activities/search?term=borg"));
  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({ error: "Something went wrong in the backend. Its terminal says what." });
  expect(printed).toContain("assimilated");
});

it("shows the one activity that was asked for", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.get("/api/activities/68f126b0-1ceb-4a33-88be-d90fa7109eee");
  expect(status).toBe(200);
  expect(body).toMatchObject([
    {
      uuid: "68f126b0-1ceb-4a33-88be-d90fa7109eee",
      message: "Cloud is fun!",
      replies: [{ reply_to_activity_uuid: "68f126b0-1ceb-4a33-88be-d90fa7109eee" }],
    },
  ]);
});
