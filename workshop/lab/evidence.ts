import type { Resolution } from "../compose/resolve-service.ts";
import type { Span } from "../trace/span.ts";
import type { CodeLine, Moment } from "./moment.ts";
import type { FrontendEvidence, PageEvidence } from "./page-evidence.ts";
import type { Crash, ExitCall, Handler, ProcessWarning } from "./process-evidence.ts";
import type { ExportRequest, SdkEvidence, Signal } from "./sdk-evidence.ts";
import type { TypesEvidence } from "./types-evidence.ts";

export type { CodeLine, Moment } from "./moment.ts";
export type { Crash, ExitCall, HandledError, Handler, OwnFrame, ProcessWarning } from "./process-evidence.ts";
export type {
  ApiCall,
  ExporterParts,
  ExportRequest,
  Instrumentation,
  OtherProvider,
  ProcessorParts,
  ProviderParts,
  ResourceParts,
  SdkCall,
  SdkEvidence,
  Setting,
  Signal,
} from "./sdk-evidence.ts";

/** All that one run gathered. Checks and findings are pure functions of it. Holds the key itself: never print it. */
export interface Evidence {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly workspace: Workspace;
  readonly key: KeyEvidence;
  readonly compose: Resolution;
  readonly nearby: Nearby;
  readonly backend: BackendEvidence;
  /** The journal's answer lines, by their id. */
  readonly answers: Readonly<Record<string, string>>;
  /** Absent when the step needs no running backend. */
  readonly run?: RunEvidence;
  /** Absent when no step asked for it. */
  readonly recorded?: RecordedEvidence;
  /** Absent when no step asked for the page. */
  readonly frontend?: FrontendEvidence;
  /** Absent when no step asked for the page. */
  readonly page?: PageEvidence;
  /** Absent unless a check has failed and TypeScript could look at what ran. */
  readonly types?: TypesEvidence;
}

/** What an item may judge: what was seen and measured, and no source text. */
export type JudgedEvidence = Omit<Evidence, "backend" | "nearby" | "frontend"> & {
  readonly backend: JudgedBackend;
  readonly nearby: Omit<Nearby, "files">;
  readonly frontend?: Omit<FrontendEvidence, "sources">;
};

export type JudgedBackend = Omit<BackendEvidence, "sources">;

/** What was kept before the check: traces recorded by `npm run load`, and the learner's query files. */
export interface RecordedEvidence {
  /** Absent when `npm run load` has not recorded it. */
  readonly week2?: RecordedRun;
  /** Every `journal/queries/*.json`, in the order of their names. */
  readonly queries: readonly SavedQuery[];
}

export interface RecordedRun {
  readonly startedMs: number;
  readonly spans: readonly Span[];
}

/** A query file, and what it gives on the run `week2`. */
export interface SavedQuery {
  readonly path: string;
  readonly text: string;
  /** Why it is no query, each with its place in the JSON. */
  readonly problems: readonly {
    readonly path: string;
    readonly message: string;
    readonly line?: number;
  }[];
  /** What it probably does not mean, such as a column that no span has; absent when there is no run to ask. */
  readonly advice?: readonly { readonly path: string; readonly message: string }[];
  readonly query?: SavedQueryWords;
  /** Absent when it is no query, or when there is no run to ask. */
  readonly result?: SavedQueryResult;
}

/** Honeycomb's query specification, as far as a check reads it. */
export interface SavedQueryWords {
  readonly calculations: readonly { readonly op: string; readonly column?: string }[];
  readonly filters: readonly { readonly column: string; readonly op: string; readonly value?: unknown }[];
  readonly filter_combination: string;
  readonly breakdowns: readonly string[];
  readonly orders: readonly { readonly op?: string; readonly column?: string; readonly order: string }[];
  readonly havings: readonly {
    readonly calculate_op: string;
    readonly column?: string;
    readonly op: string;
  }[];
  readonly limit: number;
  readonly time_range?: number;
  readonly start_time?: number;
  readonly end_time?: number;
}

export interface SavedQueryResult {
  /** Breakdowns first, then the calculations but for HEATMAP. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Groups before the limit. */
  readonly groups: number;
  /** Values in all heatmaps. */
  readonly plotted: number;
}

