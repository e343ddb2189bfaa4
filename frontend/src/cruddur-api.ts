import { BACKEND_URL } from "./backend-url.ts";

export interface Activity {
  readonly uuid: string;
  readonly handle: string;
  readonly message: string;
  readonly created_at: string;
}

/** The home feed, as the signed-in user sees it. */
export async function homeFeed(user: string): Promise<Activity[]> {
  return await ask("/api/activities/home", user);
}

/** Writes an activity that stays for a week. */
export async function writeActivity(user: string, message: string): Promise<Activity> {
  return await ask("/api/activities", user, { message, ttl: "7-days" });
}

async function ask<Answer>(path: string, user: string, body?: object): Promise<Answer> {
  const response = await fetch(`${BACKEND_URL}${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      ...(user && { "x-cruddur-user": user }),
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`The backend answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
