import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Step } from "../course/step.ts";
import { handOver } from "../findings/current-evidence.ts";
import type { ItemMeta } from "../findings/item.ts";
import type { JudgedItem, StepVerdict } from "../findings/make-report.ts";
import type { Evidence } from "../lab/evidence.ts";

/** One item as it registers itself where vitest has put `test` on the global object. */
interface Registered {
  readonly title: string;
  readonly run: (context: { task: { meta: { item?: ItemMeta } }; skip: () => void }) => void;
}

const checks = new Map<string, Promise<readonly Registered[]>>();
let loading: Promise<unknown> = Promise.resolve();

/**
 * Judges in this very process what the runner lets vitest judge: the same items over the same evidence. For a thousand
 * answers vitest would start a thousand workers, which takes longer than all the judging.
 */
export async function judgeHere(steps: readonly Step[], evidence: Evidence): Promise<StepVerdict[]> {
  const found = await Promise.all(steps.map(itemsOf));
  handOver(evidence);
  return steps.map((step, index) => ({ step, items: (found[index] ?? []).map(judged) }));
}

/** Each check is loaded once, one after the other: there is only one global object to register on. */
async function itemsOf({ folder }: Step): Promise<readonly Registered[]> {
  const known = checks.get(folder);
  if (known) return await known;
  const items = loading.then(async () => await load(join(folder, "check.test.ts")));
  checks.set(folder, items);
  loading = items;
  return await items;
}

async function load(file: string): Promise<readonly Registered[]> {
  const items: Registered[] = [];
  const globals = globalThis as { test?: unknown };
  globals.test = (title: string, run: Registered["run"]) => items.push({ title, run });
  await import(/* @vite-ignore */ pathToFileURL(file).href);
  delete globals.test;
  return items;
}

function judged({ title, run }: Registered): JudgedItem {
  const meta: { item?: ItemMeta } = {};
  let error: unknown;
  try {
    run({ task: { meta }, skip: () => {} });
  } catch (thrown) {
    error = thrown;
  }
  const { outcome, because = error instanceof Error ? error.message : undefined } = meta.item ?? {};
  return {
    title,
    status: outcome ?? (error ? "failed" : "passed"),
    ...(because && { because }),
    blocks: meta.item?.blocks ?? true,
    hollow: meta.item?.hollow ?? false,
    ...(meta.item?.broken && { broken: meta.item.broken }),
    switchedOff: false,
  };
}
