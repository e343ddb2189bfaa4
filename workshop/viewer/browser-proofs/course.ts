import { expect, it } from "vitest";
import type { Stage } from "../testing-page.ts";
import { COURSE_IN_6 } from "./comparison.ts";
import { REPORT } from "./everybody.ts";

export function courseProofs(stage: () => Stage): void {
  it("says of which step the last check was, where another one is open", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const lastReport = {
      ...REPORT,
      step: { number: 9, slug: "09-user-fields", title: "Tell the users apart" },
    };
    stage().course = { ...COURSE_IN_6, status: { ...COURSE_IN_6.status, lastReport } };
    stage().receiver.courseChanged();
    await using opened = await stage().open("/", { seen: ".course-card" });
    expect(await opened.texts(".course-card h2")).toEqual(["Step 6 · Step 6"]);
    expect(await opened.texts(".course-card p")).toContain(
      "The last check was of step 9: app.result_length is text. (backend/src/services/home-activities.ts:12)",
    );
    stage().course = COURSE_IN_6;
    stage().receiver.courseChanged();
  });
}
