import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { RUN_STAMP, stampRun } from "./run-stamp.ts";
import { watchFiles } from "./watch-files.ts";
import { WATCHED } from "./watch-step.ts";

it("sees a new run and a saved query, where neither was there before", async () => {
  const root = mkdtempSync(join(tmpdir(), "watched course "));
  const seen: string[] = [];
  const watching = watchFiles({
    root,
    paths: WATCHED,
    onChange: (files) => seen.push(...files),
    everyMs: 50,
  });
  try {
    stampRun(root, new Date());
    await expect.poll(() => seen).toContain(RUN_STAMP);
    mkdirSync(join(root, "journal/queries"), { recursive: true });
    writeFileSync(join(root, "journal/queries/recent-traces.json"), "{}\n");
    await expect.poll(() => seen).toContain("journal/queries/recent-traces.json");
    stampRun(root, new Date(0));
    await expect.poll(() => seen.filter((file) => file === RUN_STAMP).length).toBe(2);
  } finally {
    watching.close();
    rmSync(root, { recursive: true, force: true });
  }
});
