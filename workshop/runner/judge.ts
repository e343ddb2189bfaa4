import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { TestCase, TestModule, TestSuite, Vitest } from "vitest/node";
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

const ENTRY = "workshop/findings/all-checks.ts";

/** Starts vitest for the checks in `steps/`; it takes about as long as the backend, so start both at once. */
export async function openJudge(root: string): Promise<Judge> {
  const { createVitest } = await import("vitest/node");
  const ended = new Ended();
  const vitest = await createVitest(
    "test",
    {
      root,
      config: false,
      watch: false,
      globals: true,
      include: [ENTRY],
      reporters: [ended],
      pool: "threads",
      isolate: false,
      fileParallelism: false,
      allowOnly: true,
      passWithNoTests: true,
    },
    { logLevel: "silent", server: { watch: null } },
    { stdout: nowhere(), stderr: nowhere() },
  );
  let resting: Promise<unknown> = Promise.resolve();
  return {
    async judge(steps, evidence) {
      await resting;
      const { verdicts, atRest } = judge(vitest, ended, join(root, ENTRY), steps, evidence);
      resting = atRest;
      return await verdicts;
    },
    async [Symbol.asyncDispose]() {
      await resting;
      await vitest.close();
    },
  };
}

/** Tells when the checks have been judged; vitest itself takes longer to come to rest. */
class Ended {
  #next = Promise.withResolvers<TestModule>();

  get next(): Promise<TestModule> {
    this.#next = Promise.withResolvers();
    return this.#next.promise;
  }

  onTestModuleEnd(module: TestModule): void {
    this.#next.resolve(module);
  }
}

function judge(
  vitest: Vitest,
  ended: Ended,
  entry: string,
  steps: readonly Step[],
  evidence: Promise<Evidence>,
): { verdicts: Promise<StepVerdict[]>; atRest: Promise<unknown> } {
  const channel = randomUUID();
  const checks = steps.map(({ slug, folder }) => [slug, join(folder, "check.test.ts")]);
  vitest.provide("evidenceChannel", channel);
  vitest.provide("checks", Object.fromEntries(checks));
  const handing = handOver(channel, evidence);
  const judged = ended.next;
  const running = vitest.runTestSpecifications([vitest.getRootProject().createSpecification(entry)], true);
  const module = Promise.race([judged, running.then(({ testModules }) => testModules[0])]);
  const verdicts = Promise.all([module, evidence]).then(([found]) =>
    steps.map((step) => verdictOf(step, found)),
  );
  return { verdicts, atRest: running.catch(() => {}).finally(() => handing[Symbol.dispose]()) };
}

function verdictOf(step: Step, module: TestModule | undefined): StepVerdict {
  const suites = [...(module?.children.suites() ?? [])];
  const suite: TestSuite | undefined = suites.find(({ name }) => name === step.slug);
  const tests = [...(suite?.children.allTests() ?? [])];
  const error = tests.find(({ name }) => name === "unreadable")?.result().errors?.[0] ?? module?.errors()[0];
  return { step, items: tests.map(itemOf), ...(error && { unreadable: error.message }) };
}

function itemOf(test: TestCase): JudgedItem {
  const { item } = test.meta() as { item?: ItemMeta };
  const { state, errors } = test.result();
  const status = state === "passed" ? "passed" : state === "failed" ? "failed" : (item?.outcome ?? "skipped");
  const because = item?.because ?? errors?.[0]?.message;
  return {
    title: test.name,
    status,
    ...(because && { because }),
    blocks: item?.blocks ?? true,
    // What stands in a check without `item` judges none of the evidence.
    hollow: state === "passed" && (item?.hollow ?? !item),
    ...(item?.broken && { broken: item.broken }),
    switchedOff: test.options.mode !== "run" || (state === "skipped" && item?.outcome === undefined),
  };
}

function nowhere(): NodeJS.WriteStream {
  return new Writable({ write: (_chunk, _encoding, done) => done() }) as NodeJS.WriteStream;
}
