import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import { freshTraceId, type Stage } from "../testing-page.ts";
import { COURSE_IN_6 } from "./comparison.ts";

const EVIL = `"><img src=x onerror="window.hurt=1"><script>window.hurt=1</script>`;
const FIELDS = { [EVIL]: EVIL, nested: { [EVIL]: [EVIL] } };

export function textStaysTextProofs(stage: () => Stage): void {
  it("keeps whatever stands in a span as text: names, fields, events, links, resource, scope, status", async ({
    skip,
  }) => {
    if (!stage().browser) return skip("no browser on this machine");
    stage().course = COURSE_IN_6;
    const root = span({
      traceId: freshTraceId(),
      name: EVIL,
      fields: FIELDS,
      resource: { "service.name": EVIL, ...FIELDS },
      scope: { name: EVIL, version: EVIL },
      status: { code: "error", message: EVIL },
    });
    const evil = {
      ...root,
      events: [{ name: EVIL, time: root.start, fields: FIELDS }],
      links: [{ traceId: root.traceId, spanId: root.spanId, fields: FIELDS }],
    };
    await stage().send([evil, span({ parent: root, name: EVIL, service: "other" })]);
    await using opened = await stage().open("/", { seen: `[data-trace="${root.traceId}"]` });
    const { page } = opened;
    const unhurt = async () => {
      expect(await page.locator("body img, body script, body iframe").count()).toBe(0);
      expect(await page.evaluate("window.hurt")).toBeUndefined();
    };
    await unhurt();
    await opened.visit(`/trace/${root.traceId}?span=${root.spanId}&beside=expected`, ".panel .field");
    await page.waitForSelector(".expected");
    await page.click("text=Columns in Honeycomb");
    await unhurt();
    const panel = (await opened.texts(".panel")).join(" ");
    // Name, tracer and its version, status, two in each list of fields and one in each nested value, event's name, columns.
    expect(panel.split("onerror=").length - 1).toBeGreaterThan(20);
    expect(await page.title()).toContain("<img");
    await opened.visit(`/trace/${root.traceId}?find=${encodeURIComponent(EVIL)}`, ".row.found");
    await unhurt();
    await opened.visit("/query", ".query");
    await unhurt();
    await opened.visit("/inbox", ".entry");
    await fetch(`${stage().receiver.url}/${encodeURIComponent(EVIL)}`, { method: "POST" });
    await page.waitForSelector(".entry-refused >> text=onerror");
    await unhurt();
  });
}
