import type { Scenario } from "#course-kit";

export const scenario: Scenario = {
  visits: [[{ id: "home", path: "/api/activities/home" }]],
  last: { id: "last", path: "/api/activities/home" },
};
