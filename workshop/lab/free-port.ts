import { createServer } from "node:net";

/** Below what systems give to outgoing connections (Linux from 32768, others from 49152 on). */
const [FROM, TO] = [20_000, 32_000];

/**
 * A port that was free a moment ago, and is not likely to be taken in the next: no system hands ports of this range
 * out by itself, so only somebody who picks the very same number could come between.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FROM + Math.floor(Math.random() * (TO - FROM));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) =>
    server.once("error", () => resolve(false)).listen(port, () => resolve(true)),
  );
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}
