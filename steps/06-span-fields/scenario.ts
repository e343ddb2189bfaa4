import type { ExpectedSpan, Scenario } from "#course-kit";

const HOME = "/api/activities/home";

/**
 * A while after those of step 5, so that a time that was taken once cannot serve both. For two of them the store gives
 * one row more, so that a length that counts nothing stays behind.
 */
export const scenario: Scenario = {
  visits: [
    [
      { id: "fields-anyone", path: HOME },
      { id: "fields-garek", path: HOME, headers: { "x-cruddur-user": "garek" } },
      { id: "fields-anyone-else", path: HOME },
      { id: "fields-anyone-more", path: HOME, store: "one-row-more" },
      { id: "fields-garek-more", path: HOME, headers: { "x-cruddur-user": "garek" }, store: "one-row-more" },
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
      children: [
        {
          name: "home-activities-mock-data",
          scope: "home.activities",
          anyDepth: true,
          fields: { "app.now": { type: "time" }, "app.result_length": { type: "number" } },
        },
      ],
    },
  ],
};
