import { expect, it } from "vitest";
import type { RunEvidence } from "../lab/evidence.ts";
import { shareRun } from "./share-run.ts";

it("starts once for several readers, and again for one that retries", async () => {
  let starts = 0;
  const start = async () => ({ run: { durationMs: (starts += 1) } as RunEvidence });
  const read = async (reader: string) => (await shareRun("step 7", reader, start))?.run.durationMs;
  expect([await read("first"), await read("second"), await read("first"), await read("second")]).toEqual([
    1, 1, 2, 2,
  ]);
});
