import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import type { Span, UnixNanos } from "../../trace/span.ts";
import type { OpenedPage, Stage } from "../testing-page.ts";
import { COURSE_IN_6 } from "./comparison.ts";
import { homeTrace } from "./waterfall.ts";

/** A place of the page, and what is opened there. */
interface State {
  readonly path: string;
  readonly seen: string;
  readonly keys?: readonly string[];
  readonly shown?: string;
}

export function everybodyProofs(stage: () => Stage): void {
  it.each([1280, 390])("breaks no rule of WCAG A and AA, light or dark, at %i pixels", async (width) => {
    if (!stage().browser) return;
    const trace = await busyTrace(stage());
    await using opened = await stage().open("/", { width, seen: ".trace" });
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    await opened.page.evaluate(axe);
    const broken: string[] = [];
    for (const state of statesOf(trace)) {
      await show(opened, state);
      for (const problem of await violations(opened.page)) broken.push(`${state.path} ${problem}`);
      const overflow = await opened.page.evaluate("document.documentElement.scrollWidth - innerWidth");
      if (Number(overflow) > 0) broken.push(`${state.path} is ${overflow} pixels too wide`);
      await opened.page.keyboard.press("Escape");
      await expect.poll(async () => await opened.page.locator("dialog, :popover-open").count()).toBe(0);
    }
    expect(broken).toEqual([]);
  });

  it("has left no error in any console", ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    expect(stage().errors).toEqual([]);
  });
}

function statesOf([root, error, orphan]: readonly Span[]): State[] {
  const path = `/trace/${root?.traceId}`;
  return [
    { path: "/", seen: ".trace" },
    { path: "/", seen: ".trace", keys: ["?"], shown: "dialog[open]" },
    { path: "/", seen: ".trace", keys: ["m"], shown: ":popover-open" },
    { path: "/", seen: ".trace", keys: ["m", "ArrowUp", "ArrowUp", "Enter"], shown: "dialog[open]" },
    {
      path: "/",
      seen: ".trace",
      keys: ["m", "ArrowUp", "Enter"],
      shown: "dialog[open]",
    },
    { path: "/?run=none", seen: ".empty" },
    { path, seen: ".row" },
    { path: `${path}?span=${error?.spanId}`, seen: ".panel .story-bad" },
    { path: `${path}?span=${orphan?.spanId}&find=a`, seen: ".panel .story" },
    { path: `${path}?beside=expected&find=tribble`, seen: ".expected" },
    { path: "/inbox", seen: ".entry" },
    { path: "/inbox?show=refused", seen: ".entry-refused" },
    { path: "/course", seen: ".finding" },
  ];
}

async function show(
  { page, visit, press }: OpenedPage,
  { path, seen, keys = [], shown }: State,
): Promise<void> {
  await visit(path, seen);
  for (const key of keys) {
    await press(key);
    if (key === "m") await page.waitForSelector("#menu :focus");
  }
  if (shown) await page.waitForSelector(shown);
}

/** All rules in the light; in the dark, only colours can differ. */
async function violations(page: Page): Promise<string[]> {
  const run = async (options: object) =>
    (await page.evaluate(
      `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))`,
    )) as string[];
  const light = await run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    resultTypes: ["violations"],
  });
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await run({ runOnly: ["color-contrast"], resultTypes: ["violations"] });
  await page.emulateMedia({ colorScheme: "light" });
  return [...light, ...dark.map((problem) => `dark ${problem}`)];
}

/** A trace with everything that can be marked, a course with a failed check, and a refused request. */
async function busyTrace(stage: Stage): Promise<Span[]> {
  stage.course = { ...COURSE_IN_6, status: { ...COURSE_IN_6.status, lastReport: REPORT } };
  const [root, layer, handler, own] = homeTrace({ status: { code: "error", message: "the store fails" } });
  const orphan = span({ traceId: root?.traceId ?? "", parentSpanId: "00f067aa0ba902b7", name: "orphan" });
  const remote = span({ parent: root as Span, name: "in the browser", service: "frontend" });
  const time = (own?.start ?? 0n) as UnixNanos;
  const eventful = { ...(own as Span), events: [{ name: "exception", time, fields: { "app.why": "borg" } }] };
  await stage.send([root, layer, handler, eventful, orphan, remote] as Span[]);
  await fetch(`${stage.receiver.url}/v1/spans`, { method: "POST", body: "{}" });
  return [root, eventful, orphan] as Span[];
}

export const REPORT = {
  step: { number: 6, slug: "06-span-fields", title: "Give the span its fields" },
  status: "unfinished" as const,
  items: [
    { title: "app.now is the time of its own request", status: "passed" as const },
    { title: "app.result_length is a number", status: "failed" as const, because: "it is text" },
    { title: "the rest", status: "not-reached" as const },
  ],
  findings: [
    {
      id: "length-is-text",
      severity: "wrong" as const,
      message: "app.result_length is text.",
      file: "backend/src/services/home-activities.ts",
      line: 12,
      fix: 'span.setAttribute("app.result_length", results.length);',
      learn: "steps/06-span-fields/README.md#your-task",
    },
  ],
  traces: [],
  durationMs: 1200,
};
