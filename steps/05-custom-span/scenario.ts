import type { ExpectedSpan, Scenario } from "#course-kit";

const HOME = "/api/activities/home";
const by = (user: string) => ({ "x-cruddur-user": user });

/** Alone first, then several at once. The store throws whenever the user `borg` asks. */
export const scenario: Scenario = {
  visits: [
    [{ id: "andrewbrown", path: HOME, headers: by("andrewbrown") }],
    [
      { id: "anyone", path: HOME },
      { id: "coco", path: HOME, headers: by("coco") },
      { id: "anyone-else", path: HOME },
      { id: "bayko", path: HOME, headers: by("bayko") },
      { id: "borg", path: HOME, headers: by("borg") },
      { id: "notifications", path: "/api/activities/notifications" },
    ],
  ],
};

/** The tree that a request should make; the trace page lays it beside the learner's. */
export const expected: ExpectedSpan = {
  name: "GET /api/activities/home",
  kind: "server",
  children: [
    {
      name: "request handler",
      scope: /express/,
      anyDepth: true,
      children: [{ name: "home-activities-mock-data", scope: "home.activities", anyDepth: true }],
    },
  ],
};