/** Where a learner may have written what belongs somewhere else. */
export interface Nearby {
  /** Compose files, env files, Dockerfiles, strayed set-ups and queries of the repository's folder and of `backend/`, without `.env` itself. */
  readonly files: readonly SourceText[];
  /** Notes and settings that a learner may have put a key into: the journal, a workspace's configuration. */
  readonly notes: readonly SourceText[];
  /** Variables of the shell that are about OpenTelemetry or Honeycomb. */
  readonly shell: Readonly<Record<string, string>>;
}

export interface Workspace {
  readonly kind: "gitpod" | "codespaces" | "ona" | "local";
  /** Gitpod only: the names and values `gp env` keeps for the next workspace; absent when `gp` could not be asked. */
  readonly persisted?: Readonly<Record<string, string>>;
}

/** Where HONEYCOMB_API_KEY stands. A name that is absent stands nowhere. */
export interface KeyEvidence {
  readonly shell?: string;
  readonly dotenv?: DotenvKey;
  /** What a process started from here gets: the shell's value beats the one in `.env`. */
  readonly effective?: { readonly value: string; readonly from: "shell" | "dotenv" };
  readonly dotenvText?: string;
  /** `.env` is there, and is no file. */
  readonly dotenvIsFolder?: boolean;
  /** Files that git tracks and that hold the key, or something with the shape of one. */
  readonly tracked: readonly { readonly file: string; readonly line: number }[];
  /** Whether git tracks `.env` itself. */
  readonly dotenvTracked: boolean;
  /** Whether git ignores `.env`; absent when this is no checkout, or when it was not asked. */
  readonly dotenvIgnored?: boolean;
  /** The newest commit that added or took away a key in a file that learners write; absent when there is none. */
  readonly past?: { readonly commit: string; readonly file: string };
}

export interface DotenvKey {
  /** With the variables in it replaced. */
  readonly value: string;
  readonly rawValue: string;
  readonly line: number;
  readonly quote: string;
  /** A variable that its value asks for, and that is set nowhere. */
  readonly asks?: string;
}

export interface BackendEvidence {
  /** Root-relative paths and their texts: `backend/src/**`, without node_modules. */
  readonly sources: readonly SourceText[];
  readonly manifest: ManifestEvidence;
  /** Absent when there is no lock file, or when it cannot be read. */
  readonly lock?: LockEvidence;
  /** Keyed by package name: every `@opentelemetry/*` and the few others that matter. */
  readonly installed: readonly InstalledPackage[];
  /** Result of loading each declared OpenTelemetry package in a process of its own; absent when not tried. */
  readonly loads?: readonly PackageLoad[];
  /** OpenTelemetry packages declared or installed in the repository's root instead of `backend/`. */
  readonly inRoot: readonly string[];
  /** OpenTelemetry packages installed beside the page, or among the backend's sources. */
  readonly elsewhere: readonly { readonly name: string; readonly folder: string }[];
  /** Lock files of other package managers than npm in `backend/`, as paths. */
  readonly otherLocks: readonly string[];
}

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

export type ManifestEvidence =
  | {
      readonly ok: true;
      readonly text: string;
      readonly type: "commonjs" | "module";
      readonly start: string | undefined;
      readonly scripts: Readonly<Record<string, string>>;
      readonly dependencies: Readonly<Record<string, string>>;
      readonly devDependencies: Readonly<Record<string, string>>;
    }
  | {
      readonly ok: false;
      readonly message: string;
      readonly line?: number;
      /** Absent when there is no such file. */
      readonly text?: string;
    };

/** What `backend/package-lock.json` says of the backend itself. */
export interface LockEvidence {
  readonly dependencies: Readonly<Record<string, string>>;
}

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Root-relative folder; several for one name means several copies. */
  readonly folder: string;
  readonly peers: Readonly<Record<string, string>>;
  /** An instrumentation's own words on which versions of its library it instruments. */
  readonly instruments?: readonly string[];
}

export interface PackageLoad {
  readonly name: string;
  readonly version?: string;
  /** The loader's own words; absent when it loaded. */
  readonly error?: string;
}

/** A request that the lab sends to the backend. */
export interface Visit {
  /** Unique within a run; the backend's process sees it as header `x-workshop-request`. */
  readonly id: string;
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The mock store gives one row more than it was handed, so that a count of its rows shows. */
  readonly store?: "one-row-more";
}

