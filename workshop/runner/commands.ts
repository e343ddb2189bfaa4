import type { ParseArgsOptionDescriptor } from "node:util";
import type { Command } from "./context.ts";

export interface CommandEntry {
  /** What may follow the command, for messages. */
  readonly usage: string;
  readonly options: Readonly<Record<string, ParseArgsOptionDescriptor>>;
  /** Read only when asked for, so that a small command stays quick. */
  readonly load: () => Promise<Command>;
}

const flag: ParseArgsOptionDescriptor = { type: "boolean" };
const text: ParseArgsOptionDescriptor = { type: "string" };

/** Every command of the workshop; each is an npm script of the same name. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  start: {
    usage: "npm start [-- --port 4568]",
    options: { port: text },
    load: async () => (await import("./commands/start.ts")).start,
  },
  check: {
    usage: "npm run check [-- --json] [--junit FILE]",
    options: { json: flag, junit: text },
    load: async () => (await import("./commands/check.ts")).check,
  },
  "check:step": {
    usage: "npm run check:step [-- N] [--watch] [--json] [--live] [--no-try] [--report FILE]",
    options: { watch: flag, json: flag, live: flag, "no-try": flag, report: text },
    load: async () => (await import("./commands/check-step.ts")).checkStepCommand,
  },
  explain: {
    usage: "npm run explain [ID]",
    options: {},
    load: async () => (await import("./commands/explain.ts")).explain,
  },
  find: {
    usage: "npm run find [N]",
    options: {},
    load: async () => (await import("./commands/find.ts")).find,
  },
  hint: {
    usage: "npm run hint [N]",
    options: {},
    load: async () => (await import("./commands/hint.ts")).hint,
  },
  solution: {
    usage: "npm run solution [-- N] [--apply]",
    options: { apply: flag },
    load: async () => (await import("./commands/solution.ts")).solution,
  },
  reset: {
    usage: "npm run reset [N]",
    options: {},
    load: async () => (await import("./commands/reset.ts")).reset,
  },
  undo: {
    usage: "npm run undo [-- --list] [N]",
    options: { list: flag },
    load: async () => (await import("./commands/undo.ts")).undo,
  },
  progress: {
    usage: "npm run progress",
    options: {},
    load: async () => (await import("./commands/progress.ts")).progress,
  },
  env: {
    usage: "npm run env",
    options: {},
    load: async () => (await import("./commands/env.ts")).env,
  },
  class: {
    usage: "npm run class -- FOLDER [--check] [--jobs 2] [--patience SECONDS] [--json] [--csv]",
    options: { check: flag, jobs: text, patience: text, json: flag, csv: flag },
    load: async () => (await import("./commands/class.ts")).classCommand,
  },
  doctor: {
    usage: "npm run doctor [-- --live] [--json]",
    options: { live: flag, json: flag },
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
  traces: {
    usage: "npm run traces [-- --limit 5] [--run NAME]",
    options: { limit: text, run: text },
    load: async () => (await import("./commands/traces.ts")).traces,
  },
  load: {
    usage: "npm run load [-- --seed N]",
    options: { seed: text },
    load: async () => (await import("./commands/load.ts")).load,
  },
  query: {
    usage: "npm run query -- FILE [--run NAME] [--json]",
    options: { run: text, json: flag },
    load: async () => (await import("./commands/query.ts")).query,
  },
  receiver: {
    usage: "npm run receiver [-- --port 4319]",
    options: { port: text, host: text, store: text },
    load: async () => (await import("./commands/receiver.ts")).receiver,
  },
  "practice-key": {
    usage: "npm run practice-key",
    options: {},
    load: async () => (await import("./commands/practice-key.ts")).practiceKey,
  },
  install: {
    usage: "npm ci",
    options: {},
    load: async () => (await import("./commands/install.ts")).install,
  },
};
