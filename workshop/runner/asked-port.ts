import type { Context } from "./context.ts";
import { UserFacingError } from "./user-facing-error.ts";

/** The port behind --port; `next` shows how to write it. */
export function askedPort({ args }: Context, usual: number, next: string): number {
  const text = args.options["port"];
  if (text === undefined) return usual;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new UserFacingError({
    what: `${String(text)} is no port: it must be a number up to 65535.`,
    next,
    exitCode: 2,
  });
}
