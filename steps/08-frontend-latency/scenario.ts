import type { ExpectedSpan, Scenario } from "#course-kit";

/** The page in a real browser, and the browser's question to the backend once more, without one. */
export const scenario: Scenario = {
  page: true,
  visits: [
    [
      {
        id: "page-preflight",
        method: "OPTIONS",
        path: "/api/activities/home",
        headers: {
          origin: "http://localhost:3000",
          "access-control-request-method": "GET",
          "access-control-request-headers": "traceparent",
        },
      },
    ],
  ],
};

/** The tree that the page's request should make; the trace page lays it beside the learner's. */
export const expected: ExpectedSpan = {
  name: "GET",
  kind: "client",
  children: [{ name: "GET /api/activities/home", kind: "server" }],
};
