import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import { freshTraceId, type Stage } from "../testing-page.ts";

const SIZE = 100_000;

export function hugeTraceProofs(stage: () => Stage): void {
  it("shows a trace of 100 000 spans, with no blank row wherever one scrolls", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const root = span({ traceId: freshTraceId(), name: "GET /huge", durationMs: SIZE });
    const children = Array.from({ length: SIZE - 1 }, (_, index) =>
      span({ parent: root, name: `child ${index}`, startMs: index }),
    );
    stage().receiver.store.add([root, ...children]);
    await using opened = await stage().open(`/trace/${root.traceId}`, { seen: ".row" });
    const { page } = opened;
    expect(await page.evaluate(SCROLL)).toEqual({ frames: 60, blank: 0 });
    expect(await page.locator(".row").count()).toBeLessThan(120);
    await opened.press("End");
    await page.waitForSelector(`[data-span="${children.at(-1)?.spanId}"]`);
    await page.fill("#find", "child 5000");
    await expect.poll(async () => await opened.texts(".hits")).toEqual(["11 spans"]);
    await opened.press("Enter");
    await page.waitForSelector(".row.focused.found");
    stage().receiver.store.clear(null);
  });
}

/** Scrolls by sixty leaps and in each frame counts the pixels of the view that no row covers. */
export const SCROLL = `new Promise((resolve) => {
  const box = document.querySelector(".rows");
  const leaps = Array.from({ length: 60 }, (_, i) => i < 30 ? 700 * i : (box.scrollHeight * (i - 29)) / 31);
  let blank = 0, frames = 0;
  const covers = () => {
    const view = box.getBoundingClientRect();
    const rows = [...box.querySelectorAll(".row")].map((row) => row.getBoundingClientRect());
    const top = Math.min(...rows.map((row) => row.top));
    const bottom = Math.max(...rows.map((row) => row.bottom));
    const gaps = rows.length * 28 + 1 < bottom - top;
    return !gaps && top <= view.top + 1 && bottom >= view.top + box.clientHeight - 1;
  };
  const step = () => {
    if (frames > 0 && !covers()) blank += 1;
    if (frames === leaps.length) return resolve({ frames, blank });
    box.scrollTop = leaps[frames++];
    requestAnimationFrame(() => requestAnimationFrame(step));
  };
  step();
})`;
