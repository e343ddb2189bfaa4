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
];
