/** Honeycomb's two regions, each with its own keys (docs.honeycomb.io, "Honeycomb API and regions"). */
export const REGIONS = {
  US: { api: "https://api.honeycomb.io", ui: "https://ui.honeycomb.io" },
  EU: { api: "https://api.eu1.honeycomb.io", ui: "https://ui.eu1.honeycomb.io" },
} as const;

/** Honeycomb's word for a key that was switched off; the other region would only say that it does not know it. */
export const DISABLED = /disabled/i;

export type Region = keyof typeof REGIONS;

/** What one region says of a key. `at` is its clock, in milliseconds since 1970, as far as it told. */
export type Answer = { readonly region: Region; readonly clock?: Clock } & (
  | { readonly kind: "known"; readonly key: KnownKey }
  | { readonly kind: "refused"; readonly status: number; readonly says: string }
  | { readonly kind: "unreachable"; readonly because: string }
);

export interface KnownKey {
  readonly team: string;
  /** Empty for a Classic key. */
  readonly environment: string;
  /** As Honeycomb calls it, such as `ingest`; absent where it does not say. */
  readonly type?: string;
  /** Permissions by name, such as `events` and `createDatasets`. */
  readonly access: Readonly<Record<string, boolean>>;
}

export interface Clock {
  /** How far this machine's clock is ahead, in milliseconds; negative when it is behind. Right to a second or two. */
  readonly aheadMs: number;
}

export type Fetch = typeof globalThis.fetch;

/** Asks a region whose key this is and what it may do (docs.honeycomb.io, "Auth API"). Sends nothing but the key. */
export async function askHoneycomb(
  key: string,
  region: Region,
  { fetch = globalThis.fetch, timeoutMs = 4_000 }: { fetch?: Fetch; timeoutMs?: number } = {},
): Promise<Answer> {
  try {
    const sent = Date.now();
    const response = await fetch(`${REGIONS[region].api}/1/auth`, {
      headers: { "X-Honeycomb-Team": key },
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const clock = clockOf(response, sent, Date.now());
    const about = { region, ...(clock && { clock }) };
    const text = (await response.text()).slice(0, 10_000);
    if (!response.ok) return { ...about, kind: "refused", status: response.status, says: messageIn(text) };
    const known = readKnown(text);
    return known
      ? { ...about, kind: "known", key: known }
      : {
          ...about,
          kind: "unreachable",
          because: "the answer is none that Honeycomb gives; something stands in between",
        };
  } catch (error) {
    return { region, kind: "unreachable", because: reasonOf(error) };
  }
}

/** The header has whole seconds, so half of one is the best guess; the answer took its time as well. */
function clockOf(response: Response, sent: number, received: number): Clock | undefined {
  const told = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(told) ? undefined : { aheadMs: Math.round((sent + received) / 2 - (told + 500)) };
}

function messageIn(text: string): string {
  const said = parse(text) as { message?: unknown; error?: unknown } | undefined;
  const message = said?.message ?? said?.error;
  return (typeof message === "string" ? message : text.replace(/<[^>]*>/g, " ")).trim().slice(0, 300);
}

function readKnown(text: string): KnownKey | undefined {
  const said = parse(text) as
    | {
        type?: unknown;
        team?: { slug?: unknown };
        environment?: { slug?: unknown };
        api_key_access?: Record<string, unknown>;
      }
    | undefined;
  const team = said?.team?.slug;
  if (typeof team !== "string") return undefined;
  const environment = said?.environment?.slug;
  const access = Object.entries(said?.api_key_access ?? {}).filter(
    (pair): pair is [string, boolean] => typeof pair[1] === "boolean",
  );
  return {
    team,
    environment: typeof environment === "string" ? environment : "",
    ...(typeof said?.type === "string" && { type: said.type }),
    access: Object.fromEntries(access),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === "TimeoutError") return "no answer in time";
  return cause?.code ?? cause?.message ?? message;
}
