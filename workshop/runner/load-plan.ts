import { seededRandom } from "../trace/seeded-random.ts";
import type { Visit } from "../lab/evidence.ts";

/** Who uses Cruddur, and how often each opens the home feed; worf, who is slow there, often enough to be seen there and not among all. */
const HOMES: readonly (readonly [user: string | undefined, times: number])[] = [
  ["worf", 20],
  [undefined, 18],
  ["andrewbrown", 16],
  ["garek", 14],
  ["coco", 11],
  ["lore", 9],
  ["bayko", 8],
  ["data", 7],
];
const USERS = HOMES.map(([user]) => user);
const UUID = "248959df-3079-4947-b847-9e0892d1bab4";

/** A little traffic as a small site has it: the same requests in the same order for the same seed. */
export function loadPlan(seed = 2): Visit[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const some = (times: number, path: (user: string | undefined) => Request): Request[] =>
    Array.from({ length: times }, () => path(pick(USERS)));
  const requests: Request[] = [
    ...HOMES.flatMap(([user, times]) =>
      Array.from({ length: times }, () => ({ user, path: "/api/activities/home" })),
    ),
    ...some(30, (user) => ({
      user,
      path: `/api/activities/search?term=${pick(["cloud", "tracing", "tailor", "fun"])}`,
    })),
    // Every one of these answers 500.
    ...some(6, (user) => ({ user, path: "/api/activities/search?term=borg" })),
    ...some(28, (user) => ({ user, path: "/api/activities/notifications" })),
    ...some(16, (user) => ({ user, path: `/api/activities/@${pick(["worf", "garek", "andrewbrown"])}` })),
    ...some(10, (user) => ({ user, path: `/api/activities/${UUID}` })),
    ...some(14, (user) => ({ user, path: "/api/message_groups" })),
    ...some(12, (user) => ({ user, path: `/api/messages/@${pick(["worf", "coco"])}` })),
    ...some(8, (user) => ({
      user,
      path: "/api/activities",
      body: { message: pick(["Qapla'!", "Engage."]), ttl: "1-day" },
    })),
    ...some(4, (user) => ({ user, path: "/api/activities", body: { message: "", ttl: "1-day" } })),
  ];
  return shuffled(requests, random).map(toVisit);
}

interface Request {
  readonly user: string | undefined;
  readonly path: string;
  readonly body?: object;
}

/** Each user's app gives its name, so that there is something to be found before the traces know users. */
function toVisit({ user, path, body }: Request, index: number): Visit {
  return {
    id: `load-${index + 1}`,
    path,
    headers: {
      "user-agent": `cruddur-app/1.0 (${user ?? "anonymous"})`,
      ...(user === undefined ? {} : { "x-cruddur-user": user }),
    },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(random() * left.length), 1)[0] as T);
}
