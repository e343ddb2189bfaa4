import type { Proof } from "./proof.ts";

/** For tests: a checklist with two steps under one item, and an item for later. */
export const LIST = `- **REQUIRED**
  - [ ] 1 Send
    - [ ] [01 Key](../steps/01-set-api-key/README.md)
    - [ ] [02 Compose](../steps/02-compose-env-vars/README.md)
  - [ ] 2 Later
`;
export const KEY = "01-set-api-key";
export const COMPOSE = "02-compose-env-vars";

export const PROOF: Proof = {
  date: "2026-11-24",
  durationMs: 1180,
  trace: "GET /api/activities/home  12.4 ms",
  hash: "a1b2c3d4",
};
/** The same proof as it stands behind a box. */
export const BEHIND = " — ✔ 2026-11-24 · 1.2 s · GET /api/activities/home 12.4 ms · #a1b2c3d4";
