import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { NoBrowserError, openBrowser } from "../lab/open-browser.ts";
import type { CourseNow } from "../receiver/receiver-options.ts";
import { startReceiver, type Receiver } from "../receiver/start-receiver.ts";
import { encodeOtlpJson } from "../trace/encode-otlp-json.ts";
import type { Span } from "../trace/span.ts";
import { bundleViewer } from "./bundle-viewer.ts";

/** One browser and one receiver for all proofs of the page. */
export interface Stage {
  /** Absent where none can run. */
  readonly browser: Browser | undefined;
  readonly receiver: Receiver;
  /** What the page is told of the course. */
  course: CourseNow | null;
  /** Errors in the console or thrown, of every page that was opened. */
  readonly errors: string[];
  /** Opens a page of its own; it closes with `await using`. */
  open(path: string, options?: OpenOptions): Promise<OpenedPage>;
  send(spans: readonly Span[]): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  /** Waited for; the page's first thing to see. */
  readonly seen?: string;
}

export type OpenedPage = AsyncDisposable & {
  readonly page: Page;
  /** Texts of all that the selector finds, each with its blanks made one. */
  texts(selector: string): Promise<string[]>;
  press(...keys: readonly string[]): Promise<void>;
  /** Goes to another place of the page without loading it anew. */
  visit(path: string, seen: string): Promise<void>;
};

const CACHE = join(import.meta.dirname, "../../node_modules/.cache/workshop");

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "viewer test "));
  const sample = await readFile(join(import.meta.dirname, "../receiver/sample-trace.json"), "utf8");
  const errors: string[] = [];
  const browser = await openBrowser(CACHE).catch((error: unknown) => {
    if (error instanceof NoBrowserError) return undefined;
    throw error;
  });
  const stage: Stage = {
    browser,
    receiver: await startReceiver({
      port: 0,
      assets: await bundleViewer(folder),
      sample,
      courseStatus: () => stage.course,
    }),
    course: null,
    errors,
    open: async (path, options = {}) => await openPage(stage, path, options),
    send: async (spans) => await send(stage.receiver, spans),
    async close() {
      await browser?.close();
      await stage.receiver.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

async function openPage(
  { browser, receiver, errors }: Stage,
  path: string,
  { width = 1280, height = 800, seen = "main" }: OpenOptions,
): Promise<OpenedPage> {
  if (!browser) throw new Error("no browser");
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
  page.setDefaultTimeout(30_000);
  page.on("console", (message) => message.type() === "error" && errors.push(`${path}: ${message.text()}`));
  page.on("pageerror", (error) => errors.push(`${path}: ${String(error)}`));
  await page.goto(receiver.url + path);
  await page.waitForSelector(seen);
  await page.waitForSelector(".live-live");
  return {
    page,
    texts: async (selector) =>
      (await page.locator(selector).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim()),
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    async visit(to, selector) {
      await page.evaluate(
        `history.pushState(null, "", ${JSON.stringify(to)}); dispatchEvent(new PopStateEvent("popstate"))`,
      );
      await page.waitForSelector(selector);
    },
    [Symbol.asyncDispose]: async () => await page.close(),
  };
}

async function send({ url }: Receiver, spans: readonly Span[]): Promise<void> {
  const headers = { "content-type": "application/json", "x-honeycomb-team": "practice-abcdefgh" };
  const answer = await fetch(`${url}/v1/traces`, { method: "POST", headers, body: encodeOtlpJson(spans) });
  if (answer.status !== 200) throw new Error(`The receiver answered ${answer.status}.`);
}

let traces = 0;

/** A trace id that no other proof has. */
export function freshTraceId(): string {
  traces += 1;
  return (0x0af7_6519_16cd_43ddn * 0x1_0000_0000n + BigInt(traces)).toString(16).padStart(32, "0");
}