export interface Answered extends Visit {
  readonly startedAt: number;
  readonly durationMs: number;
  readonly status?: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly response?: string;
  /** Why there is no answer. */
  readonly error?: string;
}

export interface RunEvidence {
  /** The start script, as written. */
  readonly command: string;
  readonly outcome: RunOutcome;
  readonly visits: readonly Answered[];
  /** Everything that the process asked of Honeycomb, in order. */
  readonly exchanges: readonly Exchange[];
  /** Decoded from the exchanges' bodies, refused ones too. */
  readonly spans: readonly ReceivedSpan[];
  /** Connections that would have left the machine, refused by the lab. */
  readonly refused: readonly RefusedConnection[];
  /** Connections that the process opened to this machine: each address once, apart by what an exporter sends there. */
  readonly local: readonly LocalConnection[];
  /** Spans that the process started, whether or not they were sent. */
  readonly started: readonly StartedSpan[];
  /** Every `setAttribute` in the learner's code, also those that the SDK ignored. */
  readonly fieldsSet: readonly FieldSet[];
  /** Every call of the learner's that adds something else to a span: an event, a status, a link. */
  readonly spanCalls: readonly SpanCall[];
  /** Every `updateName` in the learner's code. */
  readonly renamed: readonly Renamed[];
  /** Where the learner's code waited for time to pass, as the mock store does. */
  readonly waits: readonly Wait[];
  /** When each answer was out, and all that listens for its end had run. */
  readonly served: readonly { readonly visit: string; readonly moment: Moment }[];
  readonly sdk: SdkEvidence;
  /** The HTTP requests of exporters, wherever they went, in order. */
  readonly exports: readonly ExportRequest[];
  /** What the SDK said to its diagnostic logger, whether or not that printed it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Packages and own files in the order in which they were loaded. */
  readonly modules: readonly LoadedModule[];
  readonly flush: Flush;
  readonly exit: Exit | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** The error that killed the process, in its own words. */
  readonly uncaught?: Crash;
  /** The last call of `process.exit()`. */
  readonly exitCall?: ExitCall;
  /** What the learner's code does on a signal, at the end, and with an error that was caught by nothing. */
  readonly handlers: readonly Handler[];
  /** Node's warnings, such as a deprecation. */
  readonly warnings: readonly ProcessWarning[];
  readonly node: string;
  /** The process that answers is one of a cluster's workers. */
  readonly isWorker?: boolean;
  readonly signals: Readonly<Record<"SIGTERM" | "SIGINT", boolean>>;
  /** The machine was too busy: the lab gave something up for which the backend never had the time. */
  readonly starved?: boolean;
  readonly durationMs: number;
}

export type RunOutcome =
  | { readonly kind: "listened"; readonly port: number; readonly askedPort: number; readonly afterMs: number }
  | {
      readonly kind: "exited";
      readonly code: number | null;
      readonly signal: string | null;
      readonly afterMs: number;
    }
  | { readonly kind: "never-listened"; readonly afterMs: number }
  | { readonly kind: "not-started"; readonly because: string };

export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  readonly answer: string;
  /** Size of the body in bytes, as sent. */
  readonly bytes: number;
  readonly phase: "work" | "stop";
  readonly moment: Moment;
  /** What it carried; absent when neither its sender, its body nor its path tells. */
  readonly signal?: Signal;
  /** The class of the exporter that sent it; absent for what is no exporter of OTLP's. */
  readonly exporter?: string;
  /** Why the body could not be read as OTLP. */
  readonly unreadable?: string;
  /** Sentences about single spans in it that could not be believed, and are left out. */
  readonly problems?: readonly string[];
}

export interface ReceivedSpan extends Span {
  /** Index into `exchanges`. */
  readonly exchange: number;
  /** The visit during which it was started; absent for spans outside any request. */
  readonly visit?: string;
}

