import type { CodeLine, RunEvidence, SdkCall } from "../lab/evidence.ts";

/** One SDK of the process, and what was called on it. */
export interface SdkObject {
  readonly object: number;
  /** `NodeSDK`, `startNodeSDK` … */
  readonly class: string;
  /** Absent for `startNodeSDK()`, which is its own start. */
  readonly made?: SdkCall;
  readonly starts: readonly SdkCall[];
  readonly shutdowns: readonly SdkCall[];
}

const SDK = /^(NodeSDK|startNodeS(DK|dk))$/;
const PROVIDER = /TracerProvider$/;

/** The SDKs that the process made, in order. */
export function sdksOf(run: RunEvidence): SdkObject[] {
  return objectsOf(run, SDK);
}

/** The tracer providers that the learner's own code made; those of an SDK are not among them. */
export function ownProvidersOf(run: RunEvidence): SdkObject[] {
  return objectsOf(run, PROVIDER).filter(({ made }) => made && isOwn(made));
}

/** Where the learner's code made the SDK, or the provider, that this run used. */
export function setUpAt(run: RunEvidence): CodeLine | undefined {
  const [sdk] = sdksOf(run).toSorted((a, b) => b.starts.length - a.starts.length);
  return sdk?.made?.at ?? sdk?.starts[0]?.at ?? ownProvidersOf(run)[0]?.made?.at ?? run.sdk.provider?.at;
}

/** Whether a file of the learner's called, and not a package. */
export function isOwn({ by }: { readonly by?: string }): boolean {
  return by !== undefined && by.startsWith("backend/") && !by.includes("node_modules");
}

function objectsOf({ sdk: { calls } }: RunEvidence, name: RegExp): SdkObject[] {
  const groups = Map.groupBy(
    calls.filter((call) => name.test(call.class)),
    ({ object }) => object,
  );
  return [...groups].map(([object, all]) => {
    const made = all.find(({ call }) => call === "new");
    return {
      object,
      class: all[0]?.class ?? "",
      ...(made && { made }),
      starts: all.filter(({ call }) => call === "start"),
      shutdowns: all.filter(({ call }) => call === "shutdown"),
    };
  });
}
