import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import type { UnixNanos } from "../../trace/span.ts";
import { freshTraceId, type Stage } from "../testing-page.ts";
import { homeTrace } from "./waterfall.ts";

export function spanPanelProofs(stage: () => Stage): void {
  it("tells of each field what it means and who set it, and its columns in Honeycomb", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const spans = homeTrace({
      resource: { "service.name": "backend", "telemetry.sdk.name": "opentelemetry" },
    });
    await stage().send(spans);
    await using opened = await stage().open(`/trace/${spans[0]?.traceId}`, { seen: ".row" });
    const { page } = opened;
    await page.click(`[data-span="${spans[3]?.spanId}"]`);
    await page.waitForSelector(".panel .field");
    const fields = await opened.texts(".panel .fields:not(.columns) .field");
    expect(fields).toEqual([
      "app.now set by you 2026-11-02T09:00:00.000Z The moment for which the activities were made, as text.",
      "app.result_length set by you 3 How many activities the answer holds.",
      "service.name set by you, by OTEL_SERVICE_NAME backend The service's name. In Honeycomb it is also the dataset's.",
      "telemetry.sdk.name set by the SDK opentelemetry Which OpenTelemetry SDK made the spans.",
    ]);
    expect(await opened.texts(".facts dd")).toContain("your own code tracer home.activities");
    await page.click("text=Columns in Honeycomb");
    const columns = await opened.texts(".columns .field");
    expect(columns).toContain("library.name home.activities");
    expect(columns).toContain("duration_ms 15");
    expect(columns).toContain(`trace.parent_id ${spans[2]?.spanId}`);
    await page.click(".facts button");
    await expect.poll(async () => await opened.texts(".panel h2")).toEqual(["request handler"]);
    expect(await opened.texts(".facts dd")).toContain(
      "the express instrumentation tracer @opentelemetry/instrumentation-express 0.72.0",
    );
  });

  it("puts what was set by hand first, before the many fields of an instrumentation", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const request = span({
      traceId: freshTraceId(),
      name: "GET /api/activities/home",
      kind: "server",
      scope: { name: "@opentelemetry/instrumentation-http", version: "0.301.0" },
      fields: { "http.request.method": "GET", "url.path": "/api/activities/home", "app.user_id": "worf" },
    });
    await stage().send([request]);
    await using opened = await stage().open(`/trace/${request.traceId}?span=${request.spanId}`, {
      seen: ".panel .field",
    });
    expect((await opened.texts(".panel .field bdi"))[0]).toBe("app.user_id");
  });

  it("shows events with their moment, and links that lead to the other trace", async ({ skip }) => {
    if (!stage().browser) return skip("no browser on this machine");
    const other = span({ traceId: freshTraceId(), name: "the earlier request" });
    const made = span({ traceId: freshTraceId(), name: "with events" });
    const time = (made.start + 2_000_000n) as UnixNanos;
    const events = [{ name: "exception", time, fields: { "exception.message": "out of prune juice" } }];
    const links = [{ traceId: other.traceId, spanId: other.spanId, fields: { "app.why": "retry" } }];
    await stage().send([other]);
    await stage().send([{ ...made, events, links }]);
    await using opened = await stage().open(`/trace/${made.traceId}?span=${made.spanId}`, {
      seen: ".panel .field",
    });
    expect(await opened.texts(".row .mark")).toEqual(["1 event", "1 link"]);
    const shown = (await opened.texts(".panel .fields")).join(" | ");
    expect(shown).toContain("Event: exception 1 2.0 ms after the span began exception.message");
    expect(shown).toContain("out of prune juice What the exception said.");
    expect(shown).toContain("Link 1 Span");
    await opened.page.click(".panel .fields a");
    await expect.poll(async () => await opened.texts(".trace-head h1")).toEqual(["the earlier request"]);
  });
}