export interface StartedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  /** The last one that the learner's code gave it before it ended. */
  readonly name: string;
  readonly scope: string;
  readonly visit?: string;
  /** Whether processors take it: false for what the sampler let go, and for a blank span. */
  readonly recording: boolean;
  readonly began: Moment;
  /** How often `end()` was called. */
  readonly ended: number;
  /** Who started it: a package, or one of the learner's files. */
  readonly by?: string;
  /** Each call of `end()`; only the first one counts. */
  readonly endings: readonly Ending[];
  /** The names of the options that it was started with. */
  readonly options: readonly string[];
  /** A context stood where the options belong. */
  readonly contextAsOptions: boolean;
  /** A link of it holds no span context. */
  readonly linksNothing: boolean;
  /** Its start or its end was given a time instead of taking the clock's. */
  readonly givenTimes: boolean;
  /** Where in the learner's code. */
  readonly at?: CodeLine;
}

export interface Ending {
  readonly moment: Moment;
  /** The visit that was served when it was called. */
  readonly visit?: string;
  /** Where the learner's code called it itself; absent where an instrumentation did. */
  readonly at?: CodeLine;
}

export interface Renamed {
  readonly spanId: string;
  readonly name: string;
  readonly at: CodeLine;
}

export interface Wait {
  readonly visit?: string;
  readonly began: Moment;
  /** Absent when it was not over before the process ended. */
  readonly ended?: Moment;
  readonly at: CodeLine;
}

export interface FieldSet {
  readonly spanId: string;
  readonly name: string;
  /** `string`, `number`, `undefined`, `NaN`, `null`, `array`, `object`, or the name of a class such as `Date`. */
  readonly type: string;
  /** The value itself, of at most 100 characters, with keys masked; absent for what is no string, number or boolean. */
  readonly text?: string;
  /** Whether the span held the field afterwards: false for a bad value, and where a limit leaves no room. */
  readonly stored?: boolean;
  /** Characters of a string. */
  readonly length?: number;
  /** Characters that `attributeValueLengthLimit` left of it; absent when it was not cut. */
  readonly storedLength?: number;
  /** The span had already ended, so the SDK ignored it. */
  readonly late: boolean;
  readonly moment: Moment;
  /** The visit that was served then. */
  readonly visit?: string;
  readonly at: CodeLine;
}

export interface SpanCall {
  readonly spanId: string;
  readonly call: "setAttributes" | "addEvent" | "recordException" | "setStatus" | "addLink" | "addLinks";
  /** What the first argument is: `string`, `object`, `Error` … */
  readonly type: string;
  /** An event's name. */
  readonly name?: string;
  /** The names of the fields given. */
  readonly names?: readonly string[];
  /** A status's code: 0 unset, 1 OK, 2 error; undefined when it was not given one. */
  readonly code?: number;
  /** The words of an exception or a status, of at most 200 characters, with keys masked. */
  readonly text?: string;
  /** The span had already ended, so the SDK ignored it. */
  readonly late: boolean;
  readonly moment: Moment;
  readonly visit?: string;
  readonly at: CodeLine;
}

export interface LocalConnection {
  readonly host: string;
  readonly port: number;
  /** Node's code, such as ECONNREFUSED; absent when something listens there. */
  readonly failed?: string;
  /** The class of the exporter that opened it; absent where the backend itself did. */
  readonly exporter?: string;
  readonly signal?: Signal;
}

export interface RefusedConnection {
  readonly how: "tcp" | "dns" | "udp";
  readonly host: string;
  readonly port?: number;
  /** The class of the exporter that opened it; absent where the backend itself did. */
  readonly exporter?: string;
  readonly signal?: Signal;
}

export interface Diagnostic {
  readonly level: "error" | "warn" | "info" | "debug" | "verbose";
  readonly text: string;
}

export interface LoadedModule {
  /** Package name, or the root-relative path of one of the learner's files. */
  readonly name: string;
  readonly version?: string;
  readonly order: number;
  /** One of the learner's files that Node runs as an ES module. */
  readonly isEsModule?: boolean;
  /** The learner's file that asked for it first, where known. */
  readonly from?: string;
}

export type Flush =
  | { readonly kind: "flushed"; readonly ms: number }
  | { readonly kind: "failed"; readonly error: string; readonly ms: number }
  | { readonly kind: "timed-out"; readonly ms: number }
  | { readonly kind: "no-provider" }
  | { readonly kind: "not-asked" };

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Milliseconds from the stop signal to the end. */
  readonly afterMs: number;
  /** The lab had to kill it. */
  readonly forced: boolean;
}
