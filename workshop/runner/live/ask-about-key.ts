import type { Resolution } from "../../compose/resolve-service.ts";
import { keyProblem } from "../../facts/key-problem.ts";
import { parseHeaders } from "../../facts/otlp-settings.ts";
import { tracesEndpoint } from "../../facts/traces-endpoint.ts";
import type { KeyEvidence } from "../../lab/evidence.ts";
import { askHoneycomb, DISABLED, REGIONS, type Answer, type Fetch, type Region } from "./ask-honeycomb.ts";

/** What Honeycomb said of the key that the backend would send, or why it was not asked. */
export type LiveAnswer =
  | { readonly kind: "not-asked"; readonly because: string }
  | {
      readonly kind: "asked";
      /** The key itself: never print it. */
      readonly key: string;
      /** Where compose sends the traces; absent when that is not Honeycomb, or not said yet. */
      readonly sendsTo?: Region;
      /** The dataset that the traces will be in; empty while the service has no name. */
      readonly serviceName: string;
      /** The region that compose names first; the other one only where that did not know the key. */
      readonly answers: readonly [Answer, ...Answer[]];
    };

/** Asks the region that compose names about the learner's key, and the other one when that does not know it. */
export async function askAboutKey(
  { effective }: Pick<KeyEvidence, "effective">,
  compose: Resolution,
  fetch?: Fetch,
): Promise<LiveAnswer> {
  const value = (name: string) => (compose.ok ? (compose.variables.get(name)?.value ?? "") : "");
  const sent = parseHeaders(value("OTEL_EXPORTER_OTLP_HEADERS")).get("x-honeycomb-team");
  const key = sent ?? effective?.value;
  if (key === undefined) return { kind: "not-asked", because: "there is no key to ask about" };
  if (key.startsWith("practice-"))
    return { kind: "not-asked", because: "a practice key is known to nobody but this workshop" };
  const problem = keyProblem(key);
  if (problem) return { kind: "not-asked", because: `the key cannot be one: ${problem.sentence}` };
  const sendsTo = regionOf(tracesEndpoint(value)?.url);
  const options = fetch ? { fetch } : {};
  const first = await askHoneycomb(key, sendsTo ?? "US", options);
  const strange = first.kind === "refused" && !DISABLED.test(first.says);
  const second = strange ? [await askHoneycomb(key, first.region === "US" ? "EU" : "US", options)] : [];
  return {
    kind: "asked",
    key,
    ...(sendsTo && { sendsTo }),
    serviceName: value("OTEL_SERVICE_NAME").trim(),
    answers: [first, ...second],
  };
}

function regionOf(url: string | undefined): Region | undefined {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname;
  return (Object.keys(REGIONS) as Region[]).find((region) => new URL(REGIONS[region].api).hostname === host);
}
