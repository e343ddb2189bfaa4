import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../lab/open-browser.ts";
import { bundleViewer } from "../viewer/bundle-viewer.ts";
import { COURSE } from "./course-folder.ts";
import { SHOTS, type Shot } from "./shots.ts";
import { openShotStage } from "./shot-stage.ts";

const CACHE = join(COURSE, "node_modules/.cache/workshop");

/**
 * Takes the screenshots of `shots.ts` from the real page over a real receiver, always with the same traces and clock.
 * A word takes only those whose file holds it: `npm run screenshots -- heatmap`. Writes below `into`.
 */
export async function takeScreenshots(shots: readonly Shot[], into: string): Promise<void> {
  await using stage = await openShotStage(await bundleViewer(join(CACHE, "viewer")));
  const browser = await openBrowser(CACHE);
  try {
    for (const shot of shots) {
      const bytes = await take(browser, shot, stage.url, stage.nowMs);
      const file = join(into, shot.file);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
      console.log(`${shot.file}  ${(bytes.byteLength / 1000).toFixed(0)} kB`);
    }
  } finally {
    await browser.close();
  }
}

async function take(browser: Browser, shot: Shot, url: string, nowMs: number): Promise<Uint8Array> {
  const { path, seen, act, width = 1180, height = 640, theme = "light" } = shot;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    colorScheme: theme,
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(nowMs);
  await page.goto(url + path);
  await page.waitForSelector(seen);
  await page.waitForSelector(".live-live");
  await act?.(page);
  const bytes = await capture(page, shot.file.endsWith(".png") ? "png" : "webp");
  await context.close();
  return bytes;
}

/** Playwright itself writes no WebP, the browser does. */
async function capture(page: Page, format: "png" | "webp"): Promise<Uint8Array> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", {
    format,
    ...(format === "webp" ? { quality: 82 } : {}),
  });
  return Buffer.from(data, "base64");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [word = ""] = process.argv.slice(2);
  await takeScreenshots(
    SHOTS.filter(({ file }) => file.includes(word)),
    COURSE,
  );
}
