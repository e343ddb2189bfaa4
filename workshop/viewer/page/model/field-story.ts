import type { FieldMap } from "../../../trace/span.ts";
import { KNOWN_FIELDS } from "./known-fields.ts";
import { makerOf, shortScope } from "./maker-of.ts";

export interface FieldStory {
  /** Null for a name that nobody described. */
  readonly means: string | null;
  readonly by: "you" | "sdk" | "instrumentation" | "unknown";
  /** Who set it, as the page says it. */
  readonly who: string;
}

/** What a field on a span means, and who set it: told by the name and by the tracer that made the span. */
export function spanFieldStory(name: string, scope: string): FieldStory {
  const means = meaningOf(name);
  const maker = makerOf(scope);
  if (maker === "you" || name.startsWith("app.") || (maker === "instrumentation" && !isConvention(name))) {
    return { means, by: "you", who: "you" };
  }
  if (maker === "nobody") return { means, by: "unknown", who: "a tracer without a name" };
  return { means, by: "instrumentation", who: `the ${shortScope(scope)} instrumentation` };
}

/** The same for a field of the resource: what is true for the whole process. */
export function resourceFieldStory(name: string, resource: FieldMap): FieldStory {
  const value = resource[name];
  const means = meaningOf(name);
  if (name === "service.name") {
    return String(value).startsWith("unknown_service")
      ? { means, by: "sdk", who: "the SDK, because OTEL_SERVICE_NAME is not set" }
      : { means, by: "you", who: isOfPage(resource) ? "you" : "you, by OTEL_SERVICE_NAME" };
  }
  if (/^(telemetry\.|service\.instance\.id$)/.test(name)) return { means, by: "sdk", who: "the SDK" };
  if (/^(process|host|os|container|cloud|browser)\./.test(name)) {
    return { means, by: "sdk", who: "the SDK, which looked at the machine" };
  }
  return { means, by: "you", who: "you" };
}

/** A browser has no environment, and tells nothing of itself unless it is asked to. */
function isOfPage(resource: FieldMap): boolean {
  const language = resource["telemetry.sdk.language"];
  return language === "webjs" || !Object.keys(resource).some((name) => /^(telemetry|process)\./.test(name));
}

function meaningOf(name: string): string | null {
  if (Object.hasOwn(KNOWN_FIELDS, name)) return KNOWN_FIELDS[name] ?? null;
  for (let end = name.lastIndexOf("."); end > 0; end = name.lastIndexOf(".", end - 1)) {
    const group = name.slice(0, end + 1);
    if (Object.hasOwn(KNOWN_FIELDS, group)) return KNOWN_FIELDS[group] ?? null;
  }
  return null;
}

/** Instrumentations keep to OpenTelemetry's names; on their spans any other name was added by hand. */
function isConvention(name: string): boolean {
  return /^(http|url|server|client|network|net|user_agent|error|exception|express|db|rpc|messaging|code|thread|peer|next|fs|dns|tls|graphql|aws|browser|component|event)[._]|^(component|target_|event_)/.test(
    name,
  );
}
