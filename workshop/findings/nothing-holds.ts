import type { Evidence } from "../lab/evidence.ts";

const twice = (folder: string) => ({ name: "@opentelemetry/api", version: "1.0.0", folder, peers: {} });

/** Evidence in which no promise of any lesson is kept: an item that passes it would pass whatever it is given. */
export const NOTHING_HOLDS: Evidence = {
  at: 0,
  workspace: { kind: "local" },
  key: { shell: "", tracked: [{ file: "journal/week2.md", line: 1 }], dotenvTracked: true },
  compose: {
    ok: false,
    problem: { kind: "no-file", file: "docker-compose.yml", message: "There is no docker-compose.yml." },
  },
  nearby: { files: [], notes: [], shell: {} },
  backend: {
    sources: [],
    manifest: { ok: false, message: "there is none" },
    installed: [twice("backend/node_modules/@opentelemetry/api"), twice("node_modules/@opentelemetry/api")],
    inRoot: [],
    elsewhere: [],
    otherLocks: [],
  },
  answers: {},
};
