import { readSteps } from "../course/read-steps.ts";
import { WEEK2 } from "../receiver/read-recorded.ts";
import type { CourseNow } from "../receiver/receiver-options.ts";
import type { Assets } from "../receiver/serve-asset.ts";
import { startReceiver } from "../receiver/start-receiver.ts";
import { encodeOtlpJson } from "../trace/encode-otlp-json.ts";
import { expected } from "../../steps/06-span-fields/scenario.ts";
import { COURSE } from "./course-folder.ts";
import { shotTraces } from "./shot-traces.ts";
import { week2Run } from "./week2-run.ts";

export interface ShotStage extends AsyncDisposable {
  readonly url: string;
  /** The page's clock, in milliseconds since 1970. */
  readonly nowMs: number;
}

/** A receiver as a learner in step 6 has it on a good evening, always the same to the millisecond. */
export async function openShotStage(assets: Assets): Promise<ShotStage> {
  let nowMs = MOMENT;
  const receiver = await startReceiver({
    port: 0,
    assets,
    clock: () => nowMs,
    courseStatus: courseInStep6,
    queriesFolder: `${COURSE}/solution/10-saved-queries/journal/queries`,
  });
  receiver.store.record(WEEK2);
  receiver.store.record(null);
  receiver.store.add(week2Run(), { run: WEEK2 });
  const post = async (path: string, body: string, headers: Record<string, string>) =>
    await fetch(receiver.url + path, { method: "POST", body, headers });
  const json = { "content-type": "application/json", "x-honeycomb-team": "practice-abcdefgh" };
  await post("/v1/traces/v1/traces", "{}", json);
  nowMs += 9_000;
  await post("/v1/traces", '{"resourceSpans":[]}', json);
  for (const { atMs, spans } of shotTraces()) {
    nowMs = MOMENT + 15_000 + atMs;
    await post("/v1/traces", encodeOtlpJson(spans), json);
  }
  nowMs += 2_000;
  return { url: receiver.url, nowMs, [Symbol.asyncDispose]: async () => await receiver.close() };
}

/** The tests' common moment: 2026-11-02T09:00:00Z. */
const MOMENT = 1_793_610_000_000;
const CURRENT = 6;

function courseInStep6(): CourseNow {
  const steps = readSteps(COURSE);
  const title = steps.find(({ number }) => number === CURRENT)?.title ?? "";
  return {
    status: {
      steps: steps.map(({ number, slug, title }) => ({
        number,
        slug,
        title,
        state: number < CURRENT ? "done" : "open",
      })),
      current: CURRENT,
      lastReport: null,
    },
    expected: { step: { number: CURRENT, title }, root: expected },
  };
}
