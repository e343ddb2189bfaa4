import type { ExpectedSpan, Scenario } from "#course-kit";

const by = (user: string) => ({ "x-cruddur-user": user });
const post = (body: object) => ({ method: "POST", body: JSON.stringify(body) });
const UUID = "248959df-3079-4947-b847-9e0892d1bab4";

/** Every service once and all at the same time, by different users and by nobody; the store fails whatever asks for `borg`. */
export const scenario: Scenario = {
  visits: [
    [
      { id: "user-coco", path: "/api/activities/home", headers: by("coco") },
      { id: "user-nobody", path: "/api/activities/home" },
      { id: "user-garek", path: "/api/activities/home", headers: by("garek") },
      { id: "user-notifications", path: "/api/activities/notifications", headers: by("bayko") },
      { id: "user-nobody-else", path: "/api/activities/notifications" },
      { id: "user-search", path: "/api/activities/search?term=cloud", headers: by("lore") },
      { id: "user-search-fails", path: "/api/activities/search?term=borg", headers: by("data") },
      { id: "user-blank", path: "/api/activities/search?term=", headers: by("lwaxana") },
      { id: "user-activities", path: "/api/activities/@garek", headers: by("odo") },
      { id: "user-activities-fail", path: "/api/activities/@borg", headers: by("quark") },
      { id: "user-show", path: `/api/activities/${UUID}`, headers: by("worf") },
      {
        id: "user-create",
        path: "/api/activities",
        headers: by("kira"),
        ...post({ message: "hello", ttl: "1-day" }),
      },
      {
        id: "user-reply",
        path: `/api/activities/${UUID}/reply`,
        headers: by("nog"),
        ...post({ message: "hello" }),
      },
      { id: "user-groups", path: "/api/message_groups", headers: by("rom") },
      { id: "user-messages", path: "/api/messages/@worf", headers: by("jadzia") },
      { id: "user-messages-fail", path: "/api/messages/@borg", headers: by("miles") },
      {
        id: "user-message",
        path: "/api/messages",
        headers: by("julian"),
        ...post({ message: "hello", user_receiver_handle: "worf" }),
      },
    ],
  ],
};

/** The tree that a request should make; the trace page lays it beside the learner's. */
export const expected: ExpectedSpan = {
  name: /^(GET|POST) \/api\//,
  label: "a request with the header x-cruddur-user",
  kind: "server",
  fields: { "app.user_id": { type: "string" } },
  mayLackFieldsWhen: "the request was sent without that header",
};
