import { sep } from "node:path";
import type { Diagnosis } from "./diagnosis.ts";
import type { Listener } from "./who-listens.ts";

export interface Port {
  readonly number: number;
  readonly of: string;
  /** What happens while somebody else holds it. */
  readonly otherwise: string;
}

/** The ports of `npm start`. */
export const PORTS: readonly Port[] = [
  { number: 4318, of: "the receiver and its page", otherwise: "npm start takes the next free one for them" },
  { number: 4567, of: "the backend", otherwise: "npm start takes the next free one for it" },
  {
    number: 3000,
    of: "the frontend",
    otherwise: "npm start goes on without the frontend, which step 8 needs",
  },
];

/** Whether a port is free, in use by this folder's own `npm start`, or in the way. */
export function diagnosePort(
  { number, of, otherwise }: Port,
  listener: Listener | undefined,
  root: string,
  platform: NodeJS.Platform,
): Diagnosis {
  const line = { id: `port-${number}`, about: `Port ${number}` };
  if (!listener) return { ...line, state: "ok", says: `free for ${of}` };
  const { folder, pid } = listener;
  if (folder !== undefined && (folder === root || folder.startsWith(root + sep)))
    return { ...line, state: "ok", says: `in use by ${nameOf(listener)}, started in this folder: ${of}` };
  const stop = platform === "win32" ? `taskkill /PID ${pid}` : `kill ${pid}`;
  return {
    ...line,
    state: "advice",
    says: `taken by ${nameOf(listener)}${folder === undefined ? "" : ` in ${folder}`}; ${otherwise}`,
    fix:
      pid === undefined
        ? "Stop that program if you know it, or leave it."
        : `If it is yours and you are done with it:\n${stop}`,
  };
}

function nameOf({ pid, name }: Listener): string {
  if (pid === undefined) return "a program that this user may not look at";
  return name ? `${name} (process ${pid})` : `process ${pid}`;
}
