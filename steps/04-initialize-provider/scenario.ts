import type { ExpectedSpan, Scenario } from "#course-kit";

export const scenario: Scenario = {
  visits: [[{ id: "home", path: "/api/activities/home" }]],
  last: { id: "last", path: "/api/activities/home" },
};

/** The tree that a request should make; the trace page lays it beside the learner's. */
export const expected: ExpectedSpan = {
  name: "GET /api/activities/home",
  kind: "server",
  children: [{ name: "request handler", scope: /express/, anyDepth: true }],
};
