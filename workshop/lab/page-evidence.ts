import type { InstalledPackage, ManifestEvidence, SourceText } from "./evidence.ts";
import type { Span } from "../trace/span.ts";

/** What stands in `frontend/`. */
export interface FrontendEvidence {
  /** `frontend/src/**`, the Vite configuration, `index.html` and env files, by their paths from the root. */
  readonly sources: readonly SourceText[];
  readonly manifest: ManifestEvidence;
  readonly installed: readonly InstalledPackage[];
}

/** What a real browser made of the learner's page, beside the learner's backend. */
export interface PageEvidence {
  readonly outcome: PageOutcome;
  /** Scheme, host and port under which the page is shown, such as `http://localhost:3000`. */
  readonly origin: string;
  /** The same of the backend, as the page is told it. */
  readonly backend: string;
  /** All that the browser asked for, in order, seen on its way. */
  readonly requests: readonly PageRequest[];
  /** Spans in the bodies of those requests. */
  readonly spans: readonly PageSpan[];
  /** Rows of the feed: after loading, and after an activity was written. */
  readonly feed: { readonly loaded: number; readonly written: number };
  /** What had registered itself with the OpenTelemetry API in the page; absent where nothing had. */
  readonly api?: {
    readonly provider: boolean;
    readonly contextManager: boolean;
    readonly propagator: boolean;
    /** The headers that the propagator writes. */
    readonly writes: readonly string[];
    /** What the registered provider is built of; absent where it is no provider of OpenTelemetry's SDK. */
    readonly inside?: PageProvider;
  };
  /** Spans of requests that were made in the page, as far as they were seen before it was left. */
  readonly made: readonly MadeSpan[];
  /** Whether `fetch` was still the browser's own. */
  readonly fetchIsNative: boolean;
  /** What the page says of itself in its status line. */
  readonly status: string;
  /** Warnings and errors of the browser's console, and errors that nobody caught. */
  readonly console: readonly string[];
  /** Addresses whose answer, or request, held the learner's key or something of its shape. */
  readonly leaks: readonly string[];
  /** What Vite made of its configuration; absent where it did not get as far. */
  readonly vite?: ViteEvidence;
  /** What arrived at the receiver, by way of Vite. */
  readonly passedOn: readonly PassedOn[];
  /** What the dev server printed. */
  readonly output: string;
  /** The machine was too busy: the lab gave something up for which the page never had the time. */
  readonly starved?: boolean;
}

export interface PageProvider {
  /** Absent where the provider keeps them elsewhere. */
  readonly processors?: readonly {
    readonly name: string;
    readonly exporter?: string;
    readonly isShutDown?: boolean;
  }[];
  readonly sampler?: string;
  /** Names of the resource's attributes. */
  readonly resource?: readonly string[];
}

export interface MadeSpan {
  readonly spanId: string;
  readonly hasEnded: boolean;
  /** False where the sampler dropped it. */
  readonly isSampled: boolean;
}

/** The configuration that Vite really uses. */
export interface ViteEvidence {
  /** Path from the repository's root, absent where there is none. */
  readonly configFile?: string;
  /** The entries of `server.proxy`, in the order in which they are tried. */
  readonly proxy: readonly ProxyEntry[];
}

export interface ProxyEntry {
  readonly path: string;
  readonly target?: string;
  readonly rewrites: boolean;
  readonly bypasses: boolean;
  readonly headerNames: readonly string[];
}

/** A request that arrived at the receiver. */
export interface PassedOn {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export type PageOutcome =
  | { readonly kind: "shown"; readonly afterMs: number }
  /** The dev server did not come up. */
  | { readonly kind: "not-served"; readonly because: string }
  /** It came up, and the page could not be opened. */
  | { readonly kind: "not-opened"; readonly because: string }
  /** No browser can run on this machine. */
  | { readonly kind: "no-browser"; readonly because: string };

export interface PageRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent where the lab refused it, because it would have left the machine. */
  readonly status?: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** The beginning of an answer that refuses. */
  readonly answer?: string;
}

export interface PageSpan extends Span {
  /** Index into `requests`. */
  readonly request: number;
  /** Where it came to its end; absent where it got lost on the way. */
  readonly reached?: "receiver" | "honeycomb";
}
