import { expect, it } from "vitest";
import { resourceFieldStory } from "./page/model/field-story.ts";

it.each([
  ["you, by OTEL_SERVICE_NAME", { "service.name": "backend", "telemetry.sdk.language": "nodejs" }],
  ["you", { "service.name": "frontend" }],
  ["you", { "service.name": "frontend", "telemetry.sdk.language": "webjs" }],
])("says of a service's name that it was set by %s: %o", (who, resource) => {
  expect(resourceFieldStory("service.name", resource).who).toBe(who);
});
