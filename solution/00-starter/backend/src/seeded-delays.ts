import { createHash } from "node:crypto";

/** Gives one delay after the other, 4 to 24 ms each; the same seed always gives the same ones. */
export function seededDelays(seed: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    const hash = createHash("sha256").update(`${seed} ${count}`).digest();
    return 4 + hash.readUInt8() * (20 / 255);
  };
}
