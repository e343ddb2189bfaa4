import { expect, it, vi } from "vitest";
import { typeErrors, wordOf } from "../facts/types.ts";
import { readFrontend } from "../lab/page/read-frontend.ts";
import { checkTypes } from "../lab/check-types.ts";
import type { Evidence } from "../lab/evidence.ts";
import { readBackend } from "../lab/read-backend.ts";
import type { Change } from "../mistakes/example-files/change.ts";
import { replace } from "../mistakes/example.ts";
import type { Line } from "../mistakes/example-files/otel-line.ts";
import { learnerCopy } from "./learner-copy.ts";

// On a busy machine TypeScript may take its time.
const PATIENCE_MS = 60_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS });

const SETUP = "backend/src/instrumentation.ts";

it.each(["otel-3x", "otel-2x"] as const)(
  "names an option and its right spelling with the types of %s",
  async (line) => {
    const told = await wordsFor({ [SETUP]: replace("traceExporter:", "traceExporterr:") }, { line });
    expect(told).toEqual([
      `TypeScript says: 'traceExporterr' does not exist in type 'Partial<NodeSDKConfiguration>'. Did you mean to write 'traceExporter'? (${SETUP}:8)`,
    ]);
  },
);

it.each(["otel-3x", "otel-2x"] as const)(
  "has no word against the solution with the types of %s",
  async (line) => {
    expect(await wordsFor({}, { line, after: 9 })).toEqual([]);
  },
);

it("names a method that does not exist in a file that the started one imports", async () => {
  const told = await wordsFor(
    { "backend/src/services/home-activities.ts": replace("span.end()", "span.finish()") },
    { after: 6 },
  );
  expect(told).toEqual([expect.stringContaining("Property 'finish' does not exist on type 'Span'.")]);
});

it("names what the page's files ask for in vain", async () => {
  const told = await wordsFor(
    { "frontend/src/instrumentation.ts": replace("spanProcessors:", "spanProcesors:") },
    { after: 8 },
  );
  expect(told).toEqual([expect.stringContaining("Did you mean to write 'spanProcessors'?")]);
});

it("looks past a tsconfig.json that is broken, and a file that nothing loads", async () => {
  const told = await wordsFor({
    "backend/tsconfig.json": "{ broken",
    "backend/src/instrumentation.backup.ts": "this is no code (",
    [SETUP]: replace("sdk.start()", "sdk.strat()"),
  });
  expect(told).toEqual([expect.stringContaining("Did you mean 'start'?")]);
});

it("says nothing of packages that are not installed", async () => {
  expect(await wordsFor({}, { line: "own" })).toEqual([]);
});

/** What TypeScript tells the learner about a copy with this change, as if its backend and its page had run. */
async function wordsFor(
  change: Change,
  { after = 4, line = "otel-3x" }: { after?: number; line?: Line | "own" } = {},
): Promise<string[]> {
  await using copy = await learnerCopy({ after, line, change });
  const backend = await readBackend(copy.root);
  const evidence = {
    backend,
    run: { command: backend.manifest.ok ? backend.manifest.start : "", modules: [] },
    ...(after === 8 && { frontend: await readFrontend(copy.root), page: { requests: [] } }),
  } as unknown as Evidence;
  const types = await checkTypes(copy.root, evidence, PATIENCE_MS);
  return typeErrors({ ...evidence, ...(types && { types }) }).map(wordOf);
}
