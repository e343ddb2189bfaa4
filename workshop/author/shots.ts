import type { Page } from "playwright-core";
import { PAGE_LOAD, WRONG_FIELD } from "./shot-traces.ts";

/** One picture of the page. To add one, add one object here, and run `npm run screenshots -- its-name`. */
export interface Shot {
  /** From the repository's root. `.webp` stays small. */
  readonly file: string;
  /** The page's own path, as its address bar shows it. */
  readonly path: string;
  /** A selector; the picture is taken once this is there. */
  readonly seen: string;
  /** What to press or click first. It ends when the picture can be taken. */
  readonly act?: (page: Page) => Promise<void>;
  /** In pixels of the page; each becomes two in the file. 1180 × 640 unless said. */
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
}

/** The question of step 7: how slow is the home feed? */
const HOME_FEED = {
  calculations: [
    { op: "HEATMAP", column: "duration_ms" },
    { op: "P90", column: "duration_ms" },
  ],
  filters: [{ column: "name", op: "=", value: "GET /api/activities/home" }],
};

/**
 * The stage holds a dozen traces (`shot-traces.ts`), two refused requests, a learner in step 6, and the run `week2`
 * (for queries: `/query?run=week2`).
 */
export const SHOTS: readonly Shot[] = [
  { file: "screenshots/list.webp", path: "/", seen: ".trace" },
  {
    file: "screenshots/waterfall.webp",
    path: `/trace/${PAGE_LOAD.traceId}?span=${PAGE_LOAD.ownSpanId}`,
    seen: ".panel .field",
  },
  {
    file: "screenshots/waterfall-dark.webp",
    path: `/trace/${PAGE_LOAD.traceId}?span=${PAGE_LOAD.ownSpanId}`,
    seen: ".panel .field",
    theme: "dark",
  },
  {
    file: "screenshots/comparison.webp",
    path: `/trace/${WRONG_FIELD}?beside=expected`,
    seen: ".beside li",
  },
  { file: "screenshots/inbox.webp", path: "/inbox", seen: ".entry-refused" },
  {
    file: "screenshots/heatmap.webp",
    path: `/query?run=week2&query=${encodeURIComponent(JSON.stringify(HOME_FEED))}`,
    seen: ".query-heatmap",
    act: selectUpperStripe,
    height: 1010,
  },
  {
    file: "screenshots/query.webp",
    path: "/query?run=week2",
    seen: ".query-result",
    act: openLatencyByUser,
    height: 1130,
  },
];

async function selectUpperStripe(page: Page): Promise<void> {
  await page.locator(".query-heatmap svg").focus();
  for (const key of ["Home", "Home", "Shift+End", "Shift+ArrowDown", "Shift+ArrowDown", "Enter"])
    await page.keyboard.press(key);
  await page.waitForSelector(".query-selection tbody");
}

async function openLatencyByUser(page: Page): Promise<void> {
  await page.getByLabel("Saved queries").selectOption("latency-by-user");
  await page.getByText("Opened journal/queries/latency-by-user.json.").waitFor();
}
