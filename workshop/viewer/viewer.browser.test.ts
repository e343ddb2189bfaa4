import { afterAll, beforeAll, describe } from "vitest";
import { comparisonProofs } from "./browser-proofs/comparison.ts";
import { courseProofs } from "./browser-proofs/course.ts";
import { deepLinkProofs } from "./browser-proofs/deep-links.ts";
import { everybodyProofs } from "./browser-proofs/everybody.ts";
import { hugeTraceProofs } from "./browser-proofs/huge-trace.ts";
import { keyboardProofs } from "./browser-proofs/keyboard.ts";
import { liveProofs } from "./browser-proofs/live.ts";
import { oddTraceProofs } from "./browser-proofs/odd-traces.ts";
import { spanPanelProofs } from "./browser-proofs/span-panel.ts";
import { textStaysTextProofs } from "./browser-proofs/text-stays-text.ts";
import { waterfallProofs } from "./browser-proofs/waterfall.ts";
import { openStage, type Stage } from "./testing-page.ts";

/** The trace page in a real browser, over a real receiver; one of each for all proofs. */
let stage: Stage;
beforeAll(async () => void (stage = await openStage()), 120_000);
afterAll(async () => await stage?.close());

describe("in a real browser, the page", { timeout: 120_000 }, () => {
  liveProofs(() => stage);
  waterfallProofs(() => stage);
  spanPanelProofs(() => stage);
  oddTraceProofs(() => stage);
  comparisonProofs(() => stage);
  keyboardProofs(() => stage);
  courseProofs(() => stage);
  deepLinkProofs(() => stage);
  textStaysTextProofs(() => stage);
  hugeTraceProofs(() => stage);
  everybodyProofs(() => stage);
});
