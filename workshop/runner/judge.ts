import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { Vitest } from "vitest/node";
import type { Step } from "../course/step.ts";
import type { ItemMeta } from "../findings/item.ts";
import type { JudgedItem, StepVerdict } from "../findings/make-report.ts";
import type { Evidence } from "../lab/evidence.ts";
import { handOver } from "./hand-over.ts";

/** vitest, started once and ready to judge as often as evidence comes. */
export interface Judge extends AsyncDisposable {
  /** Begins at once; the checks wait for the evidence. Rejects when the evidence does. */
  judge(steps: readonly Step[], evidence: Promise<Evidence>): Promise<StepVerdict[]>;
}

/** Starts vitest for the checks in `steps/`; it takes about as long as the backend, so start both at once. */
export async function openJudge(root: string): Promise<Judge> {
  const { createVitest } = await import("vitest/node");
  const vitest = await createVitest(
    "test",
    {
      root,
      config: false,
      watch: false,
      globals: true,
      include: ["steps/*/check.test.ts"],
      setupFiles: [join(root, "workshop/findings/receive-evidence.ts")],
      reporters: [{}],
      pool: "threads",
      isolate: false,
      fileParallelism: false,
      allowOnly: true,
      passWithNoTests: true,
    },
    { logLevel: "silent", server: { watch: null } },
    { stdout: nowhere(), stderr: nowhere() },
  );
  return {
    judge: async (steps, evidence) => await run(vitest, steps, evidence),
    [Symbol.asyncDispose]: async () => await vitest.close(),
  };
}

async function run(
  vitest: Vitest,
  steps: readonly Step[],
  evidence: Promise<Evidence>,
): Promise<StepVerdict[]> {
  const channel = randomUUID();
  vitest.provide("evidenceChannel", channel);
  using _ = handOver(channel, evidence);
  const files = steps.map(({ folder }) => join(folder, "check.test.ts"));
  const specifications = files.map((file) => vitest.getRootProject().createSpecification(file));
  const [{ testModules }] = await Promise.all([vitest.runTestSpecifications(specifications, true), evidence]);
  return steps.map((step, index) => {
    const module = testModules.find(({ moduleId }) => moduleId === files[index]?.replaceAll("\\", "/"));
    const tests = module ? [...module.children.allTests()] : [];
    const error = module?.errors()[0];
    return { step, items: tests.map(judged), ...(error && { unreadable: error.message }) };
  });
}

function judged(test: {
  readonly fullName: string;
  readonly options: { readonly mode: "run" | "only" | "skip" | "todo" };
  meta(): object;
  result(): { readonly state: string; readonly errors?: readonly { readonly message: string }[] | undefined };
}): JudgedItem {
  const { item } = test.meta() as { item?: ItemMeta };
  const { state, errors } = test.result();
  const status = state === "passed" ? "passed" : state === "failed" ? "failed" : (item?.outcome ?? "skipped");
  const because = item?.because ?? errors?.[0]?.message;
  return {
    title: test.fullName,
    status,
    ...(because && { because }),
    blocks: item?.blocks ?? true,
    switchedOff: test.options.mode !== "run" || (state === "skipped" && item?.outcome === undefined),
  };
}

function nowhere(): NodeJS.WriteStream {
  return new Writable({ write: (_chunk, _encoding, done) => done() }) as NodeJS.WriteStream;
}
